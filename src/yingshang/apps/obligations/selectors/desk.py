"""The desk: what I owe, by date, by what it is about, and as a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Min, QuerySet

from yingshang.apps.directory.models import Person, Post
from yingshang.apps.directory.permissions import units_of
from yingshang.apps.directory.selectors.people import active_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import CalendarFeed, ObligationQuerySet
from yingshang.apps.obligations.names import MatterName, matter_names
from yingshang.apps.obligations.selectors.counts import light_counts, worst
from yingshang.apps.obligations.selectors.duties import on_desk_of, page_of
from yingshang.apps.obligations.selectors.entries import Entry, entries
from yingshang.apps.obligations.selectors.narrowing import NOTHING, month_bounds
from yingshang.apps.obligations.timekeeping import city_calendar, rules
from yingshang.engines.timelimits import Calendar, CalendarGap

DAYS_SHOWN = 6 * 7
IN_A_MONTH = 600
SATURDAY = 5
UNFOLDED = 4


@dataclass(frozen=True)
class Section:
    """Entries under one heading: `past`, `week` or `later`."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class DeskPage:
    """What I owe by date; `after` is the key of the next page, empty on the last one."""

    sections: tuple[Section, ...]
    after: str
    is_first: bool
    acts_for_a_unit: bool


@dataclass(frozen=True)
class MatterRow:
    """All that I owe about one matter."""

    code: str
    name: MatterName | None
    light: str
    lights: Mapping[str, int]
    next_on: date

    @property
    def query(self) -> str:
        """How a list is narrowed to this matter."""
        return urlencode({"matter": self.code or NOTHING})


@dataclass(frozen=True)
class CalendarDay:
    """One square of the month; `light` is the worst of its entries, empty without any."""

    on: date
    is_in_month: bool
    is_today: bool
    is_rest: bool
    light: str
    entries: tuple[Entry, ...]

    @property
    def more(self) -> int:
        """How many entries are folded away."""
        return max(0, len(self.entries) - UNFOLDED)


@dataclass(frozen=True)
class MonthPage:
    """What I owe in one month."""

    first_on: date
    before: date
    after: date
    weeks: tuple[tuple[CalendarDay, ...], ...]
    is_empty: bool


def desk_page(viewer: Person, after: str) -> DeskPage:
    """One page of what `viewer` owes, under its headings."""
    page = page_of(lit(on_desk_of(viewer)), after)
    rows = entries(page.rows)
    names = list(dict.fromkeys(row.section for row in rows))
    sections = [Section(name, tuple(r for r in rows if r.section == name)) for name in names]
    acts = bool(rows) or bool(units_of(viewer, clock.today()))
    return DeskPage(tuple(sections), page.after, not after, acts)


def matters_page(viewer: Person) -> tuple[MatterRow, ...]:
    """What `viewer` owes, by what it is about, the most urgent first."""
    rows = on_desk_of(viewer).order_by()
    counted = light_counts(
        rows, by="matter", now=clock.now(), red_after_returns=rules().red_after_returns
    )
    about = rows.values("matter_type", "matter_key", "matter_code").annotate(next=Min("due_on"))
    found = list(about.order_by("matter_code", "matter_key"))
    names = matter_names({(row["matter_type"], row["matter_key"]) for row in found})
    made = [
        MatterRow(
            code=row["matter_code"],
            name=names.get((row["matter_type"], row["matter_key"])),
            light=worst(counted[row["matter_code"]]),
            lights=counted[row["matter_code"]],
            next_on=row["next"],
        )
        for row in found
    ]
    return tuple(sorted(made, key=lambda row: (Light.ALL.index(row.light), row.next_on, row.code)))


def month_page(viewer: Person, month: date) -> MonthPage:
    """What `viewer` owes in the month of `month`, as weeks from Monday."""
    begins, ends = month_bounds(month)
    first = clock.local_day(begins)
    rows = on_desk_of(viewer).filter(due_at__gt=begins, due_at__lte=ends)
    found = entries(lit(rows)[:IN_A_MONTH])
    start = first - timedelta(days=first.weekday())
    calendar = city_calendar()
    days = [_day(start + timedelta(days=n), first, found, calendar) for n in range(DAYS_SHOWN)]
    weeks = [tuple(days[n : n + 7]) for n in range(0, DAYS_SHOWN, 7)]
    shown = tuple(week for week in weeks if any(day.is_in_month for day in week))
    return MonthPage(
        first_on=first,
        before=(first - timedelta(days=1)).replace(day=1),
        after=clock.local_day(ends),
        weeks=shown,
        is_empty=not found,
    )


def colleagues(viewer: Person) -> QuerySet[Person]:
    """People who hold a post today at one of the units for which `viewer` acts."""
    return people_of(*units_of(viewer, clock.today()))


def people_of(*units: UUID) -> QuerySet[Person]:
    """People who hold a post today at one of `units`."""
    held = Post.objects.on(clock.today()).filter(unit_id__in=units)
    return active_people().filter(pk__in=held.values("person"))


def has_feed(viewer: Person) -> bool:
    """Whether `viewer` has a private calendar address."""
    return CalendarFeed.objects.filter(person=viewer).exists()


def lit(rows: ObligationQuerySet) -> ObligationQuerySet:
    """`rows` with the light of this instant."""
    return rows.with_light(clock.now(), rules().red_after_returns)


def _day(on: date, first: date, found: tuple[Entry, ...], calendar: Calendar) -> CalendarDay:
    here = tuple(row for row in found if row.duty.due_on == on)
    counts = {row.light: 1 for row in here}
    return CalendarDay(
        on=on,
        is_in_month=(on.year, on.month) == (first.year, first.month),
        is_today=on == clock.today(),
        is_rest=_is_rest(on, calendar),
        light=worst(counts) if here else "",
        entries=here,
    )


def _is_rest(on: date, calendar: Calendar) -> bool:
    try:
        return not calendar.is_working(on)
    except CalendarGap:
        return on.weekday() >= SATURDAY
