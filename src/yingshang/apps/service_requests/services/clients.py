"""Keys for programs of others: made, shown once, revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.decisions.keys import digest_of
from yingshang.apps.service_requests.errors import KeyUnknownError, NameMissingError
from yingshang.apps.service_requests.events import ClientKeyMade, ClientKeyRevoked
from yingshang.apps.service_requests.models import ClientKey
from yingshang.apps.service_requests.permissions import KEEP_KEYS

KEY_BYTES = 32


@transaction.atomic
def make_key(*, name: str, actor: Actor, at: datetime) -> tuple[ClientKey, str]:
    """Make a key of 256 random bits; the second of the pair is shown now and never again.

    Raises:
        PermissionDenied: `actor` keeps no keys.
        NameMissingError: Nobody would know whose it is.
    """
    require(actor, KEEP_KEYS, at=at)
    if not name.strip():
        raise NameMissingError
    secret = secrets.token_urlsafe(KEY_BYTES)
    key = ClientKey.objects.create(
        name=name.strip()[:100], digest=digest_of(secret), made_at=at, made_by=on_record(actor)
    )
    record(ClientKeyMade(key=key.pk, name=key.name), actor=on_record(actor), at=at)
    return key, secret


@transaction.atomic
def revoke_key(*, key_id: int, actor: Actor, at: datetime) -> ClientKey:
    """End a key; what came by it stays.

    Raises:
        PermissionDenied: `actor` keeps no keys.
        KeyUnknownError: There is none, or it is revoked already.
    """
    require(actor, KEEP_KEYS, at=at)
    key = ClientKey.objects.select_for_update().filter(pk=key_id, revoked_at=None).first()
    if key is None:
        raise KeyUnknownError
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    record(ClientKeyRevoked(key=key.pk, name=key.name), actor=on_record(actor), at=at)
    return key
