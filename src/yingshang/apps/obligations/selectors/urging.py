"""The urging list: what is overdue or nearly due and not reported, by unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Count, F, Max, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ledger import clock
from yingshang.apps.messages.selectors.history import last_reminded
from yingshang.apps.messages.selectors.recipients import DayRecipients
from yingshang.apps.obligations.lights import Light, light_at
from yingshang.apps.obligations.models import Obligation, ObligationQuerySet
from yingshang.apps.obligations.selectors.duties import visible_to
from yingshang.apps.obligations.selectors.entries import Entry, entries
from yingshang.apps.obligations.timekeeping import rules

ROWS_A_UNIT = 15
URGENT = (Light.OVERDUE, Light.NEAR)


@dataclass(frozen=True)
class Numbers:
    """Urgent duties of one unit; `urged` today."""

    count: int
    overdue: int
    urged: int


@dataclass(frozen=True)
class Row:
    """One duty of the list.

    Attributes:
        holders: Who is told: the person named, else whom the unit has for it.
        reminded_at: The latest digest that named it.
        urged_at: When the lead office last urged it by hand.
    """

    entry: Entry
    holders: str
    reminded_at: datetime | None
    urged_at: datetime | None


@dataclass(frozen=True)
class UnitRows:
    """What one unit has to be urged on; `hidden` more are not shown.

    Attributes:
        left: How many have not been urged today.
    """

    unit: Unit
    is_asked: bool
    count: int
    overdue: int
    left: int
    rows: tuple[Row, ...]

    @property
    def hidden(self) -> int:
        """How many more than those shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class UrgingPage:
    """The list, units with most overdue first, those that are only asked last."""

    units: tuple[UnitRows, ...]
    count: int
    overdue: int
    left: int
    now: datetime


def urgent(rows: ObligationQuerySet) -> ObligationQuerySet:
    """Those of `rows` that are overdue or within their warning and not reported as done."""
    light = light_at(clock.now(), rules().red_after_returns)
    return rows.open().filter(claimed_at=None).annotate(light=light).filter(light__in=URGENT)


def urging_page(viewer: Person) -> UrgingPage:
    """Everything on the list, in a fixed number of queries."""
    rows = urgent(visible_to(viewer))
    counts = _counts(rows)
    place = Window(
        RowNumber(), partition_by=F("holder_unit_id"), order_by=[F("due_at").asc(), F("id").asc()]
    )
    shown = rows.annotate(place=place).filter(place__lte=ROWS_A_UNIT)
    by_unit = shown.order_by("holder_unit_id", "due_at", "id")
    found = _units(_rows(tuple(by_unit)), counts)
    return UrgingPage(
        units=found,
        count=sum(each.count for each in found),
        overdue=sum(each.overdue for each in found),
        left=sum(each.left for each in found),
        now=clock.now(),
    )


def _counts(rows: ObligationQuerySet) -> Mapping[UUID, Numbers]:
    today = Q(urgings__on=clock.today())
    counted = (
        rows.order_by()
        .values("holder_unit_id")
        .annotate(
            count=Count("id", distinct=True),
            overdue=Count("id", distinct=True, filter=Q(light=Light.OVERDUE)),
            urged=Count("id", distinct=True, filter=today),
        )
    )
    return {
        row["holder_unit_id"]: Numbers(row["count"], row["overdue"], row["urged"])
        for row in counted
    }


def _rows(duties: Sequence[Obligation]) -> list[Row]:
    urls = {duty.pk: reverse("obligations:duty", args=[duty.pk]) for duty in duties}
    reminded = last_reminded(list(urls.values()))
    urged = dict(
        Obligation.objects.filter(pk__in=list(urls))
        .order_by()
        .annotate(urged_at=Max("urgings__at"))
        .values_list("pk", "urged_at")
    )
    told = DayRecipients(
        {duty.holder_unit_id for duty in duties},
        {duty.holder_person_id for duty in duties if duty.holder_person_id},
        clock.today(),
    )
    return [
        Row(
            entry=entry,
            holders=_names(told, entry.duty),
            reminded_at=reminded.get(urls[entry.duty.pk]),
            urged_at=urged.get(entry.duty.pk),
        )
        for entry in entries(duties)
    ]


def _names(told: DayRecipients, duty: Obligation) -> str:
    found = told.of("holder", duty.holder_unit_id, duty.holder_person_id)
    return "、".join(dict.fromkeys(each.person.name for each in found))


def _units(rows: Iterable[Row], counts: Mapping[UUID, Numbers]) -> tuple[UnitRows, ...]:
    found = []
    for unit, own in groupby(rows, key=lambda row: row.entry.duty.holder_unit):
        shown, number = tuple(own), counts[unit.pk]
        found.append(
            UnitRows(
                unit=unit,
                is_asked=unit.reach == Unit.Reach.ASKED,
                count=number.count,
                overdue=number.overdue,
                left=number.count - number.urged,
                rows=shown,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.is_asked, -each.overdue, each.unit.rank)))
