"""What a meeting decides becomes a duty of one unit."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from yingshang.apps.delivery.decisions.meetings import Order
from yingshang.apps.delivery.errors import (
    DateMissingError,
    DecisionMovedOnError,
    DueBeforeMeetingError,
    HolderBesideItselfError,
    LimitNotOfferedError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import DecisionMade, DecisionWithdrawn
from yingshang.apps.delivery.events.implementation import TASK
from yingshang.apps.delivery.events.meetings import DECISION
from yingshang.apps.delivery.kinds import MEETING_DECISION
from yingshang.apps.delivery.models import Decision, Meeting, Task
from yingshang.apps.delivery.permissions import RUN_MEETINGS
from yingshang.apps.delivery.selectors.workings import meeting_rules_of
from yingshang.apps.delivery.services.meetings.locking import (
    locked,
    naming_decision,
    require_state,
    touch,
)
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations
from yingshang.apps.obligations.duties import Duty, Matter, Term
from yingshang.apps.obligations.models import State
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import Bilingual, TimeLimitError


@transaction.atomic
def decide(*, meeting_id: UUID, order: Order, actor: Person, at: datetime) -> Decision:
    """Record what a meeting decided, and open the duty of the unit that is to do it.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: The meeting is not held, or its minutes are settled.
        DateMissingError, DueBeforeMeetingError, LimitNotOfferedError, HolderBesideItselfError,
        ReasonMissingError: As they say.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, Meeting.State.HELD)
    _require_sound(meeting, order)
    last = meeting.decided.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        meeting=meeting,
        number=last + 1,
        item=meeting.agenda.filter(pk=order.item).first() if order.item else None,
        task=Task.objects.select_related("section").get(pk=order.task) if order.task else None,
        what=order.what.strip(),
        holder=Unit.objects.get(pk=order.holder),
        made_by=actor,
        made_at=at,
    )
    duty = _duty(decision, order, _term(meeting, order, at))
    decision.obligation = obligations.open_obligation(duty=duty, actor=actor, at=at)
    decision.save(update_fields=["obligation"])
    touch(meeting)
    due_on = decision.obligation.due_on.isoformat()
    record(DecisionMade(**naming_decision(decision), due_on=due_on), actor=actor, at=at)
    return decision


@transaction.atomic
def withdraw(*, decision_id: UUID, reason: str, actor: Person, at: datetime) -> Decision:
    """Take a decision back; its duty ends, and both stay on record.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReasonMissingError: The reason is empty.
        DecisionMovedOnError: It is done or withdrawn already.
    """
    require(actor, RUN_MEETINGS, at=at)
    if not reason.strip():
        raise ReasonMissingError
    decision = locked_decision(decision_id)
    duty = decision.obligation
    if duty is None or duty.state not in {State.OPEN, State.SUSPENDED}:
        raise DecisionMovedOnError
    obligations.withdraw(obligation_id=duty.pk, reason=reason, actor=actor, at=at)
    decision.withdrawn_at = at
    decision.save(update_fields=["withdrawn_at"])
    fact = DecisionWithdrawn(**naming_decision(decision), reason=reason.strip())
    record(fact, actor=actor, at=at)
    return decision


def locked_decision(decision_id: UUID) -> Decision:
    """The decision with its duty, locked until the transaction ends."""
    rows = Decision.objects.select_related("meeting", "holder", "obligation")
    return rows.select_for_update(of=("self",)).get(pk=decision_id)


def _require_sound(meeting: Meeting, order: Order) -> None:
    if not order.what.strip():
        raise ReasonMissingError
    if order.holder in order.beside:
        raise HolderBesideItselfError
    if (order.due_on is None) == (not order.limit):
        raise DateMissingError
    if order.due_on is not None and order.due_on < meeting.held_on:
        raise DueBeforeMeetingError
    if order.limit and order.limit not in meeting_rules_of(meeting.plan).decision_limits:
        raise LimitNotOfferedError


def _term(meeting: Meeting, order: Order, at: datetime) -> Term:
    keeping = timekeeping_of(meeting.plan.release.digest)
    try:
        if order.due_on is None:
            return keeping.term(order.limit, meeting.held_on, opened_at=at)
        reason = Bilingual(
            f"第{meeting.number}次调度会议定的日期",
            f"the day set by dispatch meeting No. {meeting.number}",
        )
        return keeping.plain(order.due_on, opened_at=at, reason=reason)
    except TimeLimitError as missing:
        raise LimitNotOfferedError from missing


def _duty(decision: Decision, order: Order, term: Term) -> Duty:
    task = decision.task
    matter = Matter(TASK, str(task.pk), task.code, task.section.code) if task else None
    return Duty(
        kind=MEETING_DECISION.code,
        title_zh=_title(decision, "zh-hans"),
        title_en=_title(decision, "en"),
        subject=(DECISION, str(decision.pk)),
        holder=decision.holder,
        term=term,
        matter=matter,
        co_holders=tuple(Unit.objects.filter(pk__in=order.beside).order_by("rank", "code")),
    )


def _title(decision: Decision, language: str) -> str:
    with translation.override(language):
        return _("Meeting %(meeting)s, decision %(number)s: %(what)s") % {
            "meeting": decision.meeting.number,
            "number": decision.number,
            "what": decision.what,
        }
