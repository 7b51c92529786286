"""The office speaks with whoever rated badly: soon, and once more when it was put right."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import fulfil
from yingshang.apps.ratings.errors import (
    NoContactError,
    NothingReportedError,
    NothingToPutRightError,
    WordsMissingError,
)
from yingshang.apps.ratings.events import (
    CallBackTried,
    RaterContacted,
    RaterNotSatisfied,
    RaterSatisfied,
)
from yingshang.apps.ratings.kinds import CALL_BACK, CONTACT
from yingshang.apps.ratings.models import Rating, Rectification
from yingshang.apps.ratings.permissions import require_stranger
from yingshang.apps.ratings.services.duties import live, locked, locked_rectification, naming
from yingshang.engines.texts import masked


@dataclass(frozen=True)
class Heard:
    """What a call-back brought; nothing is known of satisfaction where nobody was reached."""

    is_satisfied: bool | None
    words: str = ""
    late_reason: str = ""


@transaction.atomic
def note_contact(
    *, code: str, words: str, actor: Person, at: datetime, late_reason: str = ""
) -> Rectification:
    """Note that whoever rated was contacted, and what was said.

    Raises:
        PermissionDenied: `actor` does not act for the office, or is of the unit rated.
        NoContactError: No way to be reached was left.
        NothingToPutRightError, WordsMissingError: As they say.
        LateReasonMissingError: The limit is over and nobody says why.
    """
    rating = locked(code)
    require_stranger(actor, rating, at)
    row = _reachable(rating)
    if row.contacted_at is not None:
        raise NothingToPutRightError
    if not words.strip():
        raise WordsMissingError
    duties = live(CONTACT, rating)
    fulfil(duties=duties, by=actor, at=at, late_reason=late_reason)
    row.contacted_at, row.contacted_by = at, actor
    row.contact_note = masked(words.strip())
    row.save(update_fields=["contacted_at", "contacted_by", "contact_note"])
    record(RaterContacted(**naming(rating, duties)), actor=actor, at=at)
    return row


@transaction.atomic
def call_back(*, code: str, heard: Heard, actor: Person, at: datetime) -> Rectification:
    """Note a call after the rectification was checked; one that reached nobody is counted only.

    Raises:
        PermissionDenied: `actor` does not act for the office, or is of the unit rated.
        NoContactError: No way to be reached was left.
        NothingReportedError: It was not checked yet.
        NothingToPutRightError: It was called back already.
        LateReasonMissingError: The limit is over and nobody says why.
    """
    rating = locked(code)
    require_stranger(actor, rating, at)
    row = _reachable(rating)
    if row.state != Rectification.State.CHECKED:
        raise NothingReportedError
    if row.called_back_at is not None:
        raise NothingToPutRightError
    row.call_note = masked(heard.words.strip())
    if heard.is_satisfied is None:
        row.call_tries += 1
        row.save(update_fields=["call_tries", "call_note"])
        record(CallBackTried(**naming(rating), tries=row.call_tries), actor=actor, at=at)
        return row
    duties = live(CALL_BACK, rating)
    fulfil(duties=duties, by=actor, at=at, late_reason=heard.late_reason)
    row.called_back_at, row.called_back_by = at, actor
    row.is_satisfied = heard.is_satisfied
    row.save()
    said = RaterSatisfied if heard.is_satisfied else RaterNotSatisfied
    record(said(**naming(rating, duties)), actor=actor, at=at)
    return row


def _reachable(rating: Rating) -> Rectification:
    if not rating.is_named:
        raise NoContactError
    return locked_rectification(rating)
