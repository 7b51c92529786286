"""What the end of a case means: its letter, its fact, and the clock of the whole."""

from yingshang.apps.casework.events import CaseEnded
from yingshang.apps.casework.kinds import FOLLOW_UP, WHOLE
from yingshang.apps.casework.models.links import GIVEN
from yingshang.apps.casework.services.course import Course
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import naming
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import drop, following, fulfil


def finish(course: Course, *, letter_before: str | None = None) -> None:
    """What an end means: its letter, its fact, and the clock of the whole."""
    case = course.case
    if case.ending not in GIVEN:
        drop(kind=FOLLOW_UP.code, keys=[case.pk])
    duties = following(kind=WHOLE.code, keys=[case.pk])
    fulfil(duties=list(duties.values()), by=None, at=course.at)
    outcome = course.case_type.outcomes.get(case.outcome)
    if outcome is not None and outcome.letter not in {None, letter_before}:
        issue(case, course.case_type, outcome.letter, by=course.by, at=course.at)
    name = outcome.name if outcome else None
    fact = CaseEnded(
        **naming(case),
        outcome_zh=name.zh_hans if name else case.outcome,
        outcome_en=(name.en or name.zh_hans) if name else case.outcome,
        obligations=tuple(each.pk for each in duties.values()),
    )
    record(fact, actor=course.by, at=course.at)
