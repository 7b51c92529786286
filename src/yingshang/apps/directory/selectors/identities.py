"""Whom a unified authentication has vouched for, and whether they may come in that way."""

from collections.abc import Sequence
from datetime import date

from yingshang.apps.directory.models import OutsideIdentity, Person
from yingshang.apps.directory.oidc.configuration import OFFICIALS, PUBLIC, UnifiedLogin
from yingshang.apps.directory.oidc.signing_in import Vouched
from yingshang.apps.directory.permissions import roles_of


def linked_person(vouched: Vouched) -> Person | None:
    """The person to whom this issuer's subject is linked; None when nobody is."""
    rows = OutsideIdentity.objects.linked().select_related("person")
    found = rows.filter(issuer=vouched.issuer, subject=vouched.subject).first()
    return found.person if found else None


def is_admitted(person: Person, login: UnifiedLogin, on: date) -> bool:
    """Whether people like `person` may come in through the unified authentication."""
    return (OFFICIALS if roles_of(person, on) else PUBLIC) in login.admits


def identities_of(person: Person) -> Sequence[OutsideIdentity]:
    """Links of a person that open the door today."""
    return list(OutsideIdentity.objects.linked().filter(person=person).order_by("pk"))


def identity_of(pk: int) -> OutsideIdentity | None:
    """A link by key, with its person."""
    return OutsideIdentity.objects.select_related("person").filter(pk=pk).first()
