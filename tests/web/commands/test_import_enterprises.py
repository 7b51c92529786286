"""`yingshang import-enterprises` tries a file, takes it over when told, and says what happened."""

import pytest
from typer.testing import CliRunner

from tests.apps.directory.register_world import CITY, as_csv, row
from yingshang.apps.directory import city_content
from yingshang.apps.directory.models import Enterprise
from yingshang.web.commands.main import shell

pytestmark = pytest.mark.django_db
WHOSE = ["--source", "市场监管数据", "--as-of", "2024-10-31"]


@pytest.fixture(autouse=True)
def city(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(city_content, "_readers", [lambda: CITY])
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes(as_csv([row(1), row(2), row(3, 从业人员="许多")], "gb18030"))
    return path


def run(*arguments):
    return CliRunner().invoke(shell_command(), list(map(str, arguments)))


def shell_command():
    import typer  # noqa: PLC0415

    from yingshang.web.commands.import_enterprises import import_enterprises  # noqa: PLC0415

    single = typer.Typer(pretty_exceptions_enable=False)
    single.command()(import_enterprises)
    assert "import-enterprises" in typer.main.get_command(shell).list_commands(None)
    return single


def test_a_file_is_only_tried_unless_told_otherwise(file):
    result = run(file, *WHOSE)
    assert result.exit_code == 0, result.output
    assert "新增 new 2" in result.output
    assert "人数" in result.output
    assert not Enterprise.objects.exists()


def test_a_file_is_taken_over_when_told(file):
    assert run(file, *WHOSE, "--take").exit_code == 0
    assert Enterprise.objects.count() == 2


@pytest.mark.parametrize("as_of", ["31.10.2024", "2030-01-01"])
def test_a_wrong_day_is_said(file, as_of):
    result = run(file, "--source", "x", "--as-of", as_of)
    assert result.exit_code != 0
    assert "Traceback" not in result.output


def test_a_missing_file_is_said(tmp_path):
    result = run(tmp_path / "none.csv", *WHOSE)
    assert result.exit_code != 0
    assert "Traceback" not in result.output
