"""Programs of others, by their keys."""

from collections.abc import Sequence

from yingshang.apps.service_requests.decisions.keys import digest_of
from yingshang.apps.service_requests.models import ClientKey


def client_of(secret: str) -> ClientKey | None:
    """Whose key this is; None where it is nobody's, or revoked."""
    if not secret:
        return None
    return ClientKey.objects.filter(digest=digest_of(secret), revoked_at=None).first()


def client_keys() -> Sequence[ClientKey]:
    """All keys, the newest first."""
    return list(ClientKey.objects.select_related("made_by").order_by("-pk"))
