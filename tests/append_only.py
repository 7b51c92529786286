"""Open the append-only tables, as only somebody with the keys of the database can."""

from contextlib import contextmanager
from importlib import import_module

from django.db import connection


@contextmanager
def opened_ledger():
    """Within this block the triggers that keep the ledger are gone."""
    migration = import_module("yingshang.apps.ledger.migrations.0002_append_only")
    close, reopen = migration.STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        settle(cursor)
        for statement in reopen:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        settle(cursor)
        for statement in close:
            cursor.execute(statement)


def settle(cursor):
    """PostgreSQL changes no trigger of a table whose foreign keys are still to be checked."""
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
