"""The annotated documents beside the checkout: a floor under every score."""

import importlib.util
import json
from pathlib import Path

import pytest

from tests.engines.plans.reading import plan_of
from yingshang.engines.plans.export import as_json

pytestmark = pytest.mark.no_database

SHARED = Path(__file__).resolve().parents[4] / "shared"
FLOOR = {"tasks": 0.99, "units_roles": 0.99, "targets": 0.97, "deadlines": 0.97}


@pytest.fixture(scope="module")
def scores():
    scorer = SHARED / "tools" / "score_plans.py"
    if not scorer.is_file():
        pytest.skip("the development data beside the checkout is absent")
    spec = importlib.util.spec_from_file_location("score_plans", scorer)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    made = {}
    for path in sorted((SHARED / "data" / "plans" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (SHARED / "data" / "plans" / "docs" / gold["file"]).read_text(encoding="utf-8")
        counts = tool.score(gold["tasks"], as_json(plan_of(text))["tasks"], verbose=False)
        made[path.stem] = {name: counts[name] for name in FLOOR}
    return made


@pytest.mark.parametrize("measure", FLOOR)
def test_the_mean_over_the_documents_does_not_fall(scores, measure):
    found = [counts[measure] for counts in scores.values() if counts[measure][1]]
    mean = sum(2 * hit / (gold + seen) for hit, gold, seen in found) / len(found)
    assert mean >= FLOOR[measure]


def test_the_first_plan_is_read_without_a_fault_in_tasks_and_units(scores):
    counts = scores["000-liaoyuan-2024"]
    assert counts["tasks"] == [52, 52, 52]
    hit, gold, seen = counts["units_roles"]
    assert hit == gold == seen
