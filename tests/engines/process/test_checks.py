"""One broken case type per finding, and sound ones without any."""

from pathlib import Path

import pytest

from tests.engines.process.cases import outcome, process, step
from yingshang.engines.process import Certainty, Kind, Process, check
from yingshang.engines.process.findings import FINDINGS
from yingshang.engines.rules import Column, read

pytestmark = pytest.mark.no_database

OK = (outcome("ok"),)
COLUMNS = {"capital": Column("integer"), "kind": Column("text")}


def codes(definition, **conditions):
    read_ones = {key: read(text, COLUMNS) for key, text in conditions.items()}
    found = check(definition, read_ones)
    assert all(each.zh and each.en and "{" not in each.zh + each.en for each in found)
    assert all(each.code in FINDINGS for each in found)
    return [(each.code, each.step) for each in found]


def test_a_sound_case_type_has_no_findings():
    assert codes(process(step("a"), step("b"), step("last", ["a", "b"]))) == []


def test_the_same_step_twice():
    assert codes(process(step("last"), step("last"))) == [("duplicate_step", "last")]


def test_a_step_without_outcome():
    definition = process(step("last"))
    bare = Process(
        (*definition.steps, type(definition.steps[0])("x", definition.steps[0].name, ()))
    )
    assert ("no_outcomes", "x") in codes(bare)


def test_a_step_that_does_not_exist_is_waited_for_opened_or_closed():
    assert codes(process(step("last", "nowhere"))) == [("unknown_step", "last")]
    opens = process(step("last", outcomes=(outcome("ok", opens=("nowhere",)),)))
    assert codes(opens) == [("unknown_step", "last")]
    closes = process(step("last", outcomes=(outcome("ok", closes=("nowhere",)),)))
    assert codes(closes) == [("unknown_step", "last")]
    assert codes(process(step("last"), end="nowhere")) == [("unknown_step", "end/over")]


def test_an_outcome_that_does_not_exist_is_waited_for():
    assert codes(process(step("a"), step("last", "a:maybe"))) == [("unknown_outcome", "last")]


def test_steps_that_wait_for_each_other():
    definition = process(step("a", "c"), step("b", "a"), step("c", "b"), step("last"))
    [found] = check(definition)
    assert found.code == "cycle"
    assert "a → b → c → a" in found.zh


def test_a_case_type_without_end():
    assert codes(process(step("last"), end=None)) == [("no_end", "")]


def test_another_round_that_leads_nowhere():
    again = (*OK, outcome("correct", Kind.AGAIN))
    found = codes(process(step("a", outcomes=again), step("last", "a")))
    assert found == [("again_leads_nowhere", "a"), ("cannot_end", "")]


def test_another_round_that_leads_back():
    again = (*OK, outcome("correct", Kind.AGAIN, opens=("correction",)))
    correction = step("correction", None, outcomes=(outcome("sent", opens=("a",)),))
    assert codes(process(step("a", outcomes=again), correction, step("last", "a"))) == []


def test_an_outcome_from_which_nothing_follows():
    found = codes(process(step("a"), step("last", "a:ok"), end={"any": ["last", "a:no"]}))
    assert found == []
    assert codes(process(step("a"), step("b"), step("last", "a"))) == [
        ("no_consequence", "b"),
        ("no_consequence", "b"),
    ]


def test_a_condition_that_is_never_true():
    definition = process(step("a", when="x"), step("last", "a"))
    assert codes(definition, a="capital > 5 AND capital < 3") == [("condition_impossible", "a")]
    assert codes(definition, a="capital > 5") == []


def test_a_condition_beyond_what_can_be_proven():
    definition = process(step("a", when="x"), step("last", "a"))
    assert codes(definition, a="capital > 1 AND capital * capital = 9") == [
        ("condition_unproven", "a")
    ]
    [found] = check(definition)
    assert found.certainty is Certainty.UNPROVEN


def test_a_step_that_never_opens():
    definition = process(step("a", outcomes=OK), step("b", "a:skipped"), step("last", ["a", "b"]))
    assert codes(definition) == [("unreachable", "b")]


def test_a_join_of_branches_that_exclude_each_other():
    definition = process(
        step("a"),
        step("licence", "a:ok", outcomes=OK),
        step("letter", "a:no", outcomes=OK),
        step("both", ["licence:ok", "letter:ok"], outcomes=OK),
        step("last", ["licence", "letter", "both"]),
    )
    assert codes(definition) == [("exclusive_join", "both")]
    [found] = check(definition)
    assert "licence:ok" in found.zh


def test_conditions_on_the_way_that_exclude_each_other():
    definition = process(
        step("a", when="x", outcomes=OK), step("b", "a:ok", when="y"), step("last", ["a", "b"])
    )
    found = codes(definition, a="capital > 5", b="capital < 3")
    assert found == [("reach_unproven", "b")]


def test_an_end_that_is_never_reached():
    definition = process(step("a", outcomes=(outcome("ok", ends="done"),)), end="a:skipped")
    assert codes(definition) == [("end_unreachable", "end/over")]


def test_a_case_that_cannot_end_names_the_way_there():
    found = check(process(step("a"), step("last", "a:ok"), end="last"))
    assert ("cannot_end", "") in [(each.code, each.step) for each in found]
    assert "a:no" in next(each.en for each in found if each.code == "cannot_end")


def test_too_many_states_are_said_to_be_too_many():
    names = [f"b{index}" for index in range(12)]
    closing = (*OK, outcome("no", closes=("b0",)))
    steps = [step(name, outcomes=closing) for name in names]
    found = check(process(*steps, step("last", names)), most_states=200)
    assert "end_unproven" in {each.code for each in found}


def test_a_thousand_branches_are_gone_through_one_by_one():
    names = [f"b{index}" for index in range(200)]
    assert codes(process(*(step(name) for name in names), step("last", names))) == []


def test_every_finding_has_a_broken_example():
    text = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in FINDINGS if f'"{code}"' not in text] == []
