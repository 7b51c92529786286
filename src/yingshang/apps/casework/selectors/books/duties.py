"""Duties of cases: one for every clock that runs, none without a case, all settled or alive."""

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Replace

from yingshang.apps.casework.kinds import (
    ACCEPTANCE,
    CHECKED_STEP,
    FOLLOW_UP,
    STEP,
    WHOLE,
)
from yingshang.apps.casework.models import Case, FollowUp, Stage, Step
from yingshang.apps.casework.selectors.books.findings import Entry, Finding, shown
from yingshang.apps.obligations.models import Obligation, State

OF_STEPS = (STEP.code, CHECKED_STEP.code)
OF_CASES = (ACCEPTANCE.code, WHOLE.code, FOLLOW_UP.code)
SUBJECT = "casework.step"
# Of the row that a duty is about; an acceptance after a correction carries “.2” behind it.
KEY = Cast(Replace(OuterRef("subject_key"), Value(".2"), Value("")), BigIntegerField())


def clocks() -> Entry:
    """Every open step of a unit with a last day has exactly one open duty, by the same instant."""
    key = Cast(OuterRef("pk"), CharField())
    own = Obligation.objects.live().filter(kind__in=OF_STEPS, subject_type=SUBJECT, subject_key=key)
    same = own.filter(due_at=OuterRef("due_at")).order_by()
    counted = same.values("subject_key").annotate(number=Count("pk")).values("number")
    all_of_them = own.order_by().values("subject_key").annotate(number=Count("pk")).values("number")
    timed = Step.objects.open().filter(
        due_at__isnull=False, holder_unit__isnull=False, case__stage=Stage.RUNNING
    )
    rows = timed.annotate(
        same=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        all=Coalesce(Subquery(all_of_them, output_field=IntegerField()), 0),
    )
    wrong = rows.exclude(same=1, all=1).order_by("pk")
    faults = (
        Finding(
            f"办件{number}的环节“{code}”有期限，却有{many}项待办，其中{same}项期限相符。应当各一项。",
            f"Step “{code}” of case {number} has a last day and {many} open duties, {same} of them "
            "with that day. It should be one.",
        )
        for number, code, same, many in wrong.values_list("case__number", "code", "same", "all")
    )
    zh, en = "有期限的环节各有一项待办", "One duty for every clock"
    return Entry(zh, en, timed.count(), shown(faults))


def subjects() -> Entry:
    """Every live duty is about a step that is open, or a case in the stage that it is about."""
    live = Obligation.objects.live().filter(kind__in=(*OF_STEPS, *OF_CASES))
    has_subject = (
        Q(Exists(_steps()), kind__in=OF_STEPS)
        | Q(Exists(_cases(Stage.SUBMITTED)), kind=ACCEPTANCE.code)
        | Q(Exists(_cases(Stage.RUNNING)), kind=WHOLE.code)
        | Q(Exists(_awaited()), kind=FOLLOW_UP.code)
    )
    orphans = live.exclude(has_subject).order_by("pk")
    faults = (
        Finding(
            f"待办“{title}”没有对应的在办环节或办件。",
            f"The duty “{title}” belongs to no open step and no case under way.",
        )
        for title in orphans.values_list("title_zh", flat=True)
    )
    return Entry("待办都有对应的办件", "No duty without a case", live.count(), shown(faults))


def settled() -> Entry:
    """What is settled says when; what others must check says who checked it."""
    rows = Obligation.objects.filter(kind__in=(*OF_STEPS, *OF_CASES), state=State.SETTLED)
    is_unchecked = Q(kind=CHECKED_STEP.code, verified_by=None)
    wrong = rows.filter(Q(claimed_at=None) | is_unchecked).order_by("pk")
    faults = (
        Finding(
            f"待办“{title}”算作办结，却没有办结时间或者核对人。",
            f"The duty “{title}” counts as settled and does not say when, or who checked it.",
        )
        for title in wrong.values_list("title_zh", flat=True)
    )
    return Entry("办结的待办有凭据", "Settled duties say when", rows.count(), shown(faults))


def _steps() -> QuerySet[Step]:
    return Step.objects.open().filter(case__stage=Stage.RUNNING, pk=KEY)


def _cases(stage: Stage) -> QuerySet[Case]:
    return Case.objects.filter(stage=stage, pk=KEY)


def _awaited() -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(supplied_at=None, case=KEY)
