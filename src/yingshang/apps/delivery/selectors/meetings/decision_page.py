"""The page of one decision: what, who, by when, what was reported and found."""

from dataclasses import dataclass

from yingshang.apps.delivery.events.meetings import DECISION
from yingshang.apps.delivery.models import Decision, DecisionReport
from yingshang.apps.delivery.permissions import CHECK_DECISION, RUN_MEETINGS
from yingshang.apps.delivery.selectors.meetings.agenda import lit
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.permissions import CLAIM
from yingshang.apps.obligations.selectors.entries import Entry, entries


@dataclass(frozen=True)
class DecisionPage:
    """One decision, and what the viewer may do with it now.

    Attributes:
        is_ours: Whether the viewer acts for the unit, or for one beside it.
        is_late: Whether a report now needs a reason for lateness.
    """

    decision: Decision
    entry: Entry | None
    beside: tuple[Unit, ...]
    reports: tuple[DecisionReport, ...]
    timeline: Timeline
    is_ours: bool
    may_report: bool
    may_check: bool
    may_withdraw: bool
    is_late: bool


def decision_page(viewer: Person, decision: Decision) -> DecisionPage:
    """Everything on the page of `decision`."""
    now = clock.now()
    duties = lit(Obligation.objects.filter(pk=decision.obligation_id or 0), now)
    duty = duties.select_related("holder_unit", "holder_person").first()
    held = duty.co_holders.select_related("unit").order_by("pk") if duty else ()
    beside = tuple(each.unit for each in held)
    reports = decision.reports.select_related("reported_by", "checked_by").order_by("-pk")
    is_open = duty is not None and duty.state == State.OPEN
    waits = is_open and duty is not None and duty.claimed_at is not None
    is_ours = _may_claim(viewer, decision, beside)
    return DecisionPage(
        decision=decision,
        entry=entries([duty])[0] if duty else None,
        beside=beside,
        reports=tuple(reports),
        timeline=timeline(DECISION, decision.pk, viewer),
        is_ours=is_ours,
        may_report=is_open and not waits and is_ours,
        may_check=waits
        and may(viewer, CHECK_DECISION, on=clock.today())
        and _is_others(viewer, duty),
        may_withdraw=is_open and may(viewer, RUN_MEETINGS, on=clock.today()),
        is_late=duty is not None and duty.is_late_at(now) and not duty.late_reason,
    )


def _may_claim(viewer: Person, decision: Decision, beside: tuple[Unit, ...]) -> bool:
    units = units_for(viewer, CLAIM, on=clock.today()) or frozenset()
    return bool(units & {decision.holder_id, *(unit.pk for unit in beside)})


def _is_others(viewer: Person, duty: Obligation | None) -> bool:
    return duty is not None and duty.claimed_by_id != viewer.pk
