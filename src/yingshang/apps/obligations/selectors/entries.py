"""Duties as rows of a list: light, distance, who acts next, explanation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.distances import Distances
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.names import MatterName, matter_names
from yingshang.apps.obligations.timekeeping import city_calendar


@dataclass(frozen=True)
class Entry:
    """One duty in a list.

    Attributes:
        distance: How far its last day is, in words.
        next_actor, next_step: Who acts next, and what they do; empty once it is over.
        matter: What it is about, where somebody can name it.
        explanation: How the last day was found, in the reader's language.
        section: `past`, `week` or `later`, by its last day.
    """

    duty: Obligation
    light: str
    distance: str
    next_actor: str
    next_step: str
    matter: MatterName | None
    explanation: tuple[str, ...]
    section: str


def entries(duties: Iterable[Obligation]) -> tuple[Entry, ...]:
    """Rows for duties that carry `light`, without a query a row."""
    rows = tuple(duties)
    today = clock.today()
    distances = Distances(today, city_calendar())
    matters = matter_names({(row.matter_type, row.matter_key) for row in rows})
    return tuple(_entry(row, today, distances, matters) for row in rows)


def explained(duty: Obligation) -> tuple[str, ...]:
    """How the last day was found: the summary first, then the steps."""
    chosen = language()
    return tuple(str(line.get(chosen) or line.get("zh", "")) for line in duty.explanation)


def next_of(duty: Obligation) -> tuple[str, str]:
    """Who acts next, and what they do; two empty words once it is over."""
    if duty.state == State.SUSPENDED:
        return _("Lead office"), _("lets it run again")
    if duty.state != State.OPEN:
        return "", ""
    if duty.claimed_at is not None:
        return _("Lead office"), _("checks it")
    actor = duty.holder_person.name if duty.holder_person else str(duty.holder_unit)
    if duty.returned_times:
        return actor, _("puts it right")
    return actor, _("does it and reports it")


def section_of(day: date, today: date) -> str:
    """`past` before today, `week` up to this Sunday, else `later`."""
    if day < today:
        return "past"
    return "week" if day <= today + timedelta(days=6 - today.weekday()) else "later"


def _entry(
    duty: Obligation,
    today: date,
    distances: Distances,
    matters: Mapping[tuple[str, str], MatterName],
) -> Entry:
    actor, step = next_of(duty)
    return Entry(
        duty=duty,
        light=duty.light_shown,
        distance=distances.words(duty.due_on),
        next_actor=actor,
        next_step=step,
        matter=matters.get((duty.matter_type, duty.matter_key)),
        explanation=explained(duty),
        section=section_of(duty.due_on, today),
    )
