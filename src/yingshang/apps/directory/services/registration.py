"""The public: opening an account of one's own, and giving it up."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.errors import RefusedError, WrongPasswordError
from yingshang.apps.directory.models import Authorisation, Person, Post
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.directory.oidc.signing_in import Vouched
from yingshang.apps.directory.portal_events import AccountGivenUp, AccountRegistered
from yingshang.apps.directory.services.accounts import take_password
from yingshang.apps.directory.services.authorisations import rows
from yingshang.apps.directory.services.identities import link, unlink_all
from yingshang.apps.ledger.services import record


@transaction.atomic
def register(
    *,
    person: Person,
    password: str | None,
    notice: str,
    at: datetime,
    vouched: Vouched | None = None,
) -> Person:
    """Open an account for oneself as a member of the public; it holds no post.

    Args:
        person: Not yet saved.
        password: None only for somebody whom a unified authentication vouches for, or a demo.
        notice: The edition of the privacy notice to which the person agreed.
        vouched: Who the unified authentication says this is; linked at once.

    Raises:
        RefusedError: Another edition of the notice is in force, the account name is taken, the
            password too weak, or a demo account outside a sample.

    Source: 个人信息保护法 §14, §17: consent after being told; told again when the notice changes.
    """
    if notice != EDITION:
        raise RefusedError(_("The privacy notice has changed. Read it again and agree to it."))
    if person.is_demo and not settings.IS_SAMPLE:
        raise RefusedError(_("Demo accounts exist in a sample installation only."))
    if password is None and vouched is None and not person.is_demo:
        raise RefusedError(_("Choose a password."))
    take_password(person, password)
    try:
        person.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    person.save(force_insert=True)
    if vouched is not None:
        link(person, vouched, actor=person, at=at)
    fact = AccountRegistered(person_id=person.pk, person=person.name, notice=notice)
    record(fact, actor=person, at=at)
    return person


@transaction.atomic
def give_up(*, password: str, actor: Person, at: datetime) -> Person:
    """Close one's own account; telephone and e-mail are deleted, what was done stays on record.

    Authorisations by, for and to the person that are open end; so do links to a unified
    authentication.

    Args:
        password: The present one; not asked of an account that has none.

    Raises:
        WrongPasswordError: `password` is not the present password.
        RefusedError: The person holds a post, or the account is closed already.

    Source: 个人信息保护法 §47.
    """
    person = Person.objects.select_for_update().get(pk=actor.pk)
    if not person.is_active:
        raise RefusedError(_("This account is closed already."))
    if person.has_usable_password() and not check_password(password, person.password):
        raise WrongPasswordError(_("The present password is not right."))
    if Post.objects.filter(person=person, valid_to__isnull=True).exists():
        raise RefusedError(_("You hold a post; an administrator closes accounts of officials."))
    open_states = [Authorisation.State.WAITING, Authorisation.State.IN_FORCE]
    held = Authorisation.objects.filter(person=person) | Authorisation.objects.filter(
        for_person=person
    )
    for row in held.filter(state__in=open_states).order_by("pk"):
        reason = gettext("The account was closed.")
        rows.close(rows.locked(row.pk), reason=reason, actor=person, at=at)
    unlink_all(person, actor=person, at=at)
    person.is_active, person.phone, person.email = False, "", ""
    person.save(update_fields=["is_active", "phone", "email"])
    record(AccountGivenUp(person_id=person.pk, person=person.name), actor=person, at=at)
    return person
