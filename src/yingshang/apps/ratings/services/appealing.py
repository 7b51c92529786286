"""The unit objects to a rating; others decide. What is left out stays visible and is counted."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import drop
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.errors import (
    AppealDecidedError,
    AppealedAlreadyError,
    GroundError,
    NothingToPutRightError,
    WordsMissingError,
)
from yingshang.apps.ratings.events import AppealAsked, AppealRefused, AppealUpheld
from yingshang.apps.ratings.kinds import CALL_BACK, CONTACT, RECTIFICATION
from yingshang.apps.ratings.models import Rating, RatingAppeal, Rectification
from yingshang.apps.ratings.permissions import APPEAL, require_stranger
from yingshang.apps.ratings.services.duties import live, locked, naming
from yingshang.engines.texts import masked

State = RatingAppeal.State


@transaction.atomic
def ask_appeal(*, code: str, ground: str, words: str, actor: Person, at: datetime) -> RatingAppeal:
    """Ask to leave a rating out of the rates; it is put right meanwhile.

    Raises:
        PermissionDenied: `actor` does not lead or review the unit rated.
        AppealedAlreadyError, GroundError, WordsMissingError: As they say.
        NothingToPutRightError: The unit does not know of the rating yet.
    """
    rating, rules = locked(code), current_rules()
    require(actor, APPEAL, at=at, unit=rating.unit_id)
    if rating.told_at is None or rules is None:
        raise NothingToPutRightError
    if RatingAppeal.objects.filter(rating=rating).exists():
        raise AppealedAlreadyError
    if ground not in {each.code for each in rules.file.appeals}:
        raise GroundError
    if not words.strip():
        raise WordsMissingError
    appeal = RatingAppeal.objects.create(
        rating=rating, ground=ground, words=masked(words.strip()), asked_by=actor, asked_at=at
    )
    name = rules.ground_name(ground)
    fact = AppealAsked(
        **naming(rating),
        ground_zh=name.zh_hans,
        ground_en=name.en or name.zh_hans,
        words=appeal.words,
    )
    record(fact, actor=actor, at=at)
    return appeal


@transaction.atomic
def decide_appeal(
    *, code: str, is_upheld: bool, note: str, actor: Person, at: datetime
) -> RatingAppeal:
    """Decide an appeal. Upheld: the rating is in no rate any more and its open duties end.

    Raises:
        PermissionDenied: `actor` does not act for the office, or is of the unit rated.
        AppealDecidedError, WordsMissingError: As they say.
    """
    rating = locked(code)
    require_stranger(actor, rating, at)
    appeal = RatingAppeal.objects.select_for_update().filter(rating=rating).first()
    if appeal is None or appeal.state != State.OPEN:
        raise AppealDecidedError
    if not note.strip():
        raise WordsMissingError
    appeal.state = State.UPHELD if is_upheld else State.REFUSED
    appeal.decided_at, appeal.decided_by, appeal.note = at, actor, masked(note.strip())
    appeal.save()
    ended = _leave_out(rating, at) if is_upheld else ()
    said = AppealUpheld if is_upheld else AppealRefused
    record(said(**naming(rating) | {"obligations": ended}, note=appeal.note), actor=actor, at=at)
    return appeal


def _leave_out(rating: Rating, at: datetime) -> tuple[int, ...]:
    """Take a rating out of the rates; keys of the duties that end by it."""
    rating.left_out_at = at
    rating.save(update_fields=["left_out_at"])
    rows = Rectification.objects.filter(rating=rating)
    rows.exclude(state=Rectification.State.CHECKED).update(state=Rectification.State.LEFT_OUT)
    kinds = (CONTACT, RECTIFICATION, CALL_BACK)
    ended = tuple(duty.pk for kind in kinds for duty in live(kind, rating))
    for kind in kinds:
        drop(kind=kind.code, keys=[rating.code])
    return ended
