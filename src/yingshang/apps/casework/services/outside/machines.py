"""Machines that report by themselves: their keys, and what each call brought."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from yingshang.apps.casework.errors import KeyUnknownError, TooManyEventsError, UnmappedError
from yingshang.apps.casework.events import MachineKeyMade, MachineKeyRevoked
from yingshang.apps.casework.models import OutsideCall, OutsideSource, OutsideToken
from yingshang.apps.casework.outside.cases import gathered
from yingshang.apps.casework.outside.rows import Reader, Said
from yingshang.apps.casework.permissions import TAKE_OUTSIDE
from yingshang.apps.casework.selectors.outside import mapping_of
from yingshang.apps.casework.services.outside.sources import (
    meaning_of,
    naming_source,
)
from yingshang.apps.casework.services.outside.taking import take
from yingshang.apps.casework.services.outside.telling import telling
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import INSTALLATION, require
from yingshang.apps.ledger.services import record

TOKEN_BYTES: Final = 32
MOST: Final = 1_000
TAKEN, KNOWN, REFUSED = "taken", "known", "refused"


@dataclass(frozen=True)
class Answer:
    """What became of one event, by its place in the call; reasons of a refusal, zh and en."""

    place: int
    event_id: str
    result: str
    reasons: tuple[Mapping[str, str], ...] = ()


@transaction.atomic
def make_key(*, source_id: int, name: str, actor: Person, at: datetime) -> str:
    """Let a machine report for a source.

    Returns:
        The key. Only its digest is kept, so it is shown this once.

    Raises:
        PermissionDenied: `actor` may not take over what the source reports.
    """
    source = OutsideSource.objects.get(pk=source_id)
    require(actor, TAKE_OUTSIDE, at=at, unit=source.unit_id)
    key = secrets.token_urlsafe(TOKEN_BYTES)
    OutsideToken.objects.create(
        source=source, name=name.strip(), token_digest=digest_of(key), made_at=at, made_by=actor
    )
    record(MachineKeyMade(**naming_source(source), name=name.strip()), actor=actor, at=at)
    return key


@transaction.atomic
def revoke_key(*, token_id: int, actor: Person, at: datetime) -> OutsideToken:
    """End a machine's right to report; what it reported stays.

    Raises:
        PermissionDenied: `actor` may not take over what the source reports.
    """
    rows = OutsideToken.objects.select_related("source").select_for_update(of=("self",))
    token = rows.get(pk=token_id)
    require(actor, TAKE_OUTSIDE, at=at, unit=token.source.unit_id)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        fact = MachineKeyRevoked(**naming_source(token.source), name=token.name)
        record(fact, actor=actor, at=at)
    return token


@transaction.atomic
def report(
    *, source_code: str, key: str, events: Sequence[Mapping[str, str]], at: datetime
) -> list[Answer]:
    """Take events that a machine reports; each is taken, known already, or refused on its own.

    Args:
        events: By the codes of `outside.columns`; at most 1,000. The same event twice is known.

    Raises:
        KeyUnknownError: No such key, revoked, or of another source.
        TooManyEventsError, UnmappedError: As they say.
    """
    tokens = OutsideToken.objects.select_related("source").filter(revoked_at=None)
    token = tokens.filter(token_digest=digest_of(key), source__code=source_code).first()
    if token is None:
        raise KeyUnknownError
    if len(events) > MOST:
        raise TooManyEventsError
    mapping = mapping_of(token.source)
    if mapping is None:
        raise UnmappedError
    reader = Reader(meaning_of(mapping))
    rows = [
        reader.row(place, {code: (code, value) for code, value in event.items()})
        for place, event in enumerate(events)
    ]
    about = telling(token.source, mapping, at, INSTALLATION, at)
    taken = take(gathered(rows), about).taken
    answers = [_answer(said, taken) for said in rows]
    _log(token, answers, at)
    return answers


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _answer(said: Said, taken: set[str]) -> Answer:
    if said.faults:
        told = tuple(each.stored for each in said.faults)
        return Answer(said.line, said.text.get("event_id", ""), REFUSED, told)
    result = TAKEN if said.event_id in taken else KNOWN
    return Answer(said.line, said.event_id, result, tuple(each.stored for each in said.remarks))


def _log(token: OutsideToken, answers: Sequence[Answer], at: datetime) -> None:
    results = [each.result for each in answers]
    OutsideCall.objects.create(
        token=token,
        at=at,
        events=len(results),
        taken=results.count(TAKEN),
        refused=results.count(REFUSED),
    )
    OutsideSource.objects.filter(pk=token.source_id).update(as_of=at)
