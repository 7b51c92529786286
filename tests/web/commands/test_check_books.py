"""`check-books`, as somebody at the command line meets it."""

import pytest
from typer.testing import CliRunner

from tests.append_only import opened_ledger
from tests.apps.casework.factories import a_world
from yingshang.apps.casework.models import CaseUnit
from yingshang.apps.ledger.models import Event
from yingshang.web.commands.main import shell


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def run():
    return CliRunner().invoke(shell, ["check-books"])


def test_sound_books_are_shown_with_their_numbers_and_said_to_be_sound():
    a_world().running()
    result = run()
    assert result.exit_code == 0, result.output
    assert "账目相符。The books are sound." in result.output
    assert "club" in result.output


def test_what_is_wrong_is_said_in_both_languages_and_the_command_fails():
    case = a_world().running()
    CaseUnit.objects.filter(case=case).delete()
    result = run()
    assert result.exit_code == 1
    assert f"看不到办件{case.number}" in result.output
    assert "does not see it" in result.output


def test_a_ledger_that_was_changed_makes_the_command_fail():
    a_world().running()
    with opened_ledger():
        Event.objects.filter(pk=Event.objects.earliest("pk").pk).update(kind="x")
    result = run()
    assert result.exit_code == 1
    assert "was changed" in result.output
