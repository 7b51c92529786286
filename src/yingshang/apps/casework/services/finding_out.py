"""What is not known of a case is found out by its unit, or left open with a reason."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.decisions.answers import Checked, check
from yingshang.apps.casework.errors import (
    IncompleteError,
    NothingOpenError,
    QuestionsOpenError,
    StageError,
)
from yingshang.apps.casework.events import QuestionsAnswered, QuestionsLeftOpen
from yingshang.apps.casework.models import Case, LeftOpen, Stage
from yingshang.apps.casework.permissions import ACCEPT
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.open_questions import open_questions_of, unanswered
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.sentences import Sentence
from yingshang.apps.casework.services.course import course_of
from yingshang.apps.casework.services.drafting import store
from yingshang.apps.casework.services.ending import barred, end
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.casework.bars import OpenQuestion, bars_of
from yingshang.engines.packs.casework.casetype import CaseType

ASKED_IN = (Stage.SUBMITTED, Stage.RUNNING)


@transaction.atomic
def answer_questions(
    *,
    case_id: int,
    values: Mapping[str, object],
    actor: Person,
    at: datetime,
    reason: str = "",
) -> Case:
    """Answer what is open of a case; what then bars it ends it with the letter of its type.

    Args:
        values: Answers to fields that are asked for; others are left as they are.
        reason: Why the rest stays open. Without it the rest goes on being asked.

    Raises:
        PermissionDenied: `actor` does not accept cases for the unit in charge.
        StageError, NothingOpenError, IncompleteError: As they say.
        QuestionsOpenError: Neither an answer nor a reason was given.
    """
    case = locked(case_id)
    require(actor, ACCEPT, at=at, unit=case.holder_unit_id)
    if case.stage not in ASKED_IN:
        raise StageError
    found = open_questions_of(case, type_of(case), at)
    if not found:
        raise NothingOpenError
    asked = {name for each in found for name in each.fields}
    if not reason.strip() and not _said(values, asked):
        raise QuestionsOpenError(named(type_of(case), found))
    find_out(case, values=values, reason=reason, actor=actor, at=at)
    return case


def find_out(
    case: Case, *, values: Mapping[str, object], reason: str, actor: Person, at: datetime
) -> None:
    """The same inside the act of a caller who has asked; `case.stage` says whether it is barred."""
    case_type = type_of(case)
    asked = {name for each in open_questions_of(case, case_type, at) for name in each.fields}
    if said := _said(values, asked):
        checked = _stored(case, case_type, said, at)
        fact = QuestionsAnswered(**naming(case), fields=_names(case_type, said))
        record(fact, actor=actor, at=at)
        found = bars_of(case_type, checked.record)
        if any(each.stands for each in found):
            end(case, barred(case_type, found), by=actor, at=at)
            return
        if case.stage == Stage.RUNNING:
            course_of(case, by=actor, at=at).reconsider()
    if reason.strip():
        _leave_open(case, case_type, reason.strip(), actor, at)


def require_answers(case: Case, case_type: CaseType, at: datetime) -> None:
    """Raise QuestionsOpenError while the unit has still to find something out."""
    found = unanswered(case, case_type, at)
    if found:
        raise QuestionsOpenError(named(case_type, found))


def named(case_type: CaseType, questions: Sequence[OpenQuestion]) -> list[Sentence]:
    """Names of the fields that are to be found out, each once."""
    fields = dict.fromkeys(name for each in questions for name in each.fields)
    texts = [case_type.fields[name].name for name in fields if name in case_type.fields]
    return [Sentence(text.zh_hans, text.en or text.zh_hans) for text in texts]


def _said(values: Mapping[str, object], asked: Collection[str]) -> dict[str, object]:
    """Answers to what was asked; those left empty are none."""
    return {key: value for key, value in values.items() if key in asked and value not in ("", None)}


def _stored(case: Case, case_type: CaseType, said: Mapping[str, object], at: datetime) -> Checked:
    about = circumstances(case, case_type, at)
    checked = check(case_type, {**values_of(case), **said}, about, asked=frozenset())
    faults = {key: found for key, found in checked.faults.items() if key in said}
    if faults:
        raise IncompleteError(faults)
    store(case, case_type, checked)
    return checked


def _leave_open(case: Case, case_type: CaseType, reason: str, actor: Person, at: datetime) -> None:
    rest = open_questions_of(case, case_type, at)
    if not rest:
        return
    LeftOpen.objects.bulk_create(
        LeftOpen(case=case, code=each.code, reason=reason, left_at=at, left_by=actor)
        for each in rest
    )
    fields = "、".join(each.zh for each in named(case_type, rest))
    record(QuestionsLeftOpen(**naming(case), fields=fields, reason=reason), actor=actor, at=at)


def _names(case_type: CaseType, keys: Mapping[str, object]) -> str:
    return "、".join(case_type.fields[key].name.zh_hans for key in keys)
