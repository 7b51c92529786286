"""The first page: what this is, how the plan stands today, and the tour."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.models import Plan, Section
from yingshang.apps.delivery.selectors.plan_page import (
    Summary,
    UnitCounts,
    sections_with_tasks,
    summary,
    unit_counts,
)
from yingshang.apps.delivery.selectors.plans import city_plan, tasks_of
from yingshang.apps.ledger import clock
from yingshang.web.tour import Stop, stops


@dataclass(frozen=True)
class EnvironmentCard:
    """One environment of the plan and how many tasks it groups."""

    section: Section
    tasks: int


@dataclass(frozen=True)
class HomePage:
    """The first page; `plan` is None before a pack is installed, `stops` is empty in production."""

    plan: Plan | None
    summary: Summary | None
    environments: Sequence[EnvironmentCard]
    units: Sequence[UnitCounts]
    stops: Sequence[Stop]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say in one sentence what this is and show how the plan stands."""
    return render(request, "home.html", {"page": home_page()})


def home_page() -> HomePage:
    """The first page for the installation's day."""
    plan = city_plan(clock.today())
    if plan is None:
        return HomePage(None, None, (), (), ())
    per_section: dict[object, int] = {}
    for section_id in tasks_of(plan).values_list("section_id", flat=True):
        per_section[section_id] = per_section.get(section_id, 0) + 1
    cards = [EnvironmentCard(each, per_section[each.pk]) for each in sections_with_tasks(plan)]
    busiest = sorted(unit_counts(plan), key=lambda each: -each.leads - each.answers)
    return HomePage(plan, summary(plan), cards, busiest[:8], stops())
