"""`migrate`, `installpack`, `add-administrator`: each ends well, or with one sentence."""

from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError
from typer.testing import CliRunner

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger import clock
from yingshang.apps.registers.models import PackRelease
from yingshang.web import shell as database_shell
from yingshang.web.commands.main import shell

MINIMAL = Path(__file__).parents[2] / "packs/minimal"
PASSWORD = "long-Enough-1"


def run(*arguments):
    return CliRunner().invoke(shell, [str(argument) for argument in arguments])


def test_an_up_to_date_database_is_left_alone():
    done = run("migrate")
    assert done.exit_code == 0
    assert "已是最新" in done.output


def test_a_pack_is_installed_once():
    first, again = run("installpack", MINIMAL), run("installpack", MINIMAL)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "5 units new" in first.output
    assert "没有改变" in again.output
    assert PackRelease.objects.count() == 1


def test_a_broken_pack_says_everything_and_installs_nothing(tmp_path):
    done = run("installpack", tmp_path)
    assert done.exit_code == 1
    assert "pack.yaml" in done.output
    assert "units.yaml" in done.output
    assert "没有安装" in done.output
    assert not PackRelease.objects.exists()


@pytest.fixture
def failing(monkeypatch):
    """Installing fails with a given fault of the database."""

    def fail_with(fault):
        def fail(**_arguments):
            raise fault

        monkeypatch.setattr("yingshang.apps.registers.services.install_pack", fail)

    return fail_with


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OperationalError("database is locked"), "正被另一个程序占用"),
        (OperationalError("attempt to write a readonly database"), "只读"),
        (OperationalError("no such table: registers_packrelease"), "yingshang migrate"),
        (ProgrammingError('relation "registers_packrelease" does not exist'), "yingshang migrate"),
        (OperationalError("unable to open database file"), "YINGSHANG_DATA_DIR"),
        (OperationalError("connection failed: Connection refused"), "连接不上 PostgreSQL"),
        (OperationalError('FATAL:  password authentication failed for user "u"'), "密码"),
        (OperationalError('FATAL:  database "city" does not exist'), "没有这个数据库"),
        (OperationalError("database or disk is full"), "磁盘已满"),
        (DatabaseError("file is not a database"), "已损坏"),
        (DatabaseError("something new\nand long"), "something new"),
    ],
)
def test_a_fault_of_the_database_is_one_sentence(failing, fault, sentence):
    failing(fault)
    done = run("installpack", MINIMAL)
    assert done.exit_code == 1
    assert sentence in done.output
    assert "Traceback" not in done.output


def test_every_sentence_is_said_in_both_languages():
    for pattern, zh, en in database_shell.SENTENCES:
        assert zh.endswith("。"), pattern
        assert en.endswith("."), pattern


def add(login="wang.wu", unit="public_security", password=PASSWORD):
    options = ["--name", "王五", "--unit", unit, "--password", password]
    return run("add-administrator", login, *options)


def test_the_first_administrator_comes_from_the_command_line():
    run("installpack", MINIMAL)
    assert add().exit_code == 0
    person = Person.objects.get(login="wang.wu")
    assert person.check_password(PASSWORD)
    assert may(person, "directory.appoint", on=clock.today())


@pytest.mark.parametrize("wrong", [{"unit": "nowhere"}, {"password": "short"}, {"login": "taken"}])
def test_an_administrator_is_added_whole_or_not_at_all(wrong):
    run("installpack", MINIMAL)
    add(login="taken")
    done = add(**wrong)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert Person.objects.count() == 1
    assert Unit.objects.count() == 5
