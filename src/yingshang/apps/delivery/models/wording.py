"""Wording of a pack: Chinese always, English where the pack has it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from yingshang.apps.ledger.reader import in_words


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in Chinese and perhaps in English; as a string, in the reader's language."""

    zh: str
    en: str | None = None

    def __str__(self) -> str:
        return in_words(self.zh, self.en)

    def __bool__(self) -> bool:
        return bool(self.zh)

    @property
    def lang(self) -> str:
        """The language that the string is in, for the page's `lang` attribute."""
        return "en" if self.en and str(self) == self.en else "zh-Hans"


if TYPE_CHECKING:
    JSONField = models.JSONField[Wording, Wording]
else:
    JSONField = models.JSONField


class WordingField(JSONField):
    """Keeps a `Wording` as `{"zh-hans": …, "en": …}`, as packs write it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": no_wording, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """As a plain JSON field, so that migrations import nothing of the app."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Wording:
        """The stored object as a `Wording`."""
        stored = super().from_db_value(value, expression, connection)
        # A row that a join did not find has no wording.
        return as_wording(stored) if stored else no_wording()

    def get_prep_value(self, value: Any) -> Any:
        """A `Wording` as the object to store."""
        if isinstance(value, Wording):
            value = {"zh-hans": value.zh, "en": value.en}
        return super().get_prep_value(value)


def no_wording() -> Wording:
    """The empty wording."""
    return Wording("")


def as_wording(stored: Any) -> Wording:
    """A stored object `{"zh-hans": …, "en": …}` as a `Wording`."""
    return Wording(stored["zh-hans"], stored.get("en"))
