"""What goes into a unit's workbook: the plans that can still be edited."""

from yingshang.apps.delivery.exporting.implementation_xlsx import TaskPart
from yingshang.apps.delivery.models import ImplementationVersion, Measure, Plan
from yingshang.apps.delivery.selectors.implementation.content import (
    content_of,
    latest_versions,
    token_of,
)
from yingshang.apps.delivery.selectors.implementation.lists import plans_in_order
from yingshang.apps.directory.models import Unit

EDITABLE = (ImplementationVersion.State.DRAFT, ImplementationVersion.State.SENT_BACK)


def task_parts(plan: Plan, unit: Unit) -> list[TaskPart]:
    """The unit's plans that are not begun, drafts or sent back, by task."""
    rows = list(plans_in_order(plan).filter(unit=unit))
    latest = latest_versions(row.pk for row in rows)
    published: dict[object, list[Measure]] = {}
    measures = Measure.objects.in_force().filter(task__in=[row.task_id for row in rows])
    for measure in measures.order_by("position"):
        published.setdefault(measure.task_id, []).append(measure)
    return [
        TaskPart(
            code=row.task.code,
            title=row.task.title,
            measures=published.get(row.task_id, []),
            content=content_of(latest.get(row.pk)),
            token=token_of(latest.get(row.pk)),
        )
        for row in rows
        if row.pk not in latest or latest[row.pk].state in EDITABLE
    ]
