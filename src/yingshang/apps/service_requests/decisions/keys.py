"""What is kept of a program's key."""

import hashlib


def digest_of(secret: str) -> str:
    """SHA-256 of a key, in hexadecimal: the key itself is never kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
