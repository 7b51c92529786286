"""The columns that a condition may speak of: their types, titles and allowed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Type = Literal["text", "integer", "decimal", "boolean", "date", "datetime"]
Language = Literal["zh", "en"]
Value = str | int | Decimal | bool | date | datetime | None

INTEGER_LIMIT = 9_000_000_000_000_000_000
DECIMAL_LIMIT = Decimal(10) ** 20
DECIMAL_PLACES = 6


@dataclass(frozen=True)
class Words:
    """One saying in Chinese and English."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """The wording in one language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Column:
    """A declared column.

    Attributes:
        type: `integer` fits 64 bits; `decimal` is exact, 20 digits before and 6 after the point;
            `datetime` is Beijing time without a zone.
        title: What people call it; a plain string counts for both languages.
        choices: For text: every value that can occur. A condition that names another is faulty.
        minimum: Smallest value that can occur, inclusive. Used in proofs only, never to judge.
        maximum: Largest value that can occur, inclusive. Used in proofs only, never to judge.
    """

    type: Type
    title: Words | str = ""
    choices: tuple[str, ...] | None = None
    minimum: int | Decimal | date | None = None
    maximum: int | Decimal | date | None = None

    def named(self, name: str, language: Language) -> str:
        """The title in one language, or the column's name where it has none."""
        said = self.title if isinstance(self.title, str) else self.title.say(language)
        return said or name


Columns = Mapping[str, Column]
