"""`yingshang compile`."""

import json
import subprocess
import sys

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from yingshang.engines.packs.schema.plan import Plan
from yingshang.web.commands.main import shell

pytestmark = pytest.mark.no_database
PLAN = (
    "某市行动方案\n一、主要任务\n1.审批[提速]。压缩至5个工作日内，2024年6月底前完成。"
    "（市政务局牵头，市司法局配合）\n2.监管。做事。（市监局负责）\n"
)
run = CliRunner()


@pytest.fixture
def plan(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_bytes(PLAN.encode("gb18030"))
    return str(file)


def test_json_holds_tasks_with_offsets_into_the_decoded_text(plan):
    answer = json.loads(run.invoke(shell, ["compile", plan, "--format", "json"]).stdout)
    task = answer["tasks"][0]
    assert PLAN[task["char_start"] : task["char_end"]].startswith("1.审批")
    assert [unit["role"] for unit in task["responsible"]] == ["lead", "cooperating"]
    assert task["deadlines"][0]["date"] == "2024-06-30"


def test_yaml_is_the_plan_of_a_pack(plan):
    answer = run.invoke(shell, ["compile", plan, "--format", "yaml"]).stdout
    compiled = Plan.model_validate(YAML(typ="safe").load(answer))
    assert [task.id for task in compiled.tasks] == ["01", "02"]
    assert len(compiled.sha256) == 64


def test_the_default_is_a_readable_table(plan):
    answer = run.invoke(shell, ["compile", plan])
    assert answer.exit_code == 0
    assert "市政务局" in answer.stdout
    assert "[提速]" in answer.stdout


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", "从前有座山。山上有座庙。".encode()])
def test_bad_input_ends_with_a_sentence_in_both_languages_and_code_2(tmp_path, data):
    file = tmp_path / "bad"
    file.write_bytes(data)
    answer = run.invoke(shell, ["compile", str(file)])
    assert answer.exit_code == 2
    assert "。 " in answer.stderr
    assert "Traceback" not in answer.output


def test_the_command_starts_without_django(plan):
    code = (
        f"import sys; from yingshang.web.commands.main import shell; shell(['compile', {plan!r}, "
        f"'--format', 'json'], standalone_mode=False); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
