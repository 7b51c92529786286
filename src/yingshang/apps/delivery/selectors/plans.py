"""Which plan a reader means, and its tasks with what rows of a list need."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from yingshang.apps.delivery.models import (
    Deadline,
    Instrument,
    Measure,
    OpenEnded,
    Plan,
    Target,
    Task,
    TaskUnit,
)
from yingshang.apps.directory.models import Workspace


def city_plan(on: date) -> Plan | None:
    """The city's plan for the local day `on`: whose period holds it, else the newest; or None."""
    plans = Plan.objects.of_the_city().select_related("release").latest_first()
    current = plans.filter(period_from__lte=on, period_to__gte=on).first()
    return current or plans.first()


def workspace_plan(code: str) -> Plan | None:
    """The newest plan of the workspace with this code; None: there is none."""
    plans = Plan.objects.filter(workspace__code=code).select_related("release", "workspace")
    return plans.latest_first().first()


def workspace_name(code: str) -> str:
    """The name of a workspace; empty when there is none."""
    names = Workspace.objects.filter(code=code).values_list("name", flat=True)
    return next(iter(names.order_by("pk")), "")


def tasks_of(plan: Plan) -> QuerySet[Task]:
    """The plan's tasks in force, in its order."""
    return Task.objects.in_force().filter(plan=plan).select_related("section").order_by("position")


def with_findings(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with everything that a row of a list shows, in a fixed number of queries."""
    named = TaskUnit.objects.in_force().select_related("unit", "unit_set").order_by("position")
    return tasks.prefetch_related(
        Prefetch("task_units", named),
        Prefetch("open_ended", OpenEnded.objects.in_force().order_by("position")),
        Prefetch("targets", Target.objects.in_force().order_by("position")),
        Prefetch("deadlines", Deadline.objects.in_force().order_by("position")),
        Prefetch("measures", Measure.objects.in_force().order_by("position")),
        Prefetch("measures__instruments", Instrument.objects.in_force().order_by("position")),
    )
