"""`yingshang compareplans` on files and packs."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from yingshang.web.commands.main import shell

pytestmark = pytest.mark.no_database

PACK = Path(__file__).parents[3] / "packs/liaoyuan-2024"
OLD = """某市行动方案
一、主要任务
1.优化用电服务。推行用电即申即办，扩大覆盖范围。（市发改委负责）
2.提高审批效率。现场检查压缩至5个工作日内完成。（市住建局负责）
"""


@pytest.fixture
def files(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("5个工作日", "3个工作日"), encoding="utf-8")
    return str(old), str(new)


def run(*arguments):
    return CliRunner().invoke(shell, ["compareplans", *map(str, arguments)])


def test_the_text_marks_words_and_names_targets(files):
    said = run(*files).stdout
    assert "[-5个工作日-]{+3个工作日+}" in said
    assert "≤ 5 个工作日 → ≤ 3 个工作日" in said
    assert "保留 kept 1" in said


def test_json_holds_every_pair_with_its_reasons(files):
    whole = json.loads(run(*files, "--format", "json").stdout)
    assert whole["counts"]["changed_target"] == 1
    assert [pair["old"] for pair in whole["pairs"]] == [[1], [2]]
    assert whole["pairs"][0]["reasons"][0]["rule"] == "same_words"
    assert "".join(run["old"] for run in whole["pairs"][1]["clauses"][0]["words"])


def test_a_workbook_and_a_word_table_are_written(files, tmp_path):
    for ending in ("xlsx", "docx"):
        path = tmp_path / f"out.{ending}"
        assert run(*files, "--format", ending, "--output", path).exit_code == 0
    assert len(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets) == 3
    assert len(docx.Document(str(tmp_path / "out.docx")).tables[0].rows) == 3


def test_a_pack_is_compared_with_its_own_text_and_kept():
    document = PACK / "plan/liaoyuan-2024.txt"
    whole = json.loads(run(PACK, document, "--format", "json").stdout)
    assert whole["counts"]["kept"] == len(whole["pairs"])
    assert set(whole["clause_counts"]) - {"kept"} == {
        kind for kind, count in whole["clause_counts"].items() if count == 0
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "xlsx"], "请用 --output"),
        (["--format", "docx", "--output", "/no/such/folder/x.docx"], "请换一个位置"),
    ],
)
def test_where_to_write_is_asked_for(files, arguments, sentence):
    outcome = run(*files, *arguments)
    assert outcome.exit_code == 2
    assert sentence in outcome.stderr


def test_what_cannot_be_read_is_answered_with_a_sentence(files, tmp_path):
    novel = tmp_path / "novel.txt"
    novel.write_text("从前有座山，山里有座庙。", encoding="utf-8")
    for wrong, sentence in (
        (tmp_path / "none.txt", "找不到文件"),
        (novel, "没有在文件中找到工作任务"),
        (tmp_path, "不是可读的方案包"),
    ):
        outcome = run(files[0], wrong)
        assert outcome.exit_code == 2
        assert sentence in outcome.stderr
