"""What duties are about, in the plan's own words, and for what one may be authorised."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from yingshang.apps.casework.types import current_types
from yingshang.apps.delivery.models import Task
from yingshang.apps.delivery.selectors.plan_page import sections_with_tasks
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.directory.matters import OfferedMatter
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.names import MatterName

TASK = "delivery.task"


def tasks_by_key(keys: Collection[str]) -> Mapping[str, MatterName]:
    """Titles of tasks by primary key, with the addresses of their pages."""
    found = Task.objects.filter(pk__in=keys).select_related("plan__workspace")
    return {
        str(task.pk): MatterName(task.title, _address(task)) for task in found.order_by("position")
    }


def services_to_authorise() -> list[OfferedMatter]:
    """Services of the newest release, which somebody may be authorised to apply for."""
    return [
        OfferedMatter(each.id, in_words(each.entry.name.zh_hans, each.entry.name.en))
        for each in current_types()
        if each.entry.kind == "service"
    ]


def _address(task: Task) -> str:
    """The page of a task, of the city or of a workspace."""
    if task.plan.workspace is None:
        return reverse("delivery:task", args=[task.code])
    return reverse("delivery:workspace_task", args=[task.plan.workspace.code, task.code])


def environments() -> Mapping[str, str]:
    """Sections of the city's plan that group tasks, by code, in the order of the plan."""
    plan = city_plan(clock.today())
    if plan is None:
        return {}
    return {section.code: section.title for section in sections_with_tasks(plan)}
