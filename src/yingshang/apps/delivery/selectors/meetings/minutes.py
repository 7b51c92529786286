"""The minutes of a meeting in words, for the page and for the document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yingshang.apps.delivery.models import Decision, Meeting
from yingshang.apps.delivery.selectors.meetings.pages import (
    DecisionRow,
    attendance_of,
    decision_rows,
)
from yingshang.apps.delivery.selectors.names import written_name
from yingshang.apps.delivery.selectors.workings import meeting_rules_of
from yingshang.apps.directory.models import CityRole
from yingshang.apps.directory.selectors.units import units_with_city_role
from yingshang.apps.ledger import clock


@dataclass(frozen=True)
class MinutesPart:
    """A part with its heading: paragraphs, then rows of a table whose first is its head."""

    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Minutes:
    """The minutes; `issued_on` is the day they were settled, or the meeting's while a draft."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[MinutesPart, ...]
    signed_by: str
    issued_on: date
    is_draft: bool


def minutes_of(meeting: Meeting) -> Minutes:
    """What the minutes say, always in Chinese: they are an official document.

    Raises:
        NoMeetingRulesError: The pack does not give their title.
    """
    with translation.override("zh-hans"):
        title = meeting_rules_of(meeting.plan).minutes_title.zh_hans
        settled_on = clock.local_day(meeting.minuted_at) if meeting.minuted_at else None
        return Minutes(
            title=title.replace("{number}", str(meeting.number)),
            opening=_opening(meeting),
            parts=tuple(part for part in _parts(meeting) if part.paragraphs or part.rows),
            signed_by=_office(meeting),
            issued_on=settled_on or meeting.held_on,
            is_draft=meeting.state != Meeting.State.MINUTED,
        )


def _opening(meeting: Meeting) -> tuple[str, ...]:
    rows = attendance_of(meeting)
    came = [f"{name}（{row.persons}）" if row.persons else name for name, row in rows if row.came]
    absent = [name for name, row in rows if row.came is False]
    values = {
        "day": date_format(meeting.held_on, "DATE_FORMAT"),
        "place": meeting.place,
        "chair": meeting.chair,
    }
    lines = [
        _("On %(day)s, %(chair)s chaired a dispatch meeting at %(place)s. The minutes follow.")
        % values
    ]
    if came:
        lines.append(_("Present: %(units)s.") % {"units": "、".join(came)})
    if absent:
        lines.append(_("Absent: %(units)s.") % {"units": "、".join(absent)})
    return tuple(lines)


def _parts(meeting: Meeting) -> Sequence[MinutesPart]:
    settled_at = meeting.minuted_at or clock.now()
    stands = Q(withdrawn_at=None) | Q(withdrawn_at__gt=settled_at)
    decided = decision_rows(Decision.objects.filter(stands, meeting=meeting), clock.now())
    return (
        MinutesPart(_("What was reported"), _paragraphs(meeting.opening)),
        MinutesPart(_("How earlier decisions stand"), (), _earlier_rows(meeting)),
        MinutesPart(_("What was decided"), tuple(_sentence(row) for row in decided)),
        MinutesPart(_("What else was asked"), _paragraphs(meeting.closing)),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _sentence(row: DecisionRow) -> str:
    due_on = date_format(row.duty.due_on, "DATE_FORMAT") if row.duty else ""
    values = {
        "number": row.decision.number,
        "what": row.decision.what.rstrip("。．."),
        "holder": row.holder,
        "beside": "、".join(row.beside),
        "due_on": due_on,
    }
    if row.beside:
        return _(
            "%(number)s. %(what)s. (%(holder)s leads, %(beside)s takes part, by %(due_on)s)"
        ) % values  # fmt: skip
    return _("%(number)s. %(what)s. (%(holder)s, by %(due_on)s)") % values


def _earlier_rows(meeting: Meeting) -> tuple[tuple[str, ...], ...]:
    """As they stood when the agenda was drawn up."""
    items = meeting.agenda.filter(earlier__isnull=False).select_related("unit")
    rows = [
        (item.title, written_name(item.unit), date_format(item.due_on, "DATE_FORMAT"), item.note)
        for item in items.prefetch_related("unit__names").order_by("position", "pk")
        if item.unit is not None and item.due_on is not None
    ]
    head = (_("What"), _("Unit"), _("Due on"), _("How it stands"))
    return (head, *rows) if rows else ()


def _office(meeting: Meeting) -> str:
    held = units_with_city_role(CityRole.Name.LEAD_OFFICE, on=meeting.held_on).first()
    return held.official_name_zh if held else meeting.plan.issuer
