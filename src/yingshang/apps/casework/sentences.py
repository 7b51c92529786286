"""A sentence in both languages, until it is known who reads it."""

from dataclasses import dataclass

from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.schema.common import Text


@dataclass(frozen=True)
class Sentence:
    """What to tell a person."""

    zh: str
    en: str

    def shown(self) -> str:
        """In the present reader's language."""
        return in_words(self.zh, self.en)

    def stored(self) -> dict[str, str]:
        """As JSON holds it."""
        return {"zh": self.zh, "en": self.en}


def of_text(text: Text) -> Sentence:
    """Wording of a pack; Chinese stands in where English is missing."""
    return Sentence(text.zh_hans, text.en or text.zh_hans)
