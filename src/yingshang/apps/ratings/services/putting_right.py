"""The unit puts right what was bad and shows a proof; somebody else checks."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.files.services import accepted_type, clean_name, keep
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Duty
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.following import begin, confirm, fulfil, reopen
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.errors import (
    NothingReportedError,
    NothingToPutRightError,
    OwnReportError,
    ProofMissingError,
    WordsMissingError,
)
from yingshang.apps.ratings.events import (
    RATING,
    RectificationChecked,
    RectificationReported,
    RectificationReturned,
)
from yingshang.apps.ratings.kinds import CALL_BACK, RECTIFICATION
from yingshang.apps.ratings.models import Rating, Rectification
from yingshang.apps.ratings.permissions import RECTIFY, require_stranger
from yingshang.apps.ratings.services.duties import live, locked, locked_rectification, naming
from yingshang.apps.ratings.terms import term
from yingshang.engines.texts import masked

LARGEST_MEGABYTES = 20
State = Rectification.State


@dataclass(frozen=True)
class Report:
    """What a unit says it did; `proof` is a file's name and content. The public reads `words`."""

    words: str
    proof: tuple[str, bytes] | None
    late_reason: str = ""


@transaction.atomic
def rectify(*, code: str, report: Report, actor: Person, at: datetime) -> Rectification:
    """Report a bad rating as put right, with a proof.

    Raises:
        PermissionDenied: `actor` does not act for the unit rated.
        NothingToPutRightError, WordsMissingError, ProofMissingError: As they say.
        LateReasonMissingError: The limit is over and nobody says why.
        FileError: The proof is empty, too large, or of no allowed type.
    """
    rating = locked(code)
    require(actor, RECTIFY, at=at, unit=rating.unit_id)
    row = locked_rectification(rating)
    if row.state != State.OPEN or rating.told_at is None:
        raise NothingToPutRightError
    if not report.words.strip():
        raise WordsMissingError
    _keep_proof(row, report, at)
    duties = live(RECTIFICATION, rating)
    fulfil(duties=duties, by=actor, at=at, late_reason=report.late_reason, is_final=False)
    # The public reads it, so it is scanned as well.
    row.words, row.state = masked(report.words.strip()), State.REPORTED
    row.reported_at, row.reported_by = at, actor
    row.is_in_time = all(at < duty.due_at for duty in duties)
    row.save()
    fact = RectificationReported(
        **naming(rating, duties), words=row.words, sha256=str(row.proof_id)
    )
    record(fact, actor=actor, at=at)
    return row


@transaction.atomic
def check(*, code: str, holds: bool, note: str, actor: Person, at: datetime) -> Rectification:
    """Find a rectification done, or send it back to be done again.

    Raises:
        PermissionDenied: `actor` does not act for the office, or is of the unit rated.
        OwnReportError, NothingReportedError: As they say.
        WordsMissingError: It is sent back without a word.
    """
    rating = locked(code)
    require_stranger(actor, rating, at)
    row = locked_rectification(rating)
    if row.state != State.REPORTED:
        raise NothingReportedError
    if row.reported_by_id == actor.pk:
        raise OwnReportError
    if not holds and not note.strip():
        raise WordsMissingError
    row.checked_at, row.checked_by, row.check_note = at, actor, note.strip()
    duties = _settle(rating, actor, at) if holds else _return(row, rating)
    row.state = State.CHECKED if holds else State.OPEN
    row.save()
    said = RectificationChecked if holds else RectificationReturned
    record(said(**naming(rating, duties), note=row.check_note), actor=actor, at=at)
    return row


def _keep_proof(row: Rectification, report: Report, at: datetime) -> None:
    """A new proof, or the one that is there from before it was sent back."""
    if report.proof is None:
        if row.proof_id is None:
            raise ProofMissingError
        return
    name, content = report.proof
    media_type = accepted_type(content, largest_megabytes=LARGEST_MEGABYTES)
    row.proof = keep(content, media_type=media_type, at=at)
    row.proof_name = clean_name(name, media_type=media_type)


def _settle(rating: Rating, actor: Person, at: datetime) -> list[Obligation]:
    """The duty of the unit ends; that of the office to call back begins."""
    done = live(RECTIFICATION, rating)
    for duty in done:
        confirm(duty=duty, by=actor, at=at)
    return [*done, *begin(duties=_call(rating, at))]


def _return(row: Rectification, rating: Rating) -> list[Obligation]:
    row.returned_times += 1
    row.reported_at = row.reported_by = None
    row.is_in_time = False
    owed = live(RECTIFICATION, rating)
    for duty in owed:
        reopen(duty=duty)
    return owed


def _call(rating: Rating, at: datetime) -> list[Duty]:
    rules = current_rules()
    if rules is None or not rating.is_named:
        return []
    dates = term(rules.file.limits.call_back, rating.rated_on, at)
    if dates is None:
        return []
    unit = rating.unit
    english = unit.official_name_en or unit.official_name_zh
    duty = Duty(
        kind=CALL_BACK.code,
        title_zh=f"回访差评人：{unit.official_name_zh}",
        title_en=f"Call back whoever rated badly: {english}",
        subject=(RATING, rating.code),
        holder=rating.office,
        term=dates,
    )
    return [duty]
