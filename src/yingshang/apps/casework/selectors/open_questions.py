"""What the unit in charge of a case has still to find out, and what it left open."""

from dataclasses import dataclass
from datetime import datetime

from yingshang.apps.casework.decisions.answers import case_record
from yingshang.apps.casework.models import Case, LeftOpen, Stage
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.bars import OpenQuestion, open_questions
from yingshang.engines.packs.casework.casetype import CaseType

UNDER_WAY = (Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING)


@dataclass(frozen=True)
class ShownQuestion:
    """One question.

    Attributes:
        fields: Names of what has to be known.
        bars: What it would mean if it were so; empty where it bars nothing.
        reason: Why it stays open; empty while it is to be found out.
    """

    fields: str
    bars: str
    reason: str


def open_questions_of(case: Case, case_type: CaseType, at: datetime) -> tuple[OpenQuestion, ...]:
    """Questions that still hold the case up; none of a draft, or of a case that is over."""
    return unanswered(case, case_type, at) if _is_asked(case, case_type) else ()


def unanswered(case: Case, case_type: CaseType, at: datetime) -> tuple[OpenQuestion, ...]:
    """The same at whatever stage: of a case that is about to be granted."""
    if not asks(case_type):
        return ()
    waived = LeftOpen.objects.filter(case=case).order_by().values_list("code", flat=True)
    return _all(case, case_type, at, frozenset(waived))


def shown_questions(case: Case, case_type: CaseType, at: datetime) -> list[ShownQuestion]:
    """Every question of the case that has no answer, for its pages."""
    if not _is_asked(case, case_type):
        return []
    reasons = dict(LeftOpen.objects.filter(case=case).order_by().values_list("code", "reason"))
    return [
        _shown(each, case_type, reasons.get(each.code, ""))
        for each in _all(case, case_type, at, frozenset())
    ]


def asks(case_type: CaseType) -> bool:
    """Whether a case of the type can have open questions at all."""
    acceptance = case_type.entry.acceptance
    return bool(case_type.entry.bars or (acceptance and acceptance.asks))


def _is_asked(case: Case, case_type: CaseType) -> bool:
    return case.stage in UNDER_WAY and case.source_id is None and asks(case_type)


def _all(
    case: Case, case_type: CaseType, at: datetime, waived: frozenset[str]
) -> tuple[OpenQuestion, ...]:
    record = case_record(case_type, values_of(case), circumstances(case, case_type, at))
    return open_questions(case_type, record, waived)


def _shown(question: OpenQuestion, case_type: CaseType, reason: str) -> ShownQuestion:
    names = [case_type.fields[key].name for key in question.fields if key in case_type.fields]
    between = in_words("、", ", ")
    bar = question.bar.reason if question.bar else None
    return ShownQuestion(
        fields=between.join(in_words(name.zh_hans, name.en) for name in names),
        bars=in_words(bar.zh_hans, bar.en) if bar else "",
        reason=reason,
    )
