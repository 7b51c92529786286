"""补正: the applicant is asked once for everything that is missing, and has until a last day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from yingshang.apps.casework.errors import (
    CorrectionAskedAlreadyError,
    DeemedAlreadyError,
    NothingToCorrectError,
)
from yingshang.apps.casework.events import CorrectionAsked
from yingshang.apps.casework.models import Case, Correction, Stage
from yingshang.apps.casework.permissions import ACCEPT
from yingshang.apps.casework.services.entering import answer_acceptance
from yingshang.apps.casework.services.letters import day_in_words, issue
from yingshang.apps.casework.services.locking import locked, naming, require_stage
from yingshang.apps.casework.terms import term
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.timekeeping import timekeeping_of


@transaction.atomic
def ask_correction(
    *, case_id: int, items: Sequence[Mapping[str, str]], actor: Person, at: datetime, note: str = ""
) -> Correction:
    """Ask once for everything that is missing; the case goes back to the applicant.

    Args:
        items: Each `{"what": field or material, "zh": sentence, "en": sentence}`.

    Raises:
        PermissionDenied: `actor` does not accept cases for the unit in charge.
        CorrectionAskedAlreadyError: It was asked once before; the law allows no second time.
        NothingToCorrectError, StageError, DeemedAlreadyError: As they say.

    Source: 行政许可法 §32(四); pack `acceptance.correction_once`.
    """
    case = locked(case_id)
    require(actor, ACCEPT, at=at, unit=case.holder_unit_id)
    require_stage(case, Stage.SUBMITTED)
    if Correction.objects.filter(case=case).exists():
        raise CorrectionAskedAlreadyError
    named = [dict(item) for item in items if item.get("zh", "").strip()]
    if not named:
        raise NothingToCorrectError
    if answer_acceptance(case, actor, at, ""):
        raise DeemedAlreadyError
    asked = Correction.objects.create(
        case=case,
        items=named,
        note=note.strip(),
        asked_at=at,
        asked_by=actor,
        last_on=_last_day(case, at),
    )
    case.stage = Stage.CORRECTING
    case.revision += 1
    case.save(update_fields=["stage", "revision"])
    _tell(case, asked, actor, at)
    return asked


def _tell(case: Case, asked: Correction, actor: Person, at: datetime) -> None:
    """The letter with every point and the last day, and the fact."""
    case_type = type_of(case)
    lines = "\n".join(f"{n}. {item['zh']}" for n, item in enumerate(asked.items, 1))
    blanks = {"missing": lines, "last_on": day_in_words(asked.last_on)}
    letter = case_type.entry.letters.correction
    issue(case, case_type, letter, by=actor, at=at, blanks=blanks)
    record(CorrectionAsked(**naming(case), count=len(asked.items)), actor=actor, at=at)


def _last_day(case: Case, at: datetime) -> date | None:
    acceptance = type_of(case).entry.acceptance
    if acceptance is None or acceptance.correction_within is None:
        return None
    current = None if case.release.superseded_at else case.release
    keeping = timekeeping_of(case.release.digest, current=current)
    dates = term(keeping, acceptance.correction_within, at, at)
    return dates.due_on if dates else None
