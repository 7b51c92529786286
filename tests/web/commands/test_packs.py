"""`checkpack`, `diffpack` and `exportschema`, as a person calls them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from yingshang.web.commands.main import shell

pytestmark = pytest.mark.no_database
MINIMAL = Path(__file__).parents[2] / "packs/minimal"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(shell, [str(argument) for argument in arguments])


@pytest.fixture
def copy(tmp_path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "pack"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_clean_pack_ends_with_zero_and_says_so():
    result = run("checkpack", MINIMAL)
    assert result.exit_code == 0
    assert "没有发现问题" in result.output
    assert "nothing is wrong" in result.output


def test_a_fault_is_a_line_with_place_code_and_both_sentences(copy):
    edit(copy / "directory/units.yaml", "kind: vertical_organ", "kind: organ")
    result = run("checkpack", copy)
    assert result.exit_code == 1
    [line, summary] = result.output.splitlines()
    assert line.startswith(f"{copy}/directory/units.yaml:21:11 P104 ")
    assert "不能是“organ”" in line
    assert "cannot be `organ`" in line
    assert "1 处错误" in summary


def test_one_language_can_be_asked_for(copy):
    edit(copy / "pack.yaml", "sample_day: 2024-11-18", "sample_day: 2025-11-18")
    assert "outside the period" not in run("checkpack", copy, "--lang", "zh").output
    assert "示例日" not in run("checkpack", copy, "--lang", "en").output


def test_a_warning_alone_does_not_fail(copy):
    (copy / "notes.txt").write_text("x")
    result = run("checkpack", copy)
    assert result.exit_code == 0
    assert "P011 提醒：" in result.output


def test_json_can_be_read_by_a_program(copy):
    edit(copy / "time_limits.yaml", "    law: plain_rule", "    law: other")
    whole = json.loads(run("checkpack", copy, "--format", "json").output)
    assert (whole["errors"], whole["warnings"]) == (1, 0)
    [found] = whole["diagnostics"]
    assert (found["code"], found["slug"], found["file"]) == (
        "P501",
        "law-unknown",
        "time_limits.yaml",
    )
    assert (found["line"], found["column"]) == (15, 10)


def test_github_gets_a_workflow_command(copy):
    edit(copy / "pack.yaml", "sample_day: 2024-11-18", "sample_day: 2025-11-18")
    output = run("checkpack", copy, "--format", "github", "--lang", "en").output
    assert output.startswith(f"::error file={copy}/pack.yaml,line=11,col=13,title=P602::The sample")


def test_several_packs_are_checked_in_one_call(copy):
    edit(copy / "pack.yaml", "format: 1", "format: 2")
    result = run("checkpack", MINIMAL, copy)
    assert result.exit_code == 1
    assert f"{MINIMAL}：没有发现问题" in result.output
    lines = run("checkpack", MINIMAL, copy, "--format", "json").output.splitlines()
    assert [json.loads(line)["errors"] for line in lines] == [0, 1]


def test_nothing_in_a_pack_can_move_the_cursor_of_a_terminal(copy):
    edit(copy / "pack.yaml", "id: minimal-2024", 'id: "\\e[2J"')
    assert "\x1b" not in run("checkpack", copy).output


def test_a_folder_that_does_not_exist_is_one_sentence(tmp_path):
    result = run("checkpack", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "there is no such folder" in result.output


def test_a_change_is_shown_with_old_and_new(copy):
    edit(copy / "time_limits.yaml", "length: 1wd", "length: 3wd")
    result = run("diffpack", MINIMAL, copy)
    assert result.exit_code == 0
    [line, summary] = result.output.splitlines()
    assert line == "~ 时限 time_limit set_up_decision · length: 1wd → 3wd"
    assert "改动 1 处" in summary


def test_changes_can_be_read_by_a_program(copy):
    (copy / "tasks/02.yaml").unlink()
    whole = json.loads(run("diffpack", MINIMAL, copy, "--format", "json").output)
    removed = [change for change in whole["changes"] if change["kind"] == "removed"]
    assert [(change["subject"], change["id"]) for change in removed] == [("target", "T02-a")]
    assert whole["old"] != whole["new"]


def test_a_pack_that_cannot_be_read_is_not_compared(copy):
    edit(copy / "pack.yaml", "format: 1", "format: [")
    result = run("diffpack", MINIMAL, copy)
    assert result.exit_code == 1
    assert "P001" in result.output
    assert "Correct" in result.output


def test_the_schema_is_written_where_it_is_asked_for(tmp_path):
    result = run("exportschema", "--to", tmp_path / "docs")
    assert result.exit_code == 0
    schema = json.loads((tmp_path / "docs/schema/plan.json").read_text(encoding="utf-8"))
    assert "tasks" in schema["properties"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "docs").write_text("a file")
    result = run("exportschema", "--to", tmp_path / "docs")
    assert result.exit_code == 1
    assert "无法写入" in result.output


@pytest.mark.parametrize("command", ["checkpack", "diffpack", "exportschema"])
def test_a_command_without_a_database_does_not_load_django(command):
    program = (
        "import sys; from yingshang.web.commands.main import main\n"
        f"try: main(['{command}', '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert done.returncode == 0


def test_a_case_type_is_drawn_in_both_languages():
    for lang, word in (("zh", "审查"), ("en", "Review")):
        result = run("draw-case-type", MINIMAL, "set_up", "--lang", lang)
        assert result.exit_code == 0
        assert result.output.startswith("<svg ")
        assert word in result.output


def test_an_unknown_case_type_is_answered_with_those_there_are():
    result = run("draw-case-type", MINIMAL, "setup")
    assert result.exit_code == 1
    assert "您要写的是不是“set_up”？" in result.output
    assert "Did you mean `set_up`?" in result.output
