"""Case types of the Liaoyuan pack: what they ask of whom, and what their letters say."""

from datetime import date, datetime
from pathlib import Path

import pytest

from yingshang.apps.casework.decisions.answers import Circumstances, check, missing_papers
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.prefill import known
from yingshang.apps.directory.models import Enterprise
from yingshang.engines.packs.casework.casetype import case_types
from yingshang.engines.packs.casework.timing import Timing
from yingshang.engines.packs.casework.trial import begin
from yingshang.engines.packs.reading import read_pack
from yingshang.engines.process import Status
from yingshang.engines.timelimits import national_calendar

pytestmark = pytest.mark.no_database
PACK = read_pack(Path(__file__).parents[3] / "packs" / "liaoyuan-2024")
TYPES = {each.id: each for each in case_types(PACK.models)}
START, END = TYPES["company_start_up"], TYPES["deregistration_simple"]
DAY = date(2024, 6, 3)
NOON = datetime(2024, 6, 3, 12)  # noqa: DTZ001 - examples are played in local time
OFFICES = ("tax_clearance", "insurance_clearance", "fund_clearance", "seal_clearance")


def faults(case_type, outcomes=None, asked=None, **given):
    about = Circumstances(opened_on=DAY, today=DAY, outcomes=outcomes or {})
    return set(check(case_type, given, about, asked=asked).faults)


@pytest.mark.parametrize("kind", ["limited_company", "share_company", "partnership", "cooperative"])
def test_a_firm_names_its_investors_and_what_each_commits(kind):
    assert "investors" in faults(START, entity_kind=kind)
    assert "investors" in faults(START, entity_kind=kind, investors=[{"investor": "周明远"}])
    rows = [{"investor": "周明远", "contribution": "500000"}]
    assert "investors" not in faults(START, entity_kind=kind, investors=rows)


def test_a_sole_trader_has_no_investors():
    assert "investors" not in faults(START, entity_kind="sole_trader")


@pytest.mark.parametrize("kind", ["company", "partnership", "sole_trader"])
def test_nobody_leaves_by_the_simple_route_without_the_promise_of_all_investors(kind):
    about = Circumstances(opened_on=DAY, today=DAY)
    record = check(END, {"entity_kind": kind}, about, is_complete=False).record
    assert missing_papers(END, record, about) == ("application", "promise")


def test_who_objected_is_asked_when_somebody_did():
    asked = END.steps["notice"].fields
    assert faults(END, {"notice": "objected"}, asked) == {"objector"}
    assert faults(END, {"notice": "unopposed"}, asked) == set()


def test_no_registration_is_granted_without_the_day_of_the_licence():
    asked = START.steps["registration"].fields
    assert faults(START, {"registration": "registered"}, asked) == {"licence_on"}
    assert faults(START, {"registration": "refused"}, asked) == set()


@pytest.mark.parametrize("step", OFFICES)
def test_the_letter_about_the_objection_of_an_office_names_the_office(step):
    [objected] = [each for each in END.steps[step].outcomes if each.id == "objected"]
    letter = END.letters[objected.letter]
    assert "{step_holder}" in letter.body.zh_hans
    assert "{objector}" not in letter.body.zh_hans
    assert END.outcomes["objected"].letter is None


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        (Enterprise.Kind.SOLE_TRADER, "sole_trader"),
        (Enterprise.Kind.COOPERATIVE, "cooperative"),
        (Enterprise.Kind.BRANCH, "branch"),
        (Enterprise.Kind.COMPANY, None),
    ],
)
def test_the_kind_of_a_firm_is_filled_in_only_where_the_register_is_sure(kind, chosen):
    firm = Enterprise(name="示例", kind=kind, source_name="登记库", as_of=DAY)
    found = known(Case(enterprise=firm), END, None, NOON.astimezone())
    assert (found["entity_kind"].value if "entity_kind" in found else None) == chosen


@pytest.mark.parametrize(
    ("said", "is_open"),
    [({}, False), ({"key_project": True}, True), ({"key_industry": True}, True)],
)
def test_what_nobody_said_of_a_firm_holds_no_step(said, is_open):
    example = next(each for each in START.examples if each.id == "seven_links_in_parallel")
    facts = {k: v for k, v in example.facts.items() if not k.startswith("key_")} | said
    limits = PACK.time_limits
    timing = Timing(limits.register(), limits.calendar(national_calendar()))
    trial = begin(example.model_copy(update={"facts": facts}), START, timing)
    trial.accept()
    statuses = {each.step: each.status for each in trial.running().occurrences if each.is_live}
    assert Status.HELD not in statuses.values()
    assert (statuses["name_officer"] is Status.OPEN) == is_open
