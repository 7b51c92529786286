"""Sign in, link and leave from the mini-program.

What is kept of WeChat's identifier is a digest under this installation's key: enough to recognise
somebody, useless to anybody else, and no openid anywhere in the database.
"""

from datetime import datetime

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.models import OutsideIdentity, Person
from yingshang.apps.directory.oidc.signing_in import Vouched
from yingshang.apps.directory.permissions import roles_of
from yingshang.apps.directory.selectors.identities import identities_of
from yingshang.apps.directory.services.identities import (
    link_identity,
    new_login,
    unlink_identity,
)
from yingshang.apps.directory.services.registration import give_up, register
from yingshang.apps.directory.wechat.configuration import MiniProgram
from yingshang.apps.directory.wechat.platform import WechatUser
from yingshang.apps.directory.wechat.refusals import UnknownVisitorError, WechatRefusedError
from yingshang.apps.ledger import clock


@transaction.atomic
def come_in(
    *, program: MiniProgram, user: WechatUser, notice: str, at: datetime
) -> OutsideIdentity:
    """The link of whoever WeChat recognised; a newcomer who agreed to the notice gets an account.

    Args:
        notice: The edition of the privacy notice that was agreed to; empty from who is known.

    Raises:
        UnknownVisitorError: A newcomer without consent.
        WechatRefusedError: The account is closed, or its person holds a post.
        RefusedError: Another edition of the notice is in force.

    Source: 个人信息保护法 §14, §17.
    """
    vouched = vouched_for(program, user)
    known = OutsideIdentity.objects.linked().select_related("person")
    identity = known.filter(issuer=vouched.issuer, subject=vouched.subject).first()
    if identity is not None:
        require_admitted(identity.person)
        return identity
    if not notice:
        raise UnknownVisitorError
    person = Person(login=new_login(), name=_("A user of the mini-program"))
    register(person=person, password=None, notice=notice, at=at, vouched=vouched)
    return identities_of(person)[0]


def join(
    *, program: MiniProgram, user: WechatUser, person: Person, at: datetime
) -> OutsideIdentity:
    """Let WeChat open an account that is here already; its password was asked for just now.

    Raises:
        WechatRefusedError: The account is closed, or its person holds a post.
        RefusedError: Either side is linked already.
    """
    require_admitted(person)
    vouched = vouched_for(program, user)
    return link_identity(person_id=person.pk, vouched=vouched, actor=person, at=at)


@transaction.atomic
def part(*, identity: OutsideIdentity, at: datetime) -> bool:
    """End the link; an account that nothing else opens is closed, its contact deleted.

    Returns:
        Whether the account was closed.

    Source: 个人信息保护法 §15: consent is withdrawn as easily as it was given.
    """
    person = identity.person
    others = [each for each in identities_of(person) if each.pk != identity.pk]
    if person.has_usable_password() or others:
        unlink_identity(identity_id=identity.pk, actor=person, at=at)
        return False
    give_up(password="", actor=person, at=at)
    return True


def vouched_for(program: MiniProgram, user: WechatUser) -> Vouched:
    """Who this is, as the directory keeps it."""
    running = HMAC(bytes.fromhex(settings.FIELD_KEY), SM3())
    running.update(f"{program.issuer}\0{user.open_id}".encode())
    return Vouched(program.issuer, running.finalize().hex())


def require_admitted(person: Person) -> None:
    """Refuse closed accounts, and people with a post: the desk wants a stronger door.

    Raises:
        WechatRefusedError: Either of them.
    """
    if not person.is_active:
        raise WechatRefusedError.barred("closed")
    if roles_of(person, clock.today()):
        raise WechatRefusedError.barred("official")
