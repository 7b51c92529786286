"""A case ends from outside its steps: barred by what is known, or because nothing came in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from yingshang.apps.casework.events import EntryRefused
from yingshang.apps.casework.kinds import ACCEPTANCE, FOLLOW_UP, WHOLE, acceptance_keys
from yingshang.apps.casework.models import Case, Stage
from yingshang.apps.casework.services.changing import is_new, keep, show
from yingshang.apps.casework.services.course import course_of
from yingshang.apps.casework.services.finishing import finish
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import drop
from yingshang.engines.packs.casework.bars import Barred
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.process import WithdrawCase

FLOW = "flow"
ENDED = ("outcome", "stage", "ending", "reason", "ended_at")


@dataclass(frozen=True)
class Ending:
    """How a case ends.

    Attributes:
        outcome: Of the case, in its type.
        reason: What those concerned read.
        letter: Issued before that of the outcome.
    """

    outcome: str
    reason: str
    letter: str | None = None
    blanks: Mapping[str, str] = field(default_factory=dict)


def barred(case_type: CaseType, found: tuple[Barred, ...]) -> Ending:
    """The end of a case for which some of these bars stand."""
    reasons = "；".join(each.bar.reason.zh_hans for each in found if each.stands)
    ids = (each.id for each in case_type.entry.outcomes if each.kind == "barred")
    letter = case_type.entry.letters.barred
    return Ending(next(ids, "barred"), reasons, letter, {"bars": reasons})


def end(case: Case, ending: Ending, *, by: Person | None, at: datetime) -> None:
    """End a locked case, accepted or not; what was owed in it is owed no more."""
    if case.stage == Stage.RUNNING:
        _end_running(case, ending, by, at)
    else:
        _end_entry(case, ending, by, at)


def _end_running(case: Case, ending: Ending, by: Person | None, at: datetime) -> None:
    for kind in (WHOLE, FOLLOW_UP):
        drop(kind=kind.code, keys=[case.pk])
    course = course_of(case, by=by, at=at)
    course.do(WithdrawCase(FLOW, ending.reason, ending.outcome))
    if ending.outcome not in course.case_type.outcomes:
        case.ending = ending.outcome
    course.save_case()
    issue(case, course.case_type, ending.letter, by=by, at=at, blanks=ending.blanks)
    finish(course, letter_before=ending.letter)


def _end_entry(case: Case, ending: Ending, by: Person | None, at: datetime) -> None:
    case_type = type_of(case)
    outcome = case_type.outcomes.get(ending.outcome)
    case.outcome, case.stage = ending.outcome, Stage.REFUSED_ENTRY
    case.ending = outcome.kind if outcome else ending.outcome
    case.reason, case.ended_at = ending.reason, at
    if is_new(case):
        show(case, [case.holder_unit_id])
    keep(case, ENDED)
    drop(kind=ACCEPTANCE.code, keys=acceptance_keys(case))
    letter = ending.letter or (outcome.letter if outcome else None)
    issue(case, case_type, letter, by=by, at=at, blanks=ending.blanks)
    record(EntryRefused(**naming(case), reason=ending.reason), actor=by, at=at)
