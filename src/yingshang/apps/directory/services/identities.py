"""Accounts of a unified authentication, linked to people and unlinked."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import OutsideIdentity, Person
from yingshang.apps.directory.oidc.signing_in import Vouched
from yingshang.apps.directory.permissions import require
from yingshang.apps.directory.portal_events import IdentityLinked, IdentityUnlinked
from yingshang.apps.ledger.services import record


@transaction.atomic
def link_identity(
    *, person_id: UUID, vouched: Vouched, actor: Person, at: datetime
) -> OutsideIdentity:
    """Let an account of the unified authentication open a person's account from now on.

    Oneself after confirming with the password (the view asks for it), or an administrator.

    Raises:
        PermissionDenied: Somebody else without the right.
        RefusedError: Either side is linked already, or the account is closed.
    """
    if person_id != actor.pk:
        require(actor, "directory.link_identity", at=at)
    person = Person.objects.select_for_update().get(pk=person_id)
    if not person.is_active:
        raise RefusedError(_("This account is closed."))
    return link(person, vouched, actor=actor, at=at)


@transaction.atomic
def unlink_identity(*, identity_id: int, actor: Person, at: datetime) -> OutsideIdentity:
    """End a link; oneself or an administrator.

    Raises:
        PermissionDenied: Somebody else without the right.
        RefusedError: It has ended, or the account could not be opened any more.
    """
    rows = OutsideIdentity.objects.select_for_update(of=("self",)).select_related("person")
    identity = rows.get(pk=identity_id)
    is_own = identity.person_id == actor.pk
    if not is_own:
        require(actor, "directory.link_identity", at=at)
    if identity.ended_at is not None:
        raise RefusedError(_("This has ended already."))
    if is_own and not _has_another_door(identity):
        raise RefusedError(_("Nothing else opens your account; close the account instead."))
    _end(identity, actor=actor, at=at)
    return identity


def new_login() -> str:
    """An account name for somebody who comes in through the unified authentication only."""
    return f"u{secrets.token_hex(6)}"


def link(person: Person, vouched: Vouched, *, actor: Person, at: datetime) -> OutsideIdentity:
    """Link without asking for a right; the caller has."""
    identity = OutsideIdentity(
        person=person, issuer=vouched.issuer, subject=vouched.subject, linked_at=at
    )
    try:
        identity.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    identity.save(force_insert=True)
    record(IdentityLinked(**_about(identity)), actor=actor, at=at)
    return identity


def unlink_all(person: Person, *, actor: Person, at: datetime) -> None:
    """End every link of a person whose account is closed."""
    for identity in OutsideIdentity.objects.linked().filter(person=person).order_by("pk"):
        _end(identity, actor=actor, at=at)


def _has_another_door(identity: OutsideIdentity) -> bool:
    others = OutsideIdentity.objects.linked().filter(person_id=identity.person_id)
    return identity.person.has_usable_password() or others.exclude(pk=identity.pk).exists()


def _end(identity: OutsideIdentity, *, actor: Person, at: datetime) -> None:
    identity.ended_at = at
    identity.save(update_fields=["ended_at"])
    record(IdentityUnlinked(**_about(identity)), actor=actor, at=at)


def _about(identity: OutsideIdentity) -> dict[str, Any]:
    return {
        "person_id": identity.person_id,
        "person": identity.person.name,
        "issuer": identity.issuer,
        "subject": identity.subject,
    }
