"""Returns of the other units of the same task and period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from yingshang.apps.delivery.models import ReportingPeriod, Return, ReturnLine
from yingshang.apps.delivery.models.periods import MONTHS_IN_A_QUARTER


@dataclass(frozen=True)
class OtherText:
    """What another return says; `is_own` when it is the same unit's for the period before."""

    report_id: UUID
    unit: str
    is_own: bool
    text: str


def other_returns(report: Return) -> Sequence[Return]:
    """Own returns of the other units on the task and period of `report`, in order."""
    rows = Return.objects.filter(
        period_id=report.period_id, task=report.task, kind=Return.Kind.PROGRESS
    ).exclude(pk=report.pk)
    return list(rows.select_related("unit").in_order())


def others_to_wait_for(report: Return) -> Sequence[Return]:
    """Those of `other_returns` that a lead or consolidator draws together: not other leads'."""
    return [each for each in other_returns(report) if not each.gathers]


def period_before(period: ReportingPeriod) -> date:
    """First day of the period before `period`."""
    months = 1 if period.is_month else MONTHS_IN_A_QUARTER
    before = period.starts_on.year * 12 + period.starts_on.month - 1 - months
    return date(before // 12, before % 12 + 1, 1)


def return_before(report: Return) -> Return | None:
    """The same unit's return on the same task for the period before."""
    rows = Return.objects.with_names().filter(
        period__plan_id=report.period.plan_id,
        period__kind=report.period.kind,
        period__starts_on=period_before(report.period),
        unit_id=report.unit_id,
        task=report.task,
        kind=report.kind,
    )
    return rows.order_by("pk").first()


def returns_of_the_quarter(summary: Return) -> Sequence[Return]:
    """The approved returns of the unit in the months that a summary is about, by task and month."""
    first = summary.period.starts_on
    months = [first.replace(month=first.month + later) for later in range(MONTHS_IN_A_QUARTER)]
    rows = Return.objects.with_names().filter(
        period__plan_id=summary.period.plan_id,
        period__kind=ReportingPeriod.Kind.MONTH,
        period__starts_on__in=months,
        unit_id=summary.unit_id,
        state=Return.State.APPROVED,
    )
    return list(rows.order_by("task__position", "kind", "period__starts_on"))


def texts_beside(report: Return) -> Iterator[OtherText]:
    """What the same unit said the period before, and what others say now; one query.

    Only what has left its unit is compared. A consolidation repeats what it draws together, so it
    is compared with its own predecessor alone, and a unit's return never with a consolidation.
    """
    before = Q(
        period__plan_id=report.period.plan_id,
        period__kind=report.period.kind,
        period__starts_on=period_before(report.period),
        unit_id=report.unit_id,
    )
    now = Q(period_id=report.period_id)
    rows = Return.objects.filter(before if report.gathers else before | now)
    rows = rows.filter(task=report.task, kind=report.kind).exclude(pk=report.pk)
    lines = ReturnLine.objects.filter(
        version__report__in=rows, version__is_latest=True, version__submitted_at__isnull=False
    ).order_by("version__report", "position")
    found = lines.values_list(
        "version__report_id",
        "version__report__unit_id",
        "version__report__unit__official_name_zh",
        "progress",
        "problems",
        "next_step",
    )
    yield from _joined(found, report.unit_id)


def _joined(
    found: Iterable[tuple[UUID, UUID, str, str, str, str]], own: UUID
) -> Iterator[OtherText]:
    texts: dict[UUID, list[str]] = {}
    named: dict[UUID, tuple[UUID, str]] = {}
    for report_id, unit_id, unit, *words in found:
        named[report_id] = unit_id, unit
        texts.setdefault(report_id, []).extend(filter(None, words))
    for report_id, (unit_id, unit) in named.items():
        yield OtherText(report_id, unit, unit_id == own, "\n".join(texts[report_id]))
