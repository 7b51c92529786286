"""`yingshang migrate`: make the database, or bring it up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from yingshang.web import shell

# Any number of our own: two machines that migrate the same PostgreSQL wait for one another.
LOCK = 20_240_422


def migrate() -> None:
    """建立数据库或者升级到当前版本。Make the database, or bring it up to date.

    出错时退出码为 1。Exits with 1 when the database cannot be used.
    """
    with shell.database():
        applied = bring_up_to_date()
    if applied:
        typer.echo(f"数据库已升级（{applied} 步）。The database is up to date (steps: {applied}).")
    else:
        typer.echo("数据库已是最新。The database was up to date already.")


def bring_up_to_date() -> int:
    """Apply what is missing; the number of steps taken.

    Raises:
        DatabaseError: The database cannot be used.
    """
    from django.conf import settings  # noqa: PLC0415 - needs Django
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise DatabaseError(f"unable to open database file: {fault.strerror}") from fault
    with _one_at_a_time():
        steps = _take_steps()
        call_command("createcachetable", verbosity=0)
    return steps


def _take_steps() -> int:
    from django.core.management import call_command  # noqa: PLC0415 - needs Django
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from yingshang.web import new_database  # noqa: PLC0415

    if new_database.is_possible():
        return new_database.make()
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if steps:
        call_command("migrate", verbosity=0, interactive=False)
    return len(steps)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other machine migrates; SQLite's own file lock does the same."""
    from django.db import connection  # noqa: PLC0415 - needs Django

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
