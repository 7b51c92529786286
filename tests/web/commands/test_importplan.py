from pathlib import Path

import pytest

from yingshang.engines.packs.schema.plan import Plan
from yingshang.engines.packs.yamltree import read_tree
from yingshang.web.commands.main import main

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).parents[3]
LIAOYUAN = ROOT / "packs/liaoyuan-2024/plan"
EXAMPLES = sorted((ROOT / "examples/plans").glob("*.txt"))


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(["importplan", *map(str, arguments)])
    return ended.value.code or 0, *capsys.readouterr()


def test_the_document_and_its_corrections_give_the_same_plan_every_time(capsys):
    arguments = ["liaoyuan-2024.txt", "--corrections", "corrections.yaml"]
    first, second = (
        run(
            capsys,
            LIAOYUAN / arguments[0],
            arguments[1],
            LIAOYUAN / arguments[2],
            "--format",
            "yaml",
        )
        for _time in range(2)
    )
    assert first == second
    code, text, _complaint = first
    assert code == 0
    tree, faults = read_tree(text, "plan.yaml")
    assert not faults
    plan = Plan.model_validate(tree.value)
    assert (len(plan.tasks), sum(len(task.measures) for task in plan.tasks)) == (52, 270)
    assert all(unit.unit for task in plan.tasks for unit in task.units)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_that_ships_with_the_project_can_be_imported(capsys, example):
    code, said, _complaint = run(capsys, example)
    assert code == 0
    assert "项任务" in said
    assert "undecided" not in said


def test_what_cannot_be_imported_is_answered_in_both_languages(capsys, tmp_path):
    (tmp_path / "novel.txt").write_text("话说天下大势，分久必合。\n" * 50, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("by: [", encoding="utf-8")
    for arguments in (
        [tmp_path / "missing.txt"],
        [tmp_path / "novel.txt"],
        [EXAMPLES[0], "--corrections", tmp_path / "bad.yaml"],
        [EXAMPLES[0], "--corrections", tmp_path / "missing.yaml"],
    ):
        code, said, complaint = run(capsys, *arguments)
        assert (code, said) == (2, "")
        assert "。" in complaint
        assert ". " in complaint or complaint.rstrip().endswith((".", ")"))
