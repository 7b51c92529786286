"""`yingshang explain-date`, as a person types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yingshang.web.commands.main import shell

pytestmark = pytest.mark.no_database

PACK = str(Path(__file__).parents[3] / "packs" / "liaoyuan-2024")


def run(*arguments):
    return CliRunner().invoke(shell, ["explain-date", "--pack", PACK, *arguments])


def test_the_answer_is_readable_and_ends_with_the_date():
    told = run("--law", "行政许可法", "--from", "2024-04-30", "--length", "6wd")
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == ("4月30日起6个工作日：5月1日至5日劳动节放假；5月11日调休上班 → 5月11日")
    assert lines[-1] == "2024-05-11"


def test_json_holds_the_date_and_the_steps():
    told = run("--law", "许可法", "--from", "2024-04-30", "--length", "6d", "--format", "json")
    answer = json.loads(told.output)
    assert answer["due"] == "2024-05-11"
    assert [step["kind"] for step in answer["steps"]][:3] == ["start", "reading", "holiday"]


@pytest.mark.parametrize(
    ("law", "start", "length", "due"),
    [
        ("民法典", "2024-04-12", "20d", "2024-05-06"),
        ("行政处罚法", "2024-04-30", "7d", "2024-05-13"),
        ("行政处罚法", "2024-04-30", "90d", "2024-07-29"),
        ("信访工作条例", "2024-04-12", "60d", "2024-06-11"),
        ("民法典", "2024-01-31", "1mo", "2024-02-29"),
        ("民法典", "2024-04-30T15:00", "48h", "2024-05-02"),
        ("民法典", "2024-05-10T16:30", "4wh", "2024-05-11"),
        ("民法典", "2024-05-10T23:45", "30min", "2024-05-11"),
        ("方案", "2024-05-01", "monthly:25", "2024-05-25"),
        ("方案", "2024-05-01", "qe", "2024-06-30"),
        ("方案", "2024-05-01", "ye", "2024-12-31"),
    ],
)
def test_every_unit_can_be_asked_for(law, start, length, due):
    told = run("--law", law, "--from", start, "--length", length)
    assert told.output.splitlines()[-1] == due


def test_a_limit_of_the_pack_brings_its_law_and_length():
    told = run("--limit", "licensing_correction", "--from", "2024-04-30", "--lang", "en")
    assert "accepted from the day of receipt" in told.output
    assert told.output.splitlines()[-1] == "2024-05-10"


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--law", "行政许可", "--from", "2024-04-30", "--length", "6wd"], "行政许可法"),
        (["--law", "民法典", "--from", "2024-04-31", "--length", "6wd"], "2024-04-30T15:20"),
        (["--law", "民法典", "--from", "2024-04-30", "--length", "6x"], "monthly:25"),
        (["--law", "民法典", "--from", "2024-04-30"], "--length"),
        (["--limit", "licensing_decison", "--from", "2024-04-30"], "licensing_decision"),
        (["--law", "许可法", "--from", "2060-01-01", "--length", "6wd"], "2050-12-31"),
    ],
)
def test_bad_input_gets_a_sentence_in_both_languages(arguments, advice):
    told = run(*arguments)
    assert told.exit_code == 2
    chinese, english = told.output.splitlines()
    assert advice in chinese
    assert advice in english
    assert "Traceback" not in told.output


def test_a_folder_without_limits_is_refused(tmp_path):
    told = CliRunner().invoke(
        shell, ["explain-date", "--pack", str(tmp_path), "--from", "2024-04-30", "--length", "6wd"]
    )
    assert told.exit_code == 2
    assert "--pack" in told.output


def test_the_command_loads_neither_django_nor_numpy():
    code = (
        "import sys; from yingshang.web.commands import explain_date;"
        " print(sorted({'django', 'numpy'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
