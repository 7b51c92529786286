"""`verify-ledger` and `worker`, as somebody at the command line meets them."""

import fcntl
import json
import signal

import pytest
from typer.testing import CliRunner

from tests.append_only import opened_ledger
from tests.apps.ledger.factories import BookLent, lend, lend_many
from yingshang.apps.ledger.models import Delivery, Event, Head
from yingshang.apps.ledger.roots import roots_file
from yingshang.apps.ledger.services import deliver as outbox
from yingshang.apps.ledger.services import export_root, subscribe
from yingshang.web.commands.main import shell


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(outbox, "_subscribers", outbox.defaultdict(dict))
    heard = []
    subscribe(BookLent, name="desk", handler=heard.append)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return heard


def run(*arguments):
    return CliRunner().invoke(shell, list(arguments))


def test_a_sound_ledger_is_said_to_be_sound():
    lend_many(3)
    result = run("verify-ledger")
    assert result.exit_code == 0
    assert (
        "账本完好：3 个事件、0 条日根。The ledger is sound: 3 events, 0 daily roots."
        in result.output
    )


def test_a_fault_is_said_in_both_languages_with_its_place():
    lend_many(3)
    with opened_ledger():
        Event.objects.filter(pk=2).update(kind="x")
    result = run("verify-ledger")
    assert result.exit_code == 1
    assert "2 L001 第2号事件的内容被改动。" in result.output
    assert "Event 2 was changed." in result.output


def test_faults_can_be_read_by_programs():
    lend_many(3)
    with opened_ledger():
        Event.objects.filter(pk=2).update(kind="x")
    found = json.loads(run("verify-ledger", "--format", "json").output)
    assert (found["sound"], found["events"]) == (False, 3)
    assert (found["faults"][0]["code"], found["faults"][0]["place"]) == ("L001", 2)


def test_a_named_roots_file_is_compared(tmp_path):
    lend_many(3)
    export_root()
    Head.objects.update(sequence=3, ledger_id="00000000-0000-4000-8000-000000000000")
    [file] = (tmp_path / "ledger-roots").iterdir()
    assert "L012" in run("verify-ledger", "--roots", str(file)).output


def test_a_roots_file_that_is_not_there_is_one_sentence(tmp_path):
    result = run("verify-ledger", "--roots", str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1
    assert "There is no roots file" in result.output
    assert "Traceback" not in result.output


def test_one_round_of_the_worker_delivers_and_takes_the_root(told, tmp_path):
    lend()
    assert run("worker", "--once").exit_code == 0
    assert len(told) == 1
    assert not Delivery.objects.owed().exists()
    assert len(list((tmp_path / "ledger-roots").iterdir())) == 1


def test_a_damaged_roots_file_does_not_stop_the_worker(told):
    lend()
    root_file = export_root_and_damage()
    assert run("worker", "--once").exit_code == 0
    assert len(told) == 1
    assert root_file.read_text() == "damaged\n"


def export_root_and_damage():
    export_root()
    roots_file().write_text("damaged\n")
    return roots_file()


def test_the_embedded_database_has_one_worker(told, tmp_path, settings):
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("PostgreSQL takes as many workers as you like")
    with (tmp_path / "worker.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = run("worker", "--once")
    assert result.exit_code == 1
    assert "A worker runs already" in result.output


def test_a_data_folder_that_cannot_be_written_is_one_sentence(told, tmp_path, settings):
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("PostgreSQL needs no lock file")
    (tmp_path / "file").write_text("")
    settings.DATA_DIR = tmp_path / "file"
    result = run("worker", "--once")
    assert result.exit_code == 1
    assert "Check YINGSHANG_DATA_DIR" in result.output
