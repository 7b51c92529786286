"""Somebody entitled decides on a proposal: nothing follows, a supervision, or a letter."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.models import Case, Way
from yingshang.apps.casework.services import Beginning, file_case
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.supervision.content import ground_named
from yingshang.apps.supervision.errors import (
    NotSupervisedError,
    ProposalClosedError,
    ReasonMissingError,
    SecondSupervisionError,
    SupervisedError,
)
from yingshang.apps.supervision.events import ProposalDismissed, ProposalTakenUp, UnitAsked
from yingshang.apps.supervision.models import Proposal
from yingshang.apps.supervision.permissions import DECIDE
from yingshang.apps.supervision.selectors.proposals import evidence_text, under_way
from yingshang.apps.supervision.services.naming import locked_open, naming
from yingshang.engines.packs.schema.supervision import Ground


@transaction.atomic
def dismiss(*, proposal_id: int, reason: str, actor: Person, at: datetime) -> Proposal:
    """Decide that nothing follows.

    Raises:
        PermissionDenied, ProposalClosedError, ReasonMissingError: As they say.
    """
    require(actor, DECIDE, at=at)
    proposal = locked_open(proposal_id)
    if not reason.strip():
        raise ReasonMissingError
    _decide(proposal, Proposal.State.DISMISSED, reason.strip(), actor, at)
    record(ProposalDismissed(**naming(proposal), reason=proposal.words), actor=actor, at=at)
    return proposal


@transaction.atomic
def take_up(
    *, proposal_id: int, requirement: str, actor: Person, at: datetime, second_reason: str = ""
) -> Case:
    """Make a supervision of it: a case of the ground's type, which begins with its approval.

    Args:
        second_reason: Needed while the unit is under supervision for the same matter already.

    Returns:
        The supervision.

    Raises:
        PermissionDenied: `actor` may not decide, or opens no cases for the office in charge.
        NotSupervisedError: Courts, vertical organs and enterprises get a letter.
        SecondSupervisionError, ProposalClosedError, ReasonMissingError: As they say.

    Source: 政府督查工作条例 §5, §11, §15.
    """
    require(actor, DECIDE, at=at)
    proposal = locked_open(proposal_id)
    ground = ground_named(proposal.ground)
    if ground is None:
        raise ProposalClosedError
    if proposal.unit.reach == Unit.Reach.ASKED:
        raise NotSupervisedError
    if not requirement.strip():
        raise ReasonMissingError
    if not second_reason.strip() and under_way(proposal):
        raise SecondSupervisionError
    beginning = _beginning(proposal, ground, requirement.strip(), second_reason.strip())
    case = file_case(beginning=beginning, actor=actor, at=at)
    proposal.supervision = case
    _decide(proposal, Proposal.State.TAKEN_UP, requirement.strip(), actor, at)
    fact = ProposalTakenUp(**naming(proposal), supervision=case.number, supervision_case=case.pk)
    record(fact, actor=actor, at=at)
    return case


@transaction.atomic
def ask_by_letter(*, proposal_id: int, words: str, actor: Person, at: datetime) -> Proposal:
    """Write to a unit that the city does not supervise: a court, a vertical organ, an enterprise.

    Raises:
        PermissionDenied, ProposalClosedError, ReasonMissingError: As they say.
        SupervisedError: The unit is under the city's supervision.

    Source: 政府督查工作条例 §5.
    """
    require(actor, DECIDE, at=at)
    proposal = locked_open(proposal_id)
    if proposal.unit.reach != Unit.Reach.ASKED:
        raise SupervisedError
    if not words.strip():
        raise ReasonMissingError
    _decide(proposal, Proposal.State.ASKED, words.strip(), actor, at)
    record(UnitAsked(**naming(proposal)), actor=actor, at=at)
    return proposal


def _beginning(proposal: Proposal, ground: Ground, requirement: str, second: str) -> Beginning:
    """With what the supervision begins; the proposal is its key, so that it begins once."""
    values = {
        "matter_number": proposal.case.number,
        "matter_title": proposal.case.title or proposal.case.number,
        "supervised_unit": proposal.unit.code,
        ground.field: ground.choice,
        "evidence": evidence_text(proposal),
        "requirement": requirement,
        "second_reason": second or None,
    }
    key = f"supervision-{proposal.pk}"
    return Beginning(type_code=ground.case_type, way=Way.OFFICIAL, values=values, key=key)


def _decide(
    proposal: Proposal, state: Proposal.State, words: str, actor: Person, at: datetime
) -> None:
    proposal.state, proposal.words = state, words
    proposal.decided_by, proposal.decided_at = actor, at
    proposal.save(update_fields=["state", "words", "decided_by", "decided_at", "supervision"])
