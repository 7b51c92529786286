"""The figures of a special report, each with the cases that it counts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from yingshang.apps.casework.models import Case, Stage, Step
from yingshang.apps.casework.models.cases import OPEN_STAGES
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger import clock
from yingshang.apps.supervision.content import supervising_types
from yingshang.apps.supervision.decisions.reports import Figure, Figures, UnitFigures
from yingshang.apps.supervision.models import Proposal
from yingshang.engines.packs.schema.supervision import ReportEntry

SOURCES = 20


def figures(entry: ReportEntry, since: date, until: date) -> Figures:
    """What the record says of `[since, until]`, both inclusive, of the types that `entry` names.

    What is open and overdue is as of the end of the last day, or of now where that is earlier.
    """
    begins, ends = _bounds(since, until)
    rows = _cases(entry)
    ended = rows.filter(stage=Stage.ENDED, ended_at__gte=begins, ended_at__lt=ends)
    days = _days(ended)
    in_time = sum(ended_on <= last for ended_on, last in days)
    still_open = rows.filter(opened_at__lt=ends).filter(
        Q(stage__in=OPEN_STAGES) | Q(ended_at__gte=ends)
    )
    now = min(ends, clock.now())
    late = _late(entry, now)
    made = Proposal.objects.filter(made_at__gte=begins, made_at__lt=ends)
    supervisions = Case.objects.filter(type_code__in=supervising_types())
    return Figures(
        received=_figure(rows.filter(opened_at__gte=begins, opened_at__lt=ends)),
        ended=_figure(ended),
        in_time=in_time,
        with_day=len(days),
        still_open=_figure(still_open),
        overdue=_listed([step.case.number for step in late]),
        by_unit=_by_unit(late, now),
        grounds=dict(Counter(made.order_by("pk").values_list("ground", flat=True))),
        supervised=_figure(supervisions.filter(opened_at__gte=begins, opened_at__lt=ends)),
        closed=_figure(
            supervisions.filter(stage=Stage.ENDED, ended_at__gte=begins, ended_at__lt=ends)
        ),
    )


def _bounds(since: date, until: date) -> tuple[datetime, datetime]:
    zone = clock.zone()
    begins = datetime.combine(since, time(), zone)
    ends = datetime.combine(until + timedelta(days=1), time(), zone)
    return begins, ends


def _cases(entry: ReportEntry) -> QuerySet[Case]:
    rows = Case.objects.exclude(stage=Stage.DRAFT)
    if entry.about:
        return rows.filter(type_code__in=entry.about)
    return rows.exclude(type_code__in=supervising_types())


def _days(ended: QuerySet[Case]) -> list[tuple[date, date]]:
    """The day of the end and the last day, of every ended case that had one."""
    rows = ended.values_list("ended_at", "promised_on", "statutory_on")
    last_days = [(at, promised or legal) for at, promised, legal in rows]
    return [(clock.local_day(at), last) for at, last in last_days if at and last]


def _late(entry: ReportEntry, now: datetime) -> list[Step]:
    """Steps that were overdue and not settled at `now`."""
    rows = Step.objects.filter(case__in=_cases(entry), due_at__lte=now)
    waiting = rows.filter(Q(status=Step.Status.OPEN) | Q(settled_at__gt=now))
    held = waiting.filter(holder_unit__isnull=False, case__source=None)
    return list(held.select_related("case", "holder_unit").order_by("due_at", "pk"))


def _by_unit(late: Sequence[Step], now: datetime) -> Sequence[UnitFigures]:
    units: dict[Unit, list[Step]] = {}
    for step in late:
        if step.holder_unit is not None:
            units.setdefault(step.holder_unit, []).append(step)
    rows = [
        UnitFigures(
            unit=unit.official_name_zh,
            overdue=_listed([step.case.number for step in steps]),
            longest_days=max((now - step.due_at).days for step in steps if step.due_at),
        )
        for unit, steps in units.items()
    ]
    return sorted(rows, key=lambda row: (-row.overdue.count, -row.longest_days, row.unit))


def _figure(rows: QuerySet[Case]) -> Figure:
    numbers = list(rows.order_by("pk").values_list("number", flat=True)[:SOURCES])
    return Figure(rows.count(), tuple(numbers))


def _listed(numbers: Sequence[str]) -> Figure:
    found = tuple(dict.fromkeys(numbers))
    return Figure(len(found), found[:SOURCES])
