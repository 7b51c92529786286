"""One-time tokens: signed by the installation, kept nowhere, spent by the rating itself."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer

SEPARATOR = "."
VISIT, MATTER = "w", "m"
NONCE_BYTES = 12
CODE_BYTES = 10
_PARTS = 3


@dataclass(frozen=True)
class VisitToken:
    """A visit to a window: which, when its code was opened, and what makes the visit one."""

    point: str
    opened_at: datetime
    nonce: str


@dataclass(frozen=True)
class MatterToken:
    """A matter that somebody was invited to rate."""

    invitation: str


def visit_token(point: str, at: datetime, *, visit: str = "") -> str:
    """A fresh token for one visit to the window `point`.

    Args:
        visit: What makes the visit one, where the caller knows: the same gives the same visit.
    """
    minutes = f"{int(at.timestamp()) // 60:x}"
    known = hashlib.sha256(f"{point}\0{visit}".encode()).hexdigest()[: 2 * NONCE_BYTES]
    nonce = known if visit else secrets.token_hex(NONCE_BYTES)
    return _signer(VISIT).sign(f"{VISIT}{SEPARATOR}{point}{SEPARATOR}{minutes}-{nonce}")


def matter_token(invitation: str) -> str:
    """The token of an invitation; the same every time."""
    return _signer(MATTER).sign(f"{MATTER}{SEPARATOR}{invitation}")


def read_token(token: str) -> VisitToken | MatterToken | None:
    """What a token says; None when this installation did not sign it."""
    kind = token.partition(SEPARATOR)[0]
    if kind not in {VISIT, MATTER}:
        return None
    try:
        parts = _signer(kind).unsign(token).split(SEPARATOR)
    except BadSignature:
        return None
    if kind == MATTER:
        return MatterToken(parts[1])
    if len(parts) != _PARTS:
        return None
    minutes, _dash, nonce = parts[2].partition("-")
    return VisitToken(parts[1], datetime.fromtimestamp(int(minutes, 16) * 60, UTC), nonce)


def fresh_code() -> str:
    """A random code for an address; nothing can be read from it."""
    return secrets.token_hex(CODE_BYTES)


def _signer(kind: str) -> Signer:
    return Signer(salt=f"ratings.{kind}", sep=SEPARATOR)
