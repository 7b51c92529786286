"""What a version says, read from its rows into values."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from yingshang.apps.delivery.decisions.completeness import Fault, Frame, faults
from yingshang.apps.delivery.decisions.implementation import (
    Content,
    Disclaimer,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)
from yingshang.apps.delivery.models import (
    ExpectedProgress,
    ImplementationPlan,
    ImplementationVersion,
    Measure,
    Milestone,
    NotOurs,
    PlannedMeasure,
    Task,
)

UNREAD = "0.0"  # what stands for a plan that nobody has begun


def with_content(versions: QuerySet[ImplementationVersion]) -> QuerySet[ImplementationVersion]:
    """Versions with everything that they say, in a fixed number of queries."""
    own = PlannedMeasure.objects.order_by("position").prefetch_related(
        Prefetch("carries", Measure.objects.order_by("position")),
        Prefetch("milestones", Milestone.objects.order_by("due_on", "position")),
        Prefetch("expected_progress", ExpectedProgress.objects.order_by("month_on")),
    )
    refused = NotOurs.objects.select_related("measure").order_by("measure__position")
    return versions.prefetch_related(
        Prefetch("planned_measures", own), Prefetch("not_ours", refused)
    )


def content_of(version: ImplementationVersion | None) -> Content:
    """What `version`, read by `with_content`, says; nothing where there is none yet."""
    if version is None:
        return Content()
    return Content(
        measures=tuple(_measure(each) for each in version.planned_measures.all()),
        not_ours=tuple(
            Disclaimer(each.measure.code, each.reason) for each in version.not_ours.all()
        ),
    )


def latest_versions(plans: Iterable[UUID]) -> dict[UUID, ImplementationVersion]:
    """The latest version of each plan that has one, with its content, by the plan's id."""
    return {each.plan_id: each for each in with_content(_latest(plans))}


def latest_version(plan: ImplementationPlan) -> ImplementationVersion | None:
    """The latest version of `plan` with its content; None before anybody has begun."""
    return latest_versions([plan.pk]).get(plan.pk)


def latest_head(plan: ImplementationPlan) -> ImplementationVersion | None:
    """The latest version of `plan` without its content: its state, its token, its signatures."""
    return _latest([plan.pk]).first()


def _latest(plans: Iterable[UUID]) -> QuerySet[ImplementationVersion]:
    rows = ImplementationVersion.objects.filter(plan__in=list(plans), is_latest=True)
    return rows.select_related("drafted_by", "signed_by", "reviewed_by").order_by("pk")


def token_of(version: ImplementationVersion | None) -> str:
    """What a form carries so that nobody overwrites a version that they have not read."""
    return UNREAD if version is None else f"{version.number}.{version.revision}"


def measures_of(task: Task) -> list[Measure]:
    """The published measures of a task that are in force, in their order."""
    return list(Measure.objects.in_force().filter(task=task).order_by("position"))


def frame_of(task: Task, measures: Iterable[Measure]) -> Frame:
    """What a plan for `task` is measured against; `task.plan` is loaded."""
    codes = tuple(each.code for each in measures)
    return Frame(task.plan.period_from, task.plan.period_to, codes)


def faults_of(version: ImplementationVersion | None, task: Task) -> tuple[Fault, ...]:
    """What keeps `version` from being signed."""
    return faults(content_of(version), frame_of(task, measures_of(task)))


def _measure(row: PlannedMeasure) -> MeasureContent:
    return MeasureContent(
        key=row.key,
        text=row.text,
        carries=tuple(each.code for each in row.carries.all()),
        section=row.section,
        person_name=row.person_name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        result=row.result,
        evidence=row.evidence,
        milestones=tuple(
            MilestoneContent(each.due_on, each.result, each.key) for each in row.milestones.all()
        ),
        months=tuple(_month(each) for each in row.expected_progress.all()),
    )


def _month(row: ExpectedProgress) -> MonthContent:
    return MonthContent(
        row.month_on, row.words, row.numerator, row.denominator, row.unit, row.source
    )
