"""Invented plans in the layouts of real ones, each with what a careful reader finds in it.

`fragments/NAME.yaml` lists the tasks of `fragments/NAME.txt`: the words with which each starts
and ends, its units by role, its targets (`operator value unit`), benefit parameters that may be
found or not, and its deadlines (dates as in the export, or `ongoing`).
"""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.engines.plans.reading import plan_of

pytestmark = pytest.mark.no_database

FRAGMENTS = Path(__file__).parent / "fragments"
NAMES = sorted(path.stem for path in FRAGMENTS.glob("*.txt"))
MEASURES = ("units", "targets", "deadlines")
FLOOR = 0.95


def _compiled(text):
    return {
        task.span: {
            "units": Counter(
                (one.unit, one.role) for one in {u.unit: u for u in task.responsible}.values()
            ),
            "targets": Counter(_target(one) for one in task.targets),
            "deadlines": Counter(
                one.date or one.type for one in task.deadlines if one.date or one.type == "ongoing"
            ),
        }
        for task in plan_of(text).tasks
    }


def _target(target):
    top = f"-{target.value_max:g}" if target.value_max is not None else ""
    return f"{target.operator} {target.value:.12g}{top} {_unit(target.unit)}"


def _unit(unit):
    """个工作日, 個工作日 and 工作日 are one unit."""
    plain = unit.replace("個", "个")
    return plain.removeprefix("个") or plain


def _annotated(name, text):
    tasks, at = {}, 0
    for row in yaml.safe_load((FRAGMENTS / f"{name}.yaml").read_text(encoding="utf-8")):
        start = text.index(row["starts"], at)
        at = text.index(row["ends"], start) + len(row["ends"])
        start += len(row["starts"]) - len(row["starts"].lstrip())
        roles = ("lead", "responsible", "cooperating")
        tasks[start, at] = {
            "units": Counter((unit, role) for role in roles for unit in row.get(role, [])),
            "targets": Counter(_plain(one) for one in row.get("targets", [])),
            "optional": Counter(_plain(one) for one in row.get("parameters", [])),
            "deadlines": Counter(row.get("deadlines", [])),
        }
    return tasks


def _plain(target):
    operator, value, unit = target.split(" ", 2)
    numbers = [f"{float(part):.12g}" for part in value.split("-")]
    return f"{operator} {'-'.join(numbers)} {_unit(unit)}"


def _share(hits, wanted, found):
    return 2 * hits / (wanted + found) if wanted + found else 1.0


def _scores(name):
    text = (FRAGMENTS / f"{name}.txt").read_text(encoding="utf-8")
    wanted, found = _annotated(name, text), _compiled(text)
    scores = {"tasks": _share(len(wanted.keys() & found.keys()), len(wanted), len(found))}
    for measure in MEASURES:
        hits = asked = given = 0
        for span in wanted.keys() | found.keys():
            want = wanted.get(span, {}).get(measure, Counter())
            have = found.get(span, {}).get(measure, Counter())
            if measure == "targets" and span in wanted:
                have = have - (wanted[span]["optional"] - want)
            hits += (want & have).total()
            asked += want.total()
            given += have.total()
        scores[measure] = _share(hits, asked, given)
    return scores


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_of_this_layout_is_understood(name):
    scores = _scores(name)
    assert min(scores.values()) >= FLOOR, scores


LAYOUTS = {
    "half-width punctuation": str.maketrans("（）：，；", "():,;"),
    "full-width punctuation": str.maketrans("():,;", "（）：，；"),
    "full-width digits": str.maketrans("0123456789", "０１２３４５６７８９"),
    "empty lines": {ord("\n"): "\n\n"},
    "lines of another system": {ord("\n"): "\r\n"},
}


def _shape(text):
    """What was understood, apart from the spelling of names."""
    return [
        (
            [unit.role for unit in task.responsible],
            [(one.value, one.operator, one.kind) for one in task.targets],
            [(one.date, one.type) for one in task.deadlines],
        )
        for task in plan_of(text).tasks
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_another_typesetting_changes_nothing(name, layout):
    text = (FRAGMENTS / f"{name}.txt").read_text(encoding="utf-8")
    assert _shape(text.translate(LAYOUTS[layout])) == _shape(text)


def test_every_fragment_has_its_annotation():
    assert len(NAMES) >= 12
    assert {path.stem for path in FRAGMENTS.glob("*.yaml")} == set(NAMES)
