"""The first page: what this is, how the plan stands today, and the tour."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.models import Plan, Section
from yingshang.apps.delivery.selectors.plan_page import (
    Summary,
    sections_with_tasks,
    summary,
)
from yingshang.apps.delivery.selectors.plans import city_plan, tasks_of
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.selectors.counts import light_counts
from yingshang.apps.obligations.timekeeping import rules
from yingshang.web.tour import Stop, stops


@dataclass(frozen=True)
class LitCount:
    """How many duties show one light; 0 is a number."""

    state: str
    number: int


@dataclass(frozen=True)
class EnvironmentRow:
    """One environment of the plan: its tasks, and the lights of all that is owed for them."""

    section: Section
    tasks: int
    lights: Sequence[LitCount]


@dataclass(frozen=True)
class HomePage:
    """The first page; `plan` is None before a pack is installed, `stops` is empty in production."""

    plan: Plan | None
    summary: Summary | None
    environments: Sequence[EnvironmentRow]
    stops: Sequence[Stop]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say in one sentence what this is and show how the plan stands."""
    return render(request, "home.html", {"page": home_page()})


def home_page() -> HomePage:
    """The first page for the installation's day."""
    plan = city_plan(clock.today())
    if plan is None:
        return HomePage(None, None, (), ())
    return HomePage(plan, summary(plan), _environments(plan), stops())


def _environments(plan: Plan) -> Sequence[EnvironmentRow]:
    tasks = Counter(tasks_of(plan).values_list("section_id", flat=True))
    lights = light_counts(
        Obligation.objects.all(),
        by="theme",
        now=clock.now(),
        red_after_returns=rules().red_after_returns,
    )
    return [
        EnvironmentRow(section, tasks[section.pk], _lit(lights.get(section.code, {})))
        for section in sections_with_tasks(plan)
    ]


def _lit(counts: Mapping[str, int]) -> Sequence[LitCount]:
    return [LitCount(state, counts.get(state, 0)) for state in Light.ALL]
