"""The content of a draft, written as rows in a fixed number of statements."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid4

from yingshang.apps.delivery.decisions.implementation import Content, MeasureContent
from yingshang.apps.delivery.errors import UnknownMeasureError
from yingshang.apps.delivery.models import (
    ExpectedProgress,
    ImplementationPlan,
    ImplementationVersion,
    Measure,
    Milestone,
    NotOurs,
    PlannedMeasure,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.selectors.people import people_at
from yingshang.apps.ledger.clock import local_day

Proof = tuple[datetime, str]


def write(
    draft: ImplementationVersion, content: Content, *, plan: ImplementationPlan, at: datetime
) -> None:
    """Put `content` in the place of what the draft said; proofs of milestones are kept by key.

    Raises:
        UnknownMeasureError: `content` names a measure that the task does not have.
    """
    published = _published(plan, content)
    people = _people(plan, at)
    proofs = _proofs(plan)
    draft.planned_measures.all().delete()
    draft.not_ours.all().delete()
    rows = [
        _row(draft, measure, position, people)
        for position, measure in enumerate(_keyed(content), start=1)
    ]
    pairs = list(zip(PlannedMeasure.objects.bulk_create(rows), content.measures, strict=True))
    link = PlannedMeasure.carries.through
    link.objects.bulk_create(
        link(plannedmeasure_id=row.pk, measure_id=published[code].pk)
        for row, measure in pairs
        for code in dict.fromkeys(measure.carries)
    )
    Milestone.objects.bulk_create(
        each for row, measure in pairs for each in _milestones(row, measure, proofs)
    )
    ExpectedProgress.objects.bulk_create(
        ExpectedProgress(planned_measure=row, **vars(month))
        for row, measure in pairs
        for month in measure.months
    )
    NotOurs.objects.bulk_create(
        NotOurs(version=draft, measure=published[each.measure], reason=each.reason)
        for each in content.not_ours
    )


def _published(plan: ImplementationPlan, content: Content) -> dict[str, Measure]:
    found = {each.code: each for each in Measure.objects.filter(task=plan.task_id).order_by("pk")}
    named = {code for measure in content.measures for code in measure.carries}
    named |= {each.measure for each in content.not_ours}
    if named - found.keys():
        raise UnknownMeasureError
    return found


def _people(plan: ImplementationPlan, at: datetime) -> dict[str, Person]:
    rows = list(people_at(plan.unit, on=local_day(at)))
    names = Counter(each.name for each in rows)
    return {each.name: each for each in rows if names[each.name] == 1}


def _proofs(plan: ImplementationPlan) -> dict[UUID, Proof]:
    proven = Milestone.objects.filter(
        planned_measure__version__plan=plan, proven_at__isnull=False
    ).order_by("pk")
    return {each.key: (each.proven_at, each.proven_by) for each in proven if each.proven_at}


def _keyed(content: Content) -> Iterator[tuple[MeasureContent, UUID]]:
    """Own measures with their keys; one that has none, or a key used before, gets a new one."""
    used: set[UUID] = set()
    for measure in content.measures:
        key = measure.key if measure.key and measure.key not in used else uuid4()
        used.add(key)
        yield measure, key


def _row(
    draft: ImplementationVersion,
    keyed: tuple[MeasureContent, UUID],
    position: int,
    people: dict[str, Person],
) -> PlannedMeasure:
    measure, key = keyed
    return PlannedMeasure(
        version=draft,
        key=key,
        position=position,
        text=measure.text,
        section=measure.section,
        person_name=measure.person_name,
        person=people.get(measure.person_name),
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        evidence=measure.evidence,
        result=measure.result,
    )


def _milestones(
    row: PlannedMeasure, measure: MeasureContent, proofs: dict[UUID, Proof]
) -> Iterator[Milestone]:
    used: set[UUID] = set()
    for position, each in enumerate(measure.milestones, start=1):
        key = each.key if each.key and each.key not in used else uuid4()
        used.add(key)
        proven_at, proven_by = proofs.get(key, (None, ""))
        yield Milestone(
            planned_measure=row,
            key=key,
            position=position,
            due_on=each.due_on,
            result=each.result,
            proven_at=proven_at,
            proven_by=proven_by,
        )
