import csv
import subprocess
import sys

import pytest

from yingshang.web.commands.main import main

pytestmark = pytest.mark.no_database
TEXTS = {"噪音": "夜里施工噪音很大扰民", "欠薪": "老板拖欠工资不发"}


@pytest.fixture
def lessons(tmp_path):
    path = tmp_path / "lessons.csv"
    rows = [
        f"第{place}号来信：{text}，{place * 7}天了,{label},{label}{place}"
        for place in range(60)
        for label, text in TEXTS.items()
    ]
    path.write_text("\n".join(["text,label,group", *rows]), encoding="utf-8")
    return path


def call(*arguments):
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code


def test_what_was_learned_is_predicted(lessons, tmp_path, capsys):
    model = tmp_path / "m.npz"
    assert not call("learn-topics", lessons, "--model", model)
    assert "macro-F1" in capsys.readouterr().out
    asked = tmp_path / "asked.csv"
    asked.write_text("id,text\n1,楼下施工噪音\n2,拖欠工资\n", encoding="utf-8")
    assert not call("predict-topics", asked, "--model", model, "--output", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["label"]) for row in rows] == [("1", "噪音"), ("2", "欠薪")]
    assert float(rows[0]["chance"]) > 0.5
    assert not call("predict-topics", asked, "--model", model)
    assert "1,楼下施工噪音,噪音," in capsys.readouterr().out


@pytest.mark.parametrize("command", ["learn-topics", "predict-topics"])
def test_bad_input_gets_a_sentence_in_both_languages(command, lessons, tmp_path, capsys):
    model = tmp_path / "m.npz"
    call("learn-topics", lessons, "--model", model)
    bad = tmp_path / "bad.csv"
    bad.write_text("text,label\n一,甲\n二,乙,多\n", encoding="utf-8")
    assert call(command, bad, "--model", model) == 2
    said = capsys.readouterr().err
    assert "第3行" in said
    assert "Line 3" in said


def test_a_missing_model_gets_a_sentence(lessons, tmp_path, capsys):
    assert call("predict-topics", lessons, "--model", tmp_path / "none") == 2
    assert "learn-topics" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_gets_a_sentence(lessons, tmp_path, capsys):
    assert call("learn-topics", lessons, "--model", tmp_path / "no" / "where") == 2
    assert "Cannot write" in capsys.readouterr().err


def test_predicting_loads_neither_django_nor_scikit_learn():
    code = (
        "import sys, yingshang.web.commands.predict_topics;"
        "sys.exit(bool({'django', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
