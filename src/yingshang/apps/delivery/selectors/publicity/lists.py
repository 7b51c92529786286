"""Publicity as a list with filters, and the library of good practice, paged by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from yingshang.apps.delivery.decisions.searching import words_of
from yingshang.apps.delivery.models import Plan, PublicityItem
from yingshang.apps.delivery.models.publicity import PublicityQuerySet
from yingshang.apps.delivery.permissions import CHOOSE_PRACTICE, ENTER_PUBLICITY
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock

PAGE = 40


@dataclass(frozen=True)
class PublicityFilter:
    """What the reader of a list asked for; empty values ask for everything.

    Attributes:
        month: First day of the month of publication.
        waiting: Only practices on which the lead office has still to decide.
        after: Key of the last row of the page before.
    """

    words: str = ""
    unit: str = ""
    kind: str = ""
    channel: str = ""
    task: str = ""
    month: date | None = None
    waiting: bool = False
    after: str = ""


@dataclass(frozen=True)
class PublicityRow:
    """An item in a list; `unit_name` is the short name."""

    item: PublicityItem
    unit_name: str
    task_codes: tuple[str, ...]


@dataclass(frozen=True)
class PublicityPage:
    """A page of a list; `after` is the key of the next one, empty on the last.

    Attributes:
        own: Units for which the viewer may enter something.
        waiting: How many practices wait for the lead office.
    """

    rows: tuple[PublicityRow, ...]
    after: str
    own: tuple[Unit, ...]
    waiting: int
    may_choose: bool


def publicity_page(viewer: Person, plan: Plan, asked: PublicityFilter) -> PublicityPage:
    """Items that match every part of `asked`, the newest first."""
    rows = PublicityItem.objects.in_force().filter(plan=plan)
    return _page(viewer, plan, narrowed(rows, asked), asked.after)


def library_page(viewer: Person, plan: Plan, asked: PublicityFilter) -> PublicityPage:
    """Good practice in the library."""
    rows = PublicityItem.objects.adopted().filter(plan=plan)
    return _page(viewer, plan, narrowed(rows, asked), asked.after)


def narrowed(rows: PublicityQuerySet, asked: PublicityFilter) -> PublicityQuerySet:
    """Those of `rows` that are asked for."""
    exact: Mapping[str, str] = {
        "unit__code": asked.unit,
        "kind": asked.kind,
        "channel": asked.channel,
        "tasks__code": asked.task,
    }
    found = rows.filter(**{name: value for name, value in exact.items() if value})
    for word in words_of(asked.words):
        found = found.filter(search_text__contains=word)
    if asked.month:
        found = found.filter(
            published_on__year=asked.month.year, published_on__month=asked.month.month
        )
    return found.waiting() if asked.waiting else found


def own_units(viewer: Person, on: date) -> tuple[Unit, ...]:
    """Units for which `viewer` may enter something, in the city's order."""
    units = units_for(viewer, ENTER_PUBLICITY, on=on) or frozenset()
    return tuple(Unit.objects.filter(pk__in=units).order_by("rank", "code"))


def _page(viewer: Person, plan: Plan, rows: PublicityQuerySet, after: str) -> PublicityPage:
    today = clock.today()
    may_choose = may(viewer, CHOOSE_PRACTICE, on=today)
    related = rows.select_related("unit").prefetch_related("unit__names", "tasks")
    found = list(related.filter(_behind(after)).newest_first()[: PAGE + 1])
    shown = found[:PAGE]
    waiting = PublicityItem.objects.filter(plan=plan).waiting().count() if may_choose else 0
    return PublicityPage(
        rows=tuple(publicity_row(item) for item in shown),
        after=f"{shown[-1].published_on}~{shown[-1].pk}" if len(found) > PAGE else "",
        own=own_units(viewer, today),
        waiting=waiting,
        may_choose=may_choose,
    )


def publicity_row(item: PublicityItem) -> PublicityRow:
    """`item` as a row; unit, names and tasks are loaded."""
    tasks = sorted(item.tasks.all(), key=lambda task: task.position)
    return PublicityRow(item, short_name(item.unit), tuple(task.code for task in tasks))


def _behind(after: str) -> Q:
    parts = after.split("~")
    try:
        day, key = date.fromisoformat(parts[0]), UUID(parts[1])
    except (ValueError, IndexError):
        return Q()
    return Q(published_on__lt=day) | Q(published_on=day, pk__lt=key)
