"""What slips is proposed once, with what the record shows, and never with who reported it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.supervision.factories import a_city
from yingshang.apps.casework import services as casework
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Event
from yingshang.apps.supervision import services, tasks
from yingshang.apps.supervision.content import rules
from yingshang.apps.supervision.decisions.matters import StepFact, units_in
from yingshang.apps.supervision.errors import NoGroundsError
from yingshang.apps.supervision.models import Proposal
from yingshang.apps.supervision.selectors.matters import slipping


def look(city, days):
    return services.look(actor=city.watcher, at=city.later(days))


def test_nothing_is_proposed_while_everything_is_in_time(city):
    city.running()
    assert look(city, 1) == 0


def test_both_units_that_let_a_step_lie_are_proposed_with_their_days(city):
    case = city.running()
    step = city.step(case, "look")
    casework.urge(step_id=step.pk, words="请办理", actor=city.applicant, at=city.later(4))
    assert look(city, 20) == 2
    mine = Proposal.objects.get(unit=city.unit)
    assert mine.ground == "slow"
    assert mine.facts["urged"] == 1
    days = (city.later(20).date() - step.promised_on).days
    assert mine.facts["days_overdue"] == days
    assert mine.sentence_zh == f"超期{days}天，催办1次。"
    last = f"{step.promised_on.year}年{step.promised_on.month}月{step.promised_on.day}日"
    assert [one["zh"] for one in mine.evidence] == [
        f"“实地查看”应于{last}办完，已超期{days}天，没有说明理由。",
        "“实地查看”已催办。",
    ]


def test_the_reporter_is_nowhere_in_a_proposal_nor_in_its_facts(city):
    city.running()
    look(city, 20)
    for proposal in Proposal.objects.all():
        assert "陈反映" not in f"{proposal.sentence_zh}{proposal.facts}{proposal.evidence}"
    for event in Event.objects.filter(kind="supervision.proposed"):
        assert "陈反映" not in str(event.payload)


def test_looking_twice_proposes_nothing_twice(city):
    city.running()
    assert look(city, 20) == 2
    assert look(city, 21) == 0


def test_a_paused_clock_is_no_delay():
    unit = uuid4()
    step = StepFact(
        code="look",
        name_zh="查看",
        name_en="Look",
        unit_id=unit,
        status="open",
        outcome="",
        opened_on=date(2024, 5, 6),
        due_on=date(2024, 5, 9),
        settled_on=None,
        is_late=True,
        is_resting=False,
        has_reason=False,
    )
    [late] = units_in([step], (), "club", date(2024, 5, 13))
    [resting] = units_in([replace(step, is_resting=True)], (), "club", date(2024, 5, 13))
    assert (late.columns["days_overdue"], len(late.evidence)) == (4, 1)
    assert (resting.columns["days_overdue"], len(resting.evidence)) == (0, 0)


def test_what_holds_no_longer_lapses(city):
    case = city.running()
    look(city, 20)
    casework.explain_lateness(
        step_id=city.step(case, "look").pk, reason="人手不足", actor=city.handler, at=city.later(20)
    )
    city.settle(case, "look", "fine", at=city.later(20))
    look(city, 21)
    assert Proposal.objects.get(unit=city.unit).state == Proposal.State.LAPSED
    assert Proposal.objects.get(unit=city.second).state == Proposal.State.OPEN


def test_outcomes_that_the_pack_counts_are_a_ground_of_their_own(city):
    case = city.running()
    city.settle(case, "look", "poor", reason="不合格", values={"fire_ok": "false"})
    assert look(city, 1) == 1
    proposal = Proposal.objects.get()
    assert (proposal.ground, proposal.unit) == ("refuses", city.unit)


def test_cases_that_ended_long_ago_are_left_alone(city):
    case = city.running()
    city.settle(case, "look", "poor", reason="不合格", values={"fire_ok": "false"})
    assert look(city, 200) == 0


def test_what_was_dismissed_comes_back_only_when_it_has_doubled(city):
    city.running()
    look(city, 14)
    for proposal in Proposal.objects.open():
        services.dismiss(
            proposal_id=proposal.pk, reason="已说明", actor=city.watcher, at=city.later(14)
        )
    assert look(city, 15) == 0
    assert look(city, 60) == 2


def test_a_hundred_cases_cost_the_queries_of_one(city, django_assert_max_num_queries):
    for number in range(12):
        city.running(key=f"key-{number}")
    _release, found = rules()
    with django_assert_max_num_queries(10):
        assert len(list(slipping(found, city.later(20)))) == 24


def test_a_liaison_does_not_look_the_record_through(city):
    with pytest.raises(PermissionDenied):
        services.look(actor=city.handler, at=city.later(1))


def test_a_pack_without_grounds_says_so_and_the_worker_rests():
    city = a_city(grounds=None)
    with pytest.raises(NoGroundsError):
        services.look(actor=INSTALLATION, at=city.at)
    assert tasks.look() == 0
