"""What the prepared workbook of a unit's period holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from yingshang.apps.delivery.decisions.returns import Basis, LineContent
from yingshang.apps.delivery.models import ReportingPeriod, Return, ReturnVersion, Role, TaskUnit
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.basis import bases_of
from yingshang.apps.delivery.selectors.returns.content import content_of, latest_versions
from yingshang.apps.directory.models import Unit


@dataclass(frozen=True)
class Sheet:
    """One return of the workbook, with what its lines are about and say now."""

    report: Return
    bases: Sequence[Basis]
    version: ReturnVersion | None
    leads: str
    units: str

    def shown(self, basis: Basis) -> Mapping[str, str]:
        """What stands in the columns that nobody fills in."""
        task, version = self.report.task, self.version
        return {
            "task": f"{task.code} {task.title}" if task else _("Summary"),
            "lead": self.leads,
            "units": self.units,
            "person": basis.person,
            "due": f"{basis.due_on:%Y-%m-%d}" if basis.due_on else "",
            "state": self.report.get_state_display(),
            "filled_by": str(version.saved_by or "") if version else "",
            "reviewed_by": str(version.submitted_by or "") if version else "",
        }

    def said(self, basis: Basis) -> LineContent:
        """What the line says now."""
        return content_of(self.version).line(basis.key)

    def files(self, basis: Basis) -> Sequence[str]:
        """Names of the files attached to the line."""
        rows = self.version.lines.all() if self.version else ()
        return [each.name for row in rows if row.key == basis.key for each in row.evidence.all()]


def sheets_of(period: ReportingPeriod, unit: Unit) -> tuple[Sheet, ...]:
    """Every return that `unit` can still fill in for `period`, in a fixed number of queries."""
    rows = Return.objects.with_names().filter(period=period, unit=unit).in_order()
    found = [row for row in rows if row.is_editable]
    bases = bases_of(found)
    versions = latest_versions(row.pk for row in found)
    named = _named(row.task_id for row in found if row.task_id)
    return tuple(
        Sheet(row, bases[row.pk], versions.get(row.pk), *named.get(row.task_id, ("", "")))
        for row in found
    )


def units_to_wait_for(unit: Unit) -> Sequence[tuple[str, str]]:
    """(code, name) of every other unit of the city, in its order."""
    rows = Unit.objects.within(None).exclude(pk=unit.pk).prefetch_related("names")
    return [(each.code, short_name(each)) for each in rows.order_by("rank", "code")]


def _named(tasks: Iterator[UUID]) -> Mapping[UUID | None, tuple[str, str]]:
    found: dict[UUID | None, tuple[list[str], list[str]]] = {}
    rows = TaskUnit.objects.in_force().filter(task__in=list(tasks)).order_by("position")
    for row in rows:
        leads, others = found.setdefault(row.task_id, ([], []))
        (leads if row.role == Role.LEAD else others).append(row.quote)
    return {task: ("、".join(leads), "、".join(others)) for task, (leads, others) in found.items()}
