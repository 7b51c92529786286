"""Columns whose values are encrypted in the database."""

import base64
from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from yingshang.apps.ledger.seals import seal, unseal

MARK = "sm4:"


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that the database holds only under SM4-GCM; Python sees it in clear.

    It can be asked for emptiness only (`isnull`): two equal values look different in the database,
    so looking for one is a fault of the program and is refused. An empty text stays empty.
    """

    description = "Encrypted text"

    @property
    def purpose(self) -> str:
        """What the seal is bound to; a value moved to another column does not open."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way into the database."""
        if value is None or value == "":
            return value
        sealed = seal(str(value).encode(), purpose=self.purpose)
        return MARK + base64.b64encode(sealed).decode()

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Open on the way out."""
        if not value:
            return value
        sealed = base64.b64decode(value.removeprefix(MARK))
        return unseal(sealed, purpose=self.purpose).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow `isnull` and nothing else."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.purpose} is encrypted; it cannot be searched.")
        return super().get_lookup(lookup_name)
