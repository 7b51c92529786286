"""Personal values between the ledger's own table and the few who may read them."""

import json
import secrets
from typing import Any

from yingshang.apps.ledger.canonical import Primitive, written
from yingshang.apps.ledger.chain import personal_digest
from yingshang.apps.ledger.models import Event, PersonalValue
from yingshang.apps.ledger.seals import seal, unseal

SALT = 16


class Sealed:
    """A personal value on its way into the table, and what stands for it in the payload."""

    def __init__(self, field: str, value: Primitive) -> None:
        """Salt and digest the value."""
        self._field = field
        self._plain = written(value)
        self._salt = secrets.token_bytes(SALT)
        self.stand_in = {"sm3": personal_digest(self._salt, self._plain)}

    def row(self, event: Event) -> PersonalValue:
        """The encrypted row, not yet saved."""
        sealed = seal(self._plain, purpose=_purpose(self._field))
        return PersonalValue(event=event, field=self._field, salt=self._salt, sealed=sealed)


def opened(row: PersonalValue) -> Any:
    """The value of a row that is not erased.

    Raises:
        BrokenSealError: Another key, or changed in the database.
    """
    return json.loads(plain(row))


def plain(row: PersonalValue) -> bytes:
    """The canonical writing of the value of a row that is not erased."""
    return unseal(bytes(row.sealed or b""), purpose=_purpose(row.field))


def _purpose(field: str) -> str:
    return f"ledger.personalvalue.{field}"
