"""A new embedded database is made at once, and is the one that all the steps would have made."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).parents[2]
AT_ONCE = ["-m", "yingshang.web.commands.main", "migrate"]
STEP_BY_STEP = ["manage.py", "migrate", "--verbosity", "0"]
COUNTED = (
    "SELECT count(*) FROM django_migrations",
    "SELECT count(*) FROM django_content_type",
    "SELECT count(*) FROM auth_permission",
)


@pytest.fixture
def database(tmp_path):
    """A function that makes a database in a process of its own."""

    def made(*commands):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
        surroundings["YINGSHANG_DATA_DIR"] = str(folder)
        surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
        for command in commands:
            subprocess.run([sys.executable, *command], cwd=ROOT, env=surroundings, check=True)
        return sqlite3.connect(folder / "yingshang.db")

    return made


def tables(database):
    """Of each table: its columns, references, indexes and constraints; in no order."""
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {
        name: (
            {tuple(row[1:]) for row in database.execute(f"PRAGMA table_info({name})")},
            {tuple(row[2:5]) for row in database.execute(f"PRAGMA foreign_key_list({name})")},
            {part.strip(" ,)") for part in sql.split("CONSTRAINT ")[1:]},
        )
        for name, sql in rows
    }


def beside_tables(database):
    """The definitions of indexes and triggers."""
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type <> 'table'")
    return {(name, " ".join(sql.split())) for name, sql in rows if sql}


def counts(database):
    """How many steps are taken, and how many kinds and permissions Django knows."""
    return [database.execute(question).fetchone() for question in COUNTED]


def test_a_database_made_at_once_is_the_one_that_all_steps_make(database):
    at_once, by_steps = database(AT_ONCE), database(STEP_BY_STEP, AT_ONCE)
    assert tables(at_once) == tables(by_steps)
    assert beside_tables(at_once) == beside_tables(by_steps)
    assert counts(at_once) == counts(by_steps)


def test_a_database_made_at_once_has_no_step_left_to_take(database):
    at_once = database(AT_ONCE, ["manage.py", "migrate", "--check"])
    assert at_once.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 10
