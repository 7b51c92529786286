"""Accounts: open, close, and what their owners change themselves."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError, WrongPasswordError
from yingshang.apps.directory.events import (
    AccountClosed,
    AccountOpened,
    ContactChanged,
    PasswordChanged,
    PreferencesChanged,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.directory.selectors.people import is_last_administrator
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def open_account(*, person: Person, password: str | None, actor: Actor, at: datetime) -> Person:
    """Give somebody an account; without posts it may do nothing.

    Args:
        person: Not yet saved.
        password: None for an account that nobody can log in to with a password.

    Raises:
        PermissionDenied: `actor` may not open accounts.
        RefusedError: The login is taken, the password too weak, or a demo account outside a sample.
    """
    require(actor, "directory.open_account", at=at)
    if person.is_demo and not settings.IS_SAMPLE:
        raise RefusedError(_("Demo accounts exist in a sample installation only."))
    take_password(person, password)
    try:
        person.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    person.save(force_insert=True)
    fact = AccountOpened(person_id=person.pk, person=person.name)
    record(fact, actor=on_record(actor), at=at)
    return person


@transaction.atomic
def close_account(*, person_id: UUID, actor: Actor, at: datetime) -> Person:
    """Close an account for good; what it did and held stays on record.

    Raises:
        PermissionDenied: `actor` may not close accounts.
        RefusedError: It is closed already, one's own, or the last administrator's.
    """
    require(actor, "directory.close_account", at=at)
    person = Person.objects.select_for_update().get(pk=person_id)
    if not person.is_active:
        raise RefusedError(_("This account is closed already."))
    if person == actor:
        raise RefusedError(_("Nobody closes their own account; ask another administrator."))
    if is_last_administrator(person, local_day(at)):
        raise RefusedError(_("This is the last administrator; appoint another one first."))
    person.is_active = False
    person.save(update_fields=["is_active"])
    fact = AccountClosed(person_id=person.pk, person=person.name)
    record(fact, actor=on_record(actor), at=at)
    return person


@transaction.atomic
def set_password(*, person_id: UUID, password: str, actor: Actor, at: datetime) -> Person:
    """Give somebody else a new password because theirs is lost.

    Raises:
        PermissionDenied: `actor` may not set passwords.
        RefusedError: The password is too weak.
    """
    require(actor, "directory.set_password", at=at)
    person = Person.objects.select_for_update().get(pk=person_id)
    return _save_password(person, password, actor=actor, at=at)


@transaction.atomic
def change_password(*, old: str, new: str, actor: Person, at: datetime) -> Person:
    """Change one's own password.

    Raises:
        WrongPasswordError: `old` is not the present password.
        RefusedError: The new password is too weak.
    """
    person = _oneself(actor)
    if not person.check_password(old):
        raise WrongPasswordError(_("The present password is not right."))
    return _save_password(person, new, actor=actor, at=at)


@transaction.atomic
def change_contact(*, phone: str, email: str, actor: Person, at: datetime) -> Person:
    """Change one's own telephone and e-mail; the ledger keeps that they changed, not the values.

    Raises:
        PermissionDenied: The account is closed.
        RefusedError: Not an e-mail address.
    """
    person = _oneself(actor)
    given = {"phone": phone.strip(), "email": email.strip()}
    changed = tuple(name for name, value in given.items() if getattr(person, name) != value)
    if not changed:
        return person
    person.phone, person.email = given["phone"], given["email"]
    person.save(update_fields=["phone", "email"])
    fact = ContactChanged(person_id=person.pk, person=person.name, fields=changed)
    record(fact, actor=person, at=at)
    return person


@transaction.atomic
def change_preferences(
    *, language: str, prefers_large_type: bool, actor: Person, at: datetime
) -> Person:
    """Choose the language and the size of the type for oneself.

    Raises:
        PermissionDenied: The account is closed.
        RefusedError: The site does not speak this language.
    """
    person = _oneself(actor)
    if language not in dict(settings.LANGUAGES):
        raise RefusedError(_("The site does not speak this language."))
    person.language, person.prefers_large_type = language, prefers_large_type
    person.save(update_fields=["language", "prefers_large_type"])
    fact = PreferencesChanged(
        person_id=person.pk,
        person=person.name,
        language=language,
        prefers_large_type=prefers_large_type,
    )
    record(fact, actor=person, at=at)
    return person


def _oneself(actor: Person) -> Person:
    person = Person.objects.select_for_update().get(pk=actor.pk)
    if not person.is_active:
        raise PermissionDenied("directory.oneself")
    return person


def take_password(person: Person, password: str | None) -> None:
    """Give a person that is not yet saved a password that is strong enough, or none."""
    if password is None:
        person.set_unusable_password()
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    person.set_password(password)


def _save_password(person: Person, password: str, *, actor: Actor, at: datetime) -> Person:
    take_password(person, password)
    person.save(update_fields=["password"])
    fact = PasswordChanged(person_id=person.pk, person=person.name)
    record(fact, actor=on_record(actor), at=at)
    return person
