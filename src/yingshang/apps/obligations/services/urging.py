"""The lead office urges units on what is overdue or nearly due, once a duty and day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.messages.services import Draft, queue
from yingshang.apps.messages.wording import day_in_words
from yingshang.apps.obligations.distances import Distances
from yingshang.apps.obligations.events import DutiesUrged
from yingshang.apps.obligations.models import Obligation, Urging
from yingshang.apps.obligations.permissions import URGE
from yingshang.apps.obligations.selectors.urging import urgent
from yingshang.apps.obligations.services.concerned import (
    concerned,
    listed,
    unit_name,
    units_of,
)
from yingshang.apps.obligations.timekeeping import city_calendar

TEMPLATE, ASKED_TEMPLATE = "urging", "urging_asked"
# Who hears of it at the unit; whoever stands in for them is told as well.
TOLD = ("holder", "leader")


@dataclass(frozen=True)
class Urged:
    """How many units were urged, and on how many duties."""

    units: int
    duties: int


@transaction.atomic
def urge(*, actor: Person, at: datetime, unit_id: UUID | None = None) -> Urged:
    """Urge one unit, or every one, on what is urgent and has not been urged on this local day.

    The holder and the unit's leaders get one message; units beside the holder get theirs. Repeating
    it on the same day changes nothing.

    Raises:
        PermissionDenied: `actor` may not urge.
        UnknownTemplateError: The installed pack lacks the words.
    """
    require(actor, URGE, at=at)
    on = local_day(at)
    duties = _locked(unit_id, on)
    queue(drafts=list(_drafts(duties, on)), at=at)
    Urging.objects.bulk_create(Urging(obligation=duty, on=on, at=at) for duty in duties)
    facts = [_fact(list(own)) for _unit, own in groupby(duties, key=lambda row: row.holder_unit)]
    for fact in facts:
        record(fact, actor=actor, at=at)
    return Urged(len(facts), len(duties))


def _locked(unit_id: UUID | None, on: date) -> list[Obligation]:
    rows = urgent(Obligation.objects.select_related("holder_unit"))
    if unit_id is not None:
        rows = rows.filter(holder_unit_id=unit_id)
    rows = rows.select_for_update(of=("self",)).prefetch_related("co_holders__unit")
    found = list(rows.order_by("holder_unit_id", "due_at", "id"))
    urged = Urging.objects.filter(on=on, obligation__in=[row.pk for row in found])
    known = set(urged.values_list("obligation_id", flat=True))
    return [row for row in found if row.pk not in known]


def _drafts(duties: Sequence[Obligation], on: date) -> Iterator[Draft]:
    """One message a person and unit."""
    distances = Distances(on, city_calendar())
    for (person, unit), own in concerned(duties, roles=TOLD, on=on).items():
        with override(person.language):
            yield _draft(person, unit, own, on, distances)


def _draft(
    person: Person, unit: Unit, duties: Sequence[Obligation], on: date, distances: Distances
) -> Draft:
    return Draft(
        # Every duty is urged once a day, so its first one tells two messages of a day apart.
        key=f"urging/{on.isoformat()}/{unit.pk}/{duties[0].pk}",
        person_id=person.pk,
        template=ASKED_TEMPLATE if unit.reach == Unit.Reach.ASKED else TEMPLATE,
        values={
            "unit": unit_name(unit, person),
            "count": str(len(duties)),
            "day": day_in_words(on, person.language),
            "lines": listed([_line(duty, person.language, distances) for duty in duties]),
        },
        url=reverse("obligations:desk"),
        unit_id=unit.pk,
    )


def _line(duty: Obligation, language: str, distances: Distances) -> str:
    return _("· %(title)s: %(day)s, %(distance)s") % {
        "title": duty.title,
        "day": day_in_words(duty.due_on, language),
        "distance": distances.words(duty.due_on),
    }


def _fact(duties: Sequence[Obligation]) -> DutiesUrged:
    unit = duties[0].holder_unit
    beside = {each.pk for duty in duties for each in units_of(duty)[1:]}
    return DutiesUrged(
        unit_id=unit.pk,
        unit=unit.official_name_zh,
        is_asked=unit.reach == Unit.Reach.ASKED,
        count=len(duties),
        obligations=tuple(duty.pk for duty in duties),
        co_units=tuple(sorted(beside)),
    )
