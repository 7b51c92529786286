"""Legal representatives: claimed with proof, confirmed or refused by an official."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Authorisation, Enterprise, Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.directory.portal_events import (
    RepresentationClaimed,
    RepresentationConfirmed,
    RepresentationRefused,
)
from yingshang.apps.directory.services.authorisations import rows
from yingshang.apps.files.errors import FileError
from yingshang.apps.files.services import accepted_type, clean_name, keep
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record

Kind, State = Authorisation.Kind, Authorisation.State
PROOF_MEGABYTES = 10


@dataclass(frozen=True)
class Proof:
    """A file that shows who somebody is, as it was handed in."""

    name: str
    content: bytes


@transaction.atomic
def claim(
    *, enterprise: Enterprise, ground: str, proof: Proof | None, actor: Person, at: datetime
) -> Authorisation:
    """Say that one is the legal representative of `enterprise`; an official will confirm it.

    Args:
        ground: What proves it; `proof` is a file beside it, at most 10 megabytes.

    Raises:
        PermissionDenied: The account is closed.
        RefusedError: No ground, a file of a kind that is not taken, waiting or in force already.
    """
    rows.require_open(actor)
    if not ground.strip():
        raise RefusedError(_("Say what proves it, such as the licence and your identity card."))
    own = Authorisation.objects.filter(
        enterprise=rows.locked_enterprise(enterprise), person=actor, kind=Kind.LEGAL_REPRESENTATIVE
    )
    if own.filter(state__in=[State.WAITING, State.IN_FORCE]).exists():
        raise RefusedError(_("You have claimed this enterprise already."))
    row = Authorisation(
        kind=Kind.LEGAL_REPRESENTATIVE,
        person=actor,
        enterprise=enterprise,
        ground=ground.strip(),
        asked_by=actor,
        asked_at=at,
    )
    if proof is not None:
        _attach(row, proof, at)
    row.save(force_insert=True)
    record(RepresentationClaimed(**rows.about(row)), actor=actor, at=at)
    return row


@transaction.atomic
def confirm(*, authorisation_id: int, actor: Person, at: datetime) -> Authorisation:
    """Confirm a claim: rights begin today; a former legal representative's end.

    What the former one granted goes on; the new one sees it and may end it.

    Raises:
        PermissionDenied: `actor` may not confirm.
        RefusedError: One's own claim, or answered already.
    """
    row = _claim_to_answer(authorisation_id, actor, at)
    rows.require_open(row.person)
    former = Authorisation.objects.filter(
        enterprise=row.enterprise_id, kind=Kind.LEGAL_REPRESENTATIVE, state=State.IN_FORCE
    )
    for each in former.order_by("pk"):
        reason = _("Another legal representative was confirmed.")
        rows.close(rows.locked(each.pk), reason=reason, actor=actor, at=at)
    row.valid_from = local_day(at)
    rows.settle(row, State.IN_FORCE, at=at)
    fact = RepresentationConfirmed(**rows.about(row), first_day=row.valid_from.isoformat())
    record(fact, actor=actor, at=at)
    return row


@transaction.atomic
def refuse(*, authorisation_id: int, reason: str, actor: Person, at: datetime) -> Authorisation:
    """Refuse a claim with a reason that the claimant reads.

    Raises:
        PermissionDenied: `actor` may not confirm.
        RefusedError: No reason, one's own claim, or answered already.
    """
    row = _claim_to_answer(authorisation_id, actor, at)
    if not reason.strip():
        raise RefusedError(_("Give the reason; the claimant reads it."))
    rows.settle(row, State.REFUSED, at=at, reason=reason.strip())
    fact = RepresentationRefused(**rows.about(row), reason=reason.strip())
    record(fact, actor=actor, at=at)
    return row


def _claim_to_answer(pk: int, actor: Person, at: datetime) -> Authorisation:
    require(actor, "directory.confirm_representation", at=at)
    known = Authorisation.objects.get(pk=pk, kind=Kind.LEGAL_REPRESENTATIVE)
    if known.enterprise is not None:
        rows.locked_enterprise(known.enterprise)
    row = rows.locked(pk)
    rows.require_waiting(row)
    if row.person_id == actor.pk:
        raise RefusedError(_("Nobody confirms their own claim; a colleague has to."))
    return row


def _attach(row: Authorisation, proof: Proof, at: datetime) -> None:
    try:
        media_type = accepted_type(proof.content, largest_megabytes=PROOF_MEGABYTES)
    except FileError as error:
        raise RefusedError(str(error)) from error
    row.proof = keep(proof.content, media_type=media_type, at=at)
    row.proof_name = clean_name(proof.name, media_type=media_type)
