"""The circular on units that report late: figures, names, and the words of the pack."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format

from yingshang.apps.delivery.models import ReportingPeriod, Return, ReturnVersion
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.chase import late
from yingshang.apps.delivery.selectors.returns.expected import consolidators
from yingshang.apps.delivery.selectors.returns.rules import rules_of
from yingshang.apps.directory.models import CityRole, Unit
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.schema.common import Text


@dataclass(frozen=True)
class Named:
    """A unit in the circular, its returns, and the reasons that it gave."""

    unit: str
    tasks: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One reason to be named, and the units named for it."""

    heading: str
    units: tuple[Named, ...]


@dataclass(frozen=True)
class CircularPage:
    """The circular as it stands on a day.

    Attributes:
        is_final: Whether the due instant has passed; before, it is a preview.
        signed_by: The lead office's official name.
        asked: Units that are late and asked, not supervised: never in the circular itself.
    """

    period: ReportingPeriod
    title: str
    opening: str
    parts: tuple[Part, ...]
    closing: str
    signed_by: str
    dated_on: date
    is_final: bool
    asked: tuple[str, ...]


@dataclass(frozen=True)
class _Counted:
    rows: Sequence[Return]
    late: tuple[Return, ...]
    missing: tuple[Return, ...]
    sent_back: tuple[Return, ...]


def circular_page(period: ReportingPeriod, now: datetime) -> CircularPage:
    """The circular for `period` as things stand at `now`.

    Raises:
        NoReturnRulesError: The pack has no words for it.

    Source: pack `returns.yaml`, `circular`; 政府督查工作条例 art. 5 for who is left out.
    """
    words = rules_of(period.plan).circular
    supervised = _counted(period, now, Unit.Reach.SUPERVISED)
    asked = _counted(period, now, Unit.Reach.ASKED)
    values = _values(period, supervised)
    notes = _notes(period)
    parts = (
        (words.late, supervised.late, _late_reason),
        (words.missing, supervised.missing, _late_reason),
        (words.sent_back, supervised.sent_back, lambda row: notes.get(row.pk, "")),
    )
    due = next((row.obligation for row in supervised.rows if row.obligation), None)
    return CircularPage(
        period=period,
        title=_filled(words.title, values),
        opening=_filled(words.opening, values),
        parts=tuple(
            Part(_filled(head, values), _named(rows, reason))
            for head, rows, reason in parts
            if rows
        ),
        closing=_filled(words.closing, values),
        signed_by=_issuer(local_day(now)),
        dated_on=local_day(now),
        is_final=due is not None and now >= due.due_at,
        asked=tuple(each.unit for each in _named((*asked.late, *asked.missing), _late_reason)),
    )


def _counted(period: ReportingPeriod, now: datetime, reach: str) -> _Counted:
    rows = Return.objects.with_names().filter(period=period, unit__reach=reach)
    loaded = rows.select_related("obligation").prefetch_related("unit__names").in_order()
    found = list(loaded)
    late_keys = set(Return.objects.filter(late(now), period=period).values_list("pk", flat=True))
    overdue = [row for row in found if row.pk in late_keys]
    return _Counted(
        rows=found,
        late=tuple(row for row in overdue if row.state in Return.SENT),
        missing=tuple(row for row in overdue if row.state not in Return.SENT),
        sent_back=tuple(row for row in found if row.obligation and row.obligation.returned_times),
    )


def _values(period: ReportingPeriod, counted: _Counted) -> dict[str, str]:
    due = next((row.obligation.due_on for row in counted.rows if row.obligation), None)
    in_time = sum(row.state in Return.SENT for row in counted.rows) - len(counted.late)
    return {
        "period": period.name,
        "due_on": date_format(due, "DATE_FORMAT") if due else "–",
        "expected": str(len(counted.rows)),
        "on_time": str(in_time),
        "late": str(len(counted.late)),
        "missing": str(len(counted.missing)),
        "sent_back": str(len(counted.sent_back)),
    }


def _late_reason(row: Return) -> str:
    return row.obligation.late_reason if row.obligation else ""


def _notes(period: ReportingPeriod) -> Mapping[UUID, str]:
    """Why returns were sent back, the last time each."""
    rows = ReturnVersion.objects.filter(
        report__period=period,
        verdict__in=[ReturnVersion.Verdict.HOLLOW, ReturnVersion.Verdict.FALSE],
    )
    return dict(rows.order_by("number").values_list("report_id", "check_note"))


def _named(rows: Sequence[Return], reason: Callable[[Return], str]) -> tuple[Named, ...]:
    by_unit: dict[str, list[Return]] = {}
    for row in rows:
        by_unit.setdefault(short_name(row.unit), []).append(row)
    return tuple(
        Named(
            unit=unit,
            tasks=tuple(_task(row) for row in found),
            reasons=tuple(dict.fromkeys(filter(None, map(reason, found)))),
        )
        for unit, found in by_unit.items()
    )


def _task(row: Return) -> str:
    return f"{row.task.code} {row.task.title}" if row.task else row.get_kind_display()


def _filled(text: Text, values: dict[str, str]) -> str:
    words = in_words(text.zh_hans, text.en)
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def _issuer(on: date) -> str:
    held = CityRole.objects.on(on).filter(role=CityRole.Name.LEAD_OFFICE).select_related("unit")
    office = held.order_by("pk").first()
    units = [office.unit] if office else list(consolidators(on))
    return units[0].official_name if units else ""
