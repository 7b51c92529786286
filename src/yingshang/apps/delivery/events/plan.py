"""What delivery records of the published plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.events import Fact, Subject


@dataclass(frozen=True, kw_only=True)
class PlanTakenUp(Fact):
    """A plan was installed for the first time; `tasks` are the ids of its tasks."""

    kind = "delivery.plan_taken_up"
    sentence = _("The plan %(title)s was taken up with %(task_count)s tasks (pack %(release)s).")
    visible_to = ("officials",)

    plan: str
    title: str
    release: str
    tasks: tuple[str, ...]

    def subjects(self) -> tuple[Subject, ...]:
        """The plan and every task of it."""
        return _plan_and_tasks(self.plan, self.tasks)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count the tasks."""
        return {**values, "task_count": len(values["tasks"])}


@dataclass(frozen=True, kw_only=True)
class PlanRevised(Fact):
    """A newer release changed what the plan's rows say; `tasks` are those it touches."""

    kind = "delivery.plan_revised"
    sentence = _("The plan %(title)s was revised by pack %(release)s: %(task_count)s tasks differ.")
    visible_to = ("officials",)

    plan: str
    title: str
    release: str
    tasks: tuple[str, ...]

    def subjects(self) -> tuple[Subject, ...]:
        """The plan and the tasks that differ."""
        return _plan_and_tasks(self.plan, self.tasks)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count the tasks."""
        return {**values, "task_count": len(values["tasks"])}


def _plan_and_tasks(plan: str, tasks: tuple[str, ...]) -> tuple[Subject, ...]:
    return (
        Subject("plan", "delivery.plan", plan),
        *(Subject("task", "delivery.task", task) for task in tasks),
    )
