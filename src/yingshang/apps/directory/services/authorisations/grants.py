"""Authorised by a legal representative: offered, accepted, declined, and ended by either."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Authorisation, Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.portal_events import (
    AuthorisationAccepted,
    AuthorisationDeclined,
    AuthorisationOffered,
)
from yingshang.apps.directory.selectors.authorisations import represents
from yingshang.apps.directory.services.authorisations import rows
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record

Kind, State = Authorisation.Kind, Authorisation.State


@transaction.atomic
def offer(*, authorisation: Authorisation, actor: Person, at: datetime) -> Authorisation:
    """Offer somebody to act for one's enterprise between two days, both inclusive.

    Args:
        authorisation: Not yet saved: person, enterprise, matters (empty: all), days, ground.

    Raises:
        PermissionDenied: `actor` is not the legal representative of the enterprise today.
        RefusedError: Oneself, a closed account, days out of order or past, or waiting already.
    """
    row, today = authorisation, local_day(at)
    if row.enterprise is None or row.valid_from is None or row.valid_to is None:
        raise RefusedError(_("Choose the enterprise and both days."))
    enterprise = rows.locked_enterprise(row.enterprise)
    if not represents(actor, enterprise, today):
        raise PermissionDenied("directory.offer_authorisation")
    rows.check_days(row.valid_from, row.valid_to, today)
    _check_person(row, actor)
    row.kind, row.state, row.asked_by, row.asked_at = Kind.AUTHORISED, State.WAITING, actor, at
    row.save(force_insert=True)
    fact = AuthorisationOffered(
        **rows.about(row),
        matters=tuple(row.matters),
        first_day=row.valid_from.isoformat(),
        last_day=row.valid_to.isoformat(),
    )
    record(fact, actor=actor, at=at)
    return row


@transaction.atomic
def accept(*, authorisation_id: int, actor: Person, at: datetime) -> Authorisation:
    """Accept to act for an enterprise; the days of the offer hold.

    Raises:
        PermissionDenied: It was offered to somebody else, or the account is closed.
        RefusedError: Answered, withdrawn or over.
    """
    row = _offer_to_answer(authorisation_id, actor)
    if row.valid_to is not None and row.valid_to < local_day(at):
        raise RefusedError(_("The last day has passed; ask for a new authorisation."))
    rows.settle(row, State.IN_FORCE, at=at)
    record(AuthorisationAccepted(**rows.about(row)), actor=actor, at=at)
    return row


@transaction.atomic
def decline(*, authorisation_id: int, actor: Person, at: datetime) -> Authorisation:
    """Decline to act for an enterprise.

    Raises:
        PermissionDenied: It was offered to somebody else, or the account is closed.
        RefusedError: Answered or withdrawn already.
    """
    row = _offer_to_answer(authorisation_id, actor)
    rows.settle(row, State.REFUSED, at=at)
    record(AuthorisationDeclined(**rows.about(row)), actor=actor, at=at)
    return row


@transaction.atomic
def end(*, authorisation_id: int, reason: str, actor: Person, at: datetime) -> Authorisation:
    """End an authorisation, a claim or an offer at once; either side may, without the other.

    A legal representative's may be ended by an official who confirms, too, with a reason.

    Raises:
        PermissionDenied: `actor` is neither side.
        RefusedError: It has ended, or an official gives no reason.
    """
    row = rows.locked(authorisation_id)
    is_party = _is_party(row, actor, at)
    confirms = row.kind == Kind.LEGAL_REPRESENTATIVE and may(
        actor, "directory.confirm_representation", on=local_day(at)
    )
    if not (is_party or confirms):
        raise PermissionDenied("directory.end_authorisation")
    if not is_party and not reason.strip():
        raise RefusedError(_("Give the reason; both sides read it."))
    if not row.is_open:
        raise RefusedError(_("This has ended already."))
    rows.close(row, reason=reason.strip(), actor=actor, at=at)
    return row


def _is_party(row: Authorisation, actor: Person, at: datetime) -> bool:
    rows.require_open(actor)
    if actor.pk in {row.person_id, row.for_person_id}:
        return True
    return row.enterprise is not None and represents(actor, row.enterprise, local_day(at))


def _offer_to_answer(pk: int, actor: Person) -> Authorisation:
    rows.require_open(actor)
    row = rows.locked(pk)
    if row.person_id != actor.pk or row.kind != Kind.AUTHORISED:
        raise PermissionDenied("directory.answer_authorisation")
    rows.require_waiting(row)
    return row


def _check_person(row: Authorisation, actor: Person) -> None:
    if row.person_id == actor.pk:
        raise RefusedError(_("You act for the enterprise already; choose somebody else."))
    if not Person.objects.filter(pk=row.person_id, is_active=True).exists():
        raise RefusedError(_("This account is closed."))
    same = Authorisation.objects.filter(
        enterprise=row.enterprise, person=row.person_id, kind=Kind.AUTHORISED
    )
    if same.filter(state=State.WAITING).exists():
        raise RefusedError(_("An offer to this person waits for an answer already."))
    held = same.filter(
        state=State.IN_FORCE, valid_from__lte=row.valid_to, valid_to__gte=row.valid_from
    )
    if held.exists():
        raise RefusedError(
            _("This person acts for the enterprise on some of these days; end that first.")
        )
