"""The database itself refuses to change or delete what is in the ledger."""

from typing import Any

from django.db import migrations

KEPT = ("ledger_event", "ledger_eventsubject")
REFUSAL = "the ledger is append-only"

POSTGRESQL = [
    f"""
    CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}: % on %', TG_OP, TG_TABLE_NAME; END $$
    """,
    *(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        for table in KEPT
    ),
    *(
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in (*KEPT, "ledger_personalvalue")
    ),
    """
    CREATE TRIGGER ledger_personalvalue_kept BEFORE DELETE ON ledger_personalvalue
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
    """,
    """
    CREATE TRIGGER ledger_personalvalue_only_erased BEFORE UPDATE ON ledger_personalvalue
    FOR EACH ROW WHEN (
      NEW.sealed IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.id <> OLD.id
      OR NEW.event_id <> OLD.event_id OR NEW.field <> OLD.field
    ) EXECUTE FUNCTION ledger_refuse()
    """,
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {table}_kept ON {table}" for table in (*KEPT, "ledger_personalvalue")),
    *(
        f"DROP TRIGGER {table}_never_emptied ON {table}"
        for table in (*KEPT, "ledger_personalvalue")
    ),
    "DROP TRIGGER ledger_personalvalue_only_erased ON ledger_personalvalue",
    "DROP FUNCTION ledger_refuse()",
]
SQLITE = [
    *(
        f"CREATE TRIGGER {table}_never_{verb.lower()}d BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {verb} on {table}'); END"
        for table in KEPT
        for verb in ("UPDATE", "DELETE")
    ),
    f"""
    CREATE TRIGGER ledger_personalvalue_never_deleted BEFORE DELETE ON ledger_personalvalue
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}: DELETE on ledger_personalvalue'); END
    """,
    f"""
    CREATE TRIGGER ledger_personalvalue_only_erased BEFORE UPDATE ON ledger_personalvalue
    WHEN NEW.sealed IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.id <> OLD.id
      OR NEW.event_id <> OLD.event_id OR NEW.field <> OLD.field
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}: UPDATE on ledger_personalvalue'); END
    """,
]
SQLITE_BACK = [
    *(f"DROP TRIGGER {table}_never_{verb}d" for table in KEPT for verb in ("update", "delete")),
    "DROP TRIGGER ledger_personalvalue_never_deleted",
    "DROP TRIGGER ledger_personalvalue_only_erased",
]
STATEMENTS = {"postgresql": (POSTGRESQL, POSTGRESQL_BACK), "sqlite": (SQLITE, SQLITE_BACK)}


def close(_apps: Any, editor: Any) -> None:
    for statement in STATEMENTS[editor.connection.vendor][0]:
        editor.execute(statement, params=None)


def reopen(_apps: Any, editor: Any) -> None:
    for statement in STATEMENTS[editor.connection.vendor][1]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_ledger")]
    operations = [migrations.RunPython(close, reopen)]
