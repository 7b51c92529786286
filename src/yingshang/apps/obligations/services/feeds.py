"""A private calendar address is made and revoked."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.events import FeedOpened, FeedRevoked
from yingshang.apps.obligations.models import CalendarFeed
from yingshang.apps.obligations.selectors.feeds import digest_of

TOKEN_BYTES = 24


@transaction.atomic
def open_feed(*, actor: Person, at: datetime) -> str:
    """Make a new private address for `actor`; the one before ends.

    Returns:
        The token of the address. Only its digest is kept, so it is shown this once.

    Raises:
        PermissionDenied: The account is closed.
    """
    if not actor.is_active:
        raise PermissionDenied
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.update_or_create(
        person=actor, defaults={"token_digest": digest_of(token), "made_at": at}
    )
    record(FeedOpened(person=actor.pk), actor=actor, at=at)
    return token


@transaction.atomic
def revoke_feed(*, actor: Person, at: datetime) -> bool:
    """End the private address of `actor`; whether there was one."""
    count, _rows = CalendarFeed.objects.filter(person=actor).delete()
    if count:
        record(FeedRevoked(person=actor.pk), actor=actor, at=at)
    return bool(count)
