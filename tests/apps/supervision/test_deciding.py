"""A person decides: nothing follows, a supervision with its approval, or a letter."""

import pytest
from django.core.exceptions import PermissionDenied

from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.models import Event
from yingshang.apps.supervision import services
from yingshang.apps.supervision.errors import (
    NotSupervisedError,
    ProposalClosedError,
    ReasonMissingError,
    SecondSupervisionError,
    SupervisedError,
)
from yingshang.apps.supervision.models import Proposal


@pytest.fixture
def proposal(city):
    city.running()
    services.look(actor=city.watcher, at=city.later(20))
    return Proposal.objects.get(unit=city.unit)


def take_up(city, proposal, **others):
    return services.take_up(
        **{
            "proposal_id": proposal.pk,
            "requirement": "限期办结。",
            "actor": city.watcher,
            "at": city.later(20),
        }
        | others
    )


def test_it_becomes_a_case_that_the_unit_has_to_answer(city, proposal):
    case = take_up(city, proposal)
    assert case.type_code == "watch"
    assert case.values["supervised_unit"] == "market_regulation"
    assert case.values["matter_number"] == proposal.case.number
    assert proposal.sentence_zh in case.values["evidence"]
    assert case.steps.get(code="answer").holder_unit == city.unit
    proposal.refresh_from_db()
    assert (proposal.state, proposal.supervision) == (Proposal.State.TAKEN_UP, case)
    assert Event.objects.filter(kind="supervision.taken_up").count() == 1


def test_it_is_decided_once(city, proposal):
    take_up(city, proposal)
    with pytest.raises(ProposalClosedError):
        take_up(city, proposal)
    assert Case.objects.filter(type_code="watch").count() == 1


def test_a_second_supervision_of_the_same_unit_for_the_same_matter_needs_a_reason(city, proposal):
    take_up(city, proposal)
    other = Proposal.objects.create(
        ground="refuses",
        case=proposal.case,
        unit=proposal.unit,
        release_digest=proposal.release_digest,
        sentence_zh="不予1次。",
        made_at=city.later(20),
    )
    with pytest.raises(SecondSupervisionError):
        take_up(city, other)
    assert take_up(city, other, second_reason="另一情形").values["second_reason"] == "另一情形"


def test_a_court_is_asked_by_letter_never_supervised(city, proposal):
    Unit.objects.filter(pk=city.unit.pk).update(reach=Unit.Reach.ASKED)
    with pytest.raises(NotSupervisedError):
        take_up(city, proposal)
    asked = services.ask_by_letter(
        proposal_id=proposal.pk, words="请予支持。", actor=city.watcher, at=city.later(20)
    )
    assert (asked.state, asked.words) == (Proposal.State.ASKED, "请予支持。")
    assert not Case.objects.filter(type_code="watch").exists()


def test_a_bureau_is_not_asked_by_letter(city, proposal):
    with pytest.raises(SupervisedError):
        services.ask_by_letter(
            proposal_id=proposal.pk, words="请予支持。", actor=city.watcher, at=city.later(20)
        )


def test_a_dismissal_gives_its_reason(city, proposal):
    with pytest.raises(ReasonMissingError):
        services.dismiss(proposal_id=proposal.pk, reason=" ", actor=city.watcher, at=city.later(20))


def test_nobody_else_decides(city, proposal):
    for person in (city.handler, city.leader, city.mayor):
        with pytest.raises(PermissionDenied):
            take_up(city, proposal, actor=person)
