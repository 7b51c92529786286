"""What the record holds for a month: duties that came due, events about units, rates."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import translation

from yingshang.apps.delivery.decisions.appraisal import DutyFact, EventFact, outcome_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import sentence
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.selectors import on_time_rates
from yingshang.apps.obligations.selectors.narrowing import came_due, month_bounds
from yingshang.engines.packs.schema.appraisal import Appraisal

LONGEST_TITLE = 300
# Parts that something plays in an event about something else; the ledger keeps subjects sorted.
BESIDE = frozenset({"unit", "co_unit", "matter", "task", "subject", "meeting", "plan"})


def duties_of(rules: Appraisal, month: date, as_of: datetime) -> list[DutyFact]:
    """Duties of supervised units that came due in the month and that a rule looks at."""
    sources = [rule.duty for rule in rules.rules if rule.duty is not None]
    if not sources:
        return []
    rows = Obligation.objects.filter(came_due(month, as_of), is_asked=False)
    kinds = {kind for source in sources for kind in source.kinds}
    if all(source.kinds for source in sources):
        rows = rows.filter(kind__in=kinds)
    fields = (
        "pk", "kind", "holder_unit_id", "title_zh", "due_on", "due_at", "claimed_at", "state",
    )  # fmt: skip
    return [
        DutyFact(
            key=row["pk"],
            kind=row["kind"],
            unit_id=row["holder_unit_id"],
            title=row["title_zh"],
            due_on=row["due_on"],
            outcome=outcome_of(
                is_settled=row["state"] == State.SETTLED,
                claimed_at=row["claimed_at"],
                due_at=row["due_at"],
                as_of=as_of,
            ),
        )
        for row in rows.order_by("pk").values(*fields)
    ]


def events_of(rules: Appraisal, month: date, as_of: datetime) -> list[EventFact]:
    """Events of the month that a rule looks at, and all later ones that take points back."""
    sources = [rule.event for rule in rules.rules if rule.event is not None]
    begins, ends = month_bounds(month)
    giving = Q(kind__in={source.kind for source in sources}, at__lt=ends)
    taking = Q(kind__in={kind for source in sources for kind in source.undone_by})
    rows = Event.objects.filter(giving | taking, at__gte=begins, at__lte=as_of)
    with translation.override("zh-hans"):
        return [_event(row) for row in rows.order_by("sequence") if row.payload.get("unit_id")]


def rates_of(month: date, as_of: datetime) -> Mapping[UUID, tuple[int, int]]:
    """Unit → how many of its duties of any kind were in time, and how many came due."""
    rows = Obligation.objects.filter(came_due(month, as_of), is_asked=False)
    found = on_time_rates(rows, by="unit", now=as_of)
    return {
        unit: (rate.numerator, rate.denominator)
        for unit, rate in found.items()
        if isinstance(unit, UUID)
    }


def _event(row: Event) -> EventFact:
    kind, key = _subject(row)
    return EventFact(
        sequence=row.sequence,
        kind=row.kind,
        unit_id=UUID(row.payload["unit_id"]),
        on=local_day(row.at),
        subject=(kind, key),
        title=sentence(row, {})[:LONGEST_TITLE],
        values=row.payload,
    )


def _subject(row: Event) -> tuple[str, str]:
    """Type and key of what the event is about itself."""
    found = next((each for each in row.subjects if each[0] not in BESIDE), row.subjects[0])
    return found[1], found[2]
