"""A collection of texts in memory that says what it holds nearly the same already."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from yingshang.engines.texts.sameness import SIMILAR, contained, overlap
from yingshang.engines.texts.shingles import Shingles, shingles
from yingshang.engines.texts.signatures import signature

MOST_COMPARED: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A text of the collection, by name, and what it shares with the one asked for."""

    name: str
    overlap: float
    contained: float


class Collection:
    """Texts by name. A database with one indexed row per key does the same for a million."""

    def __init__(self, texts: Iterable[tuple[str, str]] = ()) -> None:
        self._sets: dict[str, Shingles] = {}
        self._holders: dict[int, list[str]] = defaultdict(list)
        for name, text in texts:
            self.add(name, text)

    def __len__(self) -> int:
        return len(self._sets)

    def add(self, name: str, text: str) -> None:
        """Keep `text` as `name`; a name is used once."""
        self._sets[name] = shingles(text)
        for key in signature(text).keys:
            self._holders[key].append(name)

    def find(self, text: str, *, least: float = SIMILAR) -> list[Found]:
        """Texts that share at least `least` of the runs, or of the shorter one's; best first.

        At most `MOST_COMPARED` candidates, those with most common keys, are compared.
        """
        keys = signature(text).keys
        names = Counter(name for key in keys for name in self._holders.get(key, ()))
        asked = shingles(text)
        found = [self._compared(name, asked) for name, _ in names.most_common(MOST_COMPARED)]
        found = [one for one in found if max(one.overlap, one.contained) >= least]
        return sorted(found, key=lambda one: (-one.overlap, -one.contained, one.name))

    def _compared(self, name: str, asked: Shingles) -> Found:
        held = self._sets[name]
        return Found(name, overlap(asked, held), contained(asked, held))
