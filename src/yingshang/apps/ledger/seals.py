"""The Chinese standard algorithms: SM3 digests and SM4 encryption of single values."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.conf import settings

from yingshang.apps.ledger.errors import BrokenSealError

NONCE, TAG = 12, 16


def digest(*parts: bytes) -> str:
    """SM3 over the parts one after the other, as 64 hexadecimal digits.

    Source: GB/T 32905-2016.
    """
    running = Hash(SM3())
    for part in parts:
        running.update(part)
    return running.finalize().hex()


def seal(plain: bytes, *, purpose: str) -> bytes:
    """Encrypt with SM4-GCM under `settings.FIELD_KEY`: nonce, cipher text, tag.

    Args:
        purpose: Where the value belongs, such as `directory.person.phone`; a sealed value moved to
            another place does not open.

    Source: GB/T 32907-2016 (SM4), GB/T 36624-2018 (GCM).
    """
    nonce = secrets.token_bytes(NONCE)
    encryptor = Cipher(SM4(_key()), GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(purpose.encode())
    sealed = encryptor.update(plain) + encryptor.finalize()
    return nonce + sealed + encryptor.tag


def unseal(sealed: bytes, *, purpose: str) -> bytes:
    """Decrypt what `seal` made.

    Raises:
        BrokenSealError: Another key, another purpose, or bytes changed since.
    """
    if len(sealed) < NONCE + TAG:
        raise BrokenSealError
    nonce, body, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
    decryptor = Cipher(SM4(_key()), GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(purpose.encode())
    try:
        return decryptor.update(body) + decryptor.finalize()
    except InvalidTag:
        raise BrokenSealError from None


def _key() -> bytes:
    return bytes.fromhex(settings.FIELD_KEY)
