"""A case that ended, as a subject of ratings."""

from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.ratings.models import SubjectKind
from yingshang.apps.ratings.subjects import Subject


def subject_of_case(key: int) -> Subject | None:
    """What may be rated of the case `key`; None where nobody applied for it."""
    rows = Case.objects.select_related("holder_unit", "applicant", "agent", "release")
    case = rows.defer("release__content").filter(pk=key, is_ledger=False, source=None).first()
    if case is None:
        return None
    people = {each.pk: each for each in (case.applicant, case.agent) if each is not None}
    if not people:
        return None
    return Subject(
        kind=SubjectKind.CASE,
        key=str(case.pk),
        number=case.number,
        unit=case.holder_unit,
        item=case.type_code,
        item_name=type_of(case).entry.name,
        staff=_who_decided(case),
        people=tuple(people.values()),
    )


def _who_decided(case: Case) -> Person | None:
    """Whoever of the unit in charge settled its last step."""
    steps = Step.objects.filter(case=case, holder_unit=case.holder_unit_id)
    settled = steps.filter(settled_by__isnull=False).select_related("settled_by")
    last = settled.order_by("-settled_at", "-pk").first()
    return last.settled_by if last else None
