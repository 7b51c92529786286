"""The list of meetings, and the page of one with its agenda and decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yingshang.apps.delivery.events.meetings import MEETING
from yingshang.apps.delivery.models import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionReport,
    Meeting,
    Plan,
    Section,
)
from yingshang.apps.delivery.permissions import RUN_MEETINGS, SEE_MEETINGS
from yingshang.apps.delivery.selectors.meetings.agenda import lit
from yingshang.apps.delivery.selectors.meetings.rights import visible_meetings
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import CoHolder, Obligation

Source = AgendaItem.Source


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list: how much it decided, and how that stands today."""

    meeting: Meeting
    decided: int
    done: int


@dataclass(frozen=True)
class MeetingsPage:
    """All meetings that the viewer may read, the newest first."""

    rows: tuple[MeetingRow, ...]
    may_run: bool


@dataclass(frozen=True)
class AgendaRow:
    """An item as it is drawn; `url` is empty where the viewer may not follow it."""

    item: AgendaItem
    title: str
    url: str
    blocked_by: str
    decided: int


@dataclass(frozen=True)
class AgendaUnit:
    """Items of one unit; None: of nobody in particular."""

    unit: Unit | None
    name: str
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True)
class AgendaGroup:
    """Items under one heading."""

    code: str
    title: str
    units: tuple[AgendaUnit, ...]

    @property
    def count(self) -> int:
        """How many items."""
        return sum(len(each.rows) for each in self.units)


@dataclass(frozen=True)
class DecisionRow:
    """A decision in a list, as it stands today."""

    decision: Decision
    duty: Obligation | None
    light: str
    holder: str
    beside: tuple[str, ...]
    last: DecisionReport | None


@dataclass(frozen=True)
class MeetingPage:
    """Everything on the page of a meeting.

    Attributes:
        counts: Why things are on the agenda, in words, with how many.
        may_run: Whether the viewer prepares and minutes meetings.
    """

    meeting: Meeting
    attendance: tuple[tuple[str, Attendance], ...]
    counts: tuple[tuple[str, int], ...]
    groups: tuple[AgendaGroup, ...]
    decisions: tuple[DecisionRow, ...]
    timeline: Timeline
    may_run: bool
    is_due: bool


def meetings_page(viewer: Person, plan: Plan) -> MeetingsPage:
    """The list of meetings."""
    rows = list(visible_meetings(viewer, plan, clock.today()).latest_first())
    states = (
        Decision.objects.filter(meeting__in=rows)
        .exclude(obligation__state="withdrawn")
        .values("meeting", "obligation__state")
        .order_by()
        .annotate(number=Count("pk"))
    )
    counted: dict[UUID, dict[str, int]] = {}
    for each in states:
        counted.setdefault(each["meeting"], {})[each["obligation__state"]] = each["number"]
    return MeetingsPage(
        rows=tuple(
            MeetingRow(
                row,
                sum(counted.get(row.pk, {}).values()),
                counted.get(row.pk, {}).get("settled", 0),
            )
            for row in rows
        ),
        may_run=may(viewer, RUN_MEETINGS, on=clock.today()),
    )


def meeting_page(viewer: Person, meeting: Meeting) -> MeetingPage:
    """The page of one meeting, in a fixed number of queries."""
    items = list(_items(meeting))
    words = dict(Source.choices)
    counts = {source: sum(item.source == source for item in items) for source in words}
    return MeetingPage(
        meeting=meeting,
        attendance=attendance_of(meeting),
        counts=tuple((str(words[each]), count) for each, count in counts.items() if count),
        groups=tuple(_groups(viewer, meeting, items)),
        decisions=decision_rows(Decision.objects.filter(meeting=meeting), clock.now()),
        timeline=timeline(MEETING, meeting.pk, viewer),
        may_run=may(viewer, RUN_MEETINGS, on=clock.today()),
        is_due=meeting.held_on <= clock.today(),
    )


def attendance_of(meeting: Meeting) -> tuple[tuple[str, Attendance], ...]:
    """The units that a meeting calls, with their names, in the city's order."""
    rows = meeting.attendance.select_related("unit").prefetch_related("unit__names")
    return tuple((short_name(row.unit), row) for row in rows.order_by("unit__rank", "unit__code"))


def decision_rows(decisions: QuerySet[Decision], at: datetime) -> tuple[DecisionRow, ...]:
    """Decisions with light, holder, units beside and last report, without a query a row."""
    reports = DecisionReport.objects.select_related("reported_by").order_by("pk")
    rows = decisions.select_related("meeting", "holder", "task").prefetch_related(
        "holder__names", Prefetch("reports", reports)
    )
    found = list(rows.order_by("meeting__number", "number"))
    keys = [each.obligation_id for each in found if each.obligation_id]
    duties = {duty.pk: duty for duty in lit(Obligation.objects.filter(pk__in=keys), at).by_date()}
    beside: dict[int, list[str]] = {}
    held = CoHolder.objects.filter(obligation__in=keys).select_related("unit")
    for row in held.prefetch_related("unit__names").order_by("pk"):
        beside.setdefault(row.obligation_id, []).append(short_name(row.unit))
    return tuple(_decision_row(each, duties, beside) for each in found)


def _decision_row(
    decision: Decision, duties: Mapping[int, Obligation], beside: Mapping[int, Sequence[str]]
) -> DecisionRow:
    duty = duties.get(decision.obligation_id or 0)
    return DecisionRow(
        decision=decision,
        duty=duty,
        light=duty.light_shown if duty else Light.IDLE,
        holder=short_name(decision.holder),
        beside=tuple(beside.get(decision.obligation_id or 0, ())),
        last=next(reversed(decision.reports.all()), None),
    )


def _items(meeting: Meeting) -> Iterable[AgendaItem]:
    rows = meeting.agenda.select_related(
        "unit", "task", "blocked_by", "obligation", "earlier__meeting"
    )
    named = rows.prefetch_related("unit__names", "blocked_by__names")
    return named.annotate(decided_count=Count("decided")).order_by("position", "pk")


def _groups(viewer: Person, meeting: Meeting, items: Sequence[AgendaItem]) -> Iterable[AgendaGroup]:
    units = units_for(viewer, SEE_MEETINGS, on=clock.today())
    titles = dict(
        Section.objects.filter(plan=meeting.plan_id)
        .order_by("position")
        .values_list("code", "title")
    )
    heads = {"decided": _("Decided before, and how it stands"), **titles, "": _("Further items")}
    parts: dict[str, list[AgendaItem]] = {code: [] for code in heads}
    for item in items:
        code = "decided" if item.source == Source.DECISION else item.theme
        parts[code if code in parts else ""].append(item)
    for code, title in heads.items():
        if parts[code]:
            yield AgendaGroup(code or "further", title, tuple(_by_unit(parts[code], units)))


def _by_unit(items: Sequence[AgendaItem], units: frozenset[UUID] | None) -> Iterable[AgendaUnit]:
    found: dict[UUID | None, list[AgendaItem]] = {}
    for item in items:
        found.setdefault(item.unit_id, []).append(item)
    for rows in found.values():
        unit = rows[0].unit
        drawn = tuple(_agenda_row(row, units) for row in rows)
        yield AgendaUnit(unit, short_name(unit) if unit else "", drawn)


def _agenda_row(item: AgendaItem, units: frozenset[UUID] | None) -> AgendaRow:
    may_follow = units is None or item.unit_id in units
    title = item.obligation.title if item.obligation and not item.earlier else item.title
    return AgendaRow(
        item=item,
        title=title,
        url=_url(item) if may_follow else "",
        blocked_by=short_name(item.blocked_by) if item.blocked_by else "",
        decided=vars(item)["decided_count"],
    )


def _url(item: AgendaItem) -> str:
    if item.earlier_id:
        return reverse("delivery:decision", args=[item.earlier_id])
    if item.report_id:
        return reverse("delivery:return", args=[item.report_id])
    if item.obligation_id:
        return reverse("obligations:duty", args=[item.obligation_id])
    return reverse("delivery:task", args=[item.task.code]) if item.task else ""
