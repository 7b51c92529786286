"""Which implementation plans there are, in the order of the published plan."""

from django.db.models import QuerySet

from yingshang.apps.delivery.models import ImplementationPlan, Plan


def plans_in_order(plan: Plan) -> QuerySet[ImplementationPlan]:
    """Every unit's plan for a task of `plan` that is in force, by task and unit."""
    rows = ImplementationPlan.objects.of(plan).filter(task__ended_at=None)
    return rows.select_related("task__section", "task__plan", "unit").in_order()
