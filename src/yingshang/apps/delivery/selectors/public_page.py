"""The public page: what the city has promised, in plain words."""

from dataclasses import dataclass

from yingshang.apps.delivery.models import Measure, Plan, Section
from yingshang.apps.delivery.selectors.plans import tasks_of, with_findings
from yingshang.apps.delivery.selectors.rows import TaskRow, task_row


@dataclass(frozen=True)
class Promise:
    """A task and its measures."""

    row: TaskRow
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Promises:
    """An environment and what is promised in it."""

    section: Section
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class PublicPage:
    """Everything on the public page."""

    plan: Plan
    environments: tuple[Promises, ...]
    tasks: int


def public_page(plan: Plan) -> PublicPage:
    """The public page of `plan`."""
    groups: dict[Section, list[Promise]] = {}
    tasks = list(with_findings(tasks_of(plan)))
    for task in tasks:
        promise = Promise(task_row(plan, task), tuple(task.measures.all()))
        groups.setdefault(task.section, []).append(promise)
    found = tuple(Promises(section, tuple(each)) for section, each in groups.items())
    return PublicPage(plan, found, len(tasks))
