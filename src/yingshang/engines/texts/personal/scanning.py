"""The scan of a text for personal data, and the text without it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from yingshang.engines.texts.personal import numbers, words
from yingshang.engines.texts.personal.kinds import Piece

Finder = Callable[[str], Iterator[Piece]]
# Earlier finders win where two find the same signs.
FINDERS: Final[tuple[Finder, ...]] = (
    numbers.resident_numbers,
    numbers.accounts,
    numbers.bank_cards,
    numbers.telephones,
    numbers.plates,
    words.names,
    words.addresses,
)


def personal_data(text: str) -> tuple[Piece, ...]:
    """Everything in `text` that points to a person, in order; no two pieces overlap.

    Finds resident numbers, bank cards, telephones, mail, accounts of messengers, number plates,
    announced names and precise addresses; names that nothing announces are not found.
    """
    read = _half_width(text)
    kept: list[Piece] = []
    for piece in (piece for finder in FINDERS for piece in finder(read)):
        if all(piece.end <= other.start or other.end <= piece.start for other in kept):
            kept.append(piece)
    return tuple(sorted(kept, key=lambda piece: piece.start))


def masked(text: str, pieces: Iterable[Piece] | None = None) -> str:
    """`text` with the name of the kind in place of every piece.

    Args:
        pieces: What to hide; everything that `personal_data` finds if left out. A person may have
            released some and added others.

    Example:
        >>> masked("请回电13800138000")
        '请回电〔手机号〕'
    """
    chosen = personal_data(text) if pieces is None else pieces
    for piece in sorted(chosen, key=lambda piece: piece.start, reverse=True):
        text = text[: piece.start] + piece.kind.hidden + text[piece.end :]
    return text


def _half_width(text: str) -> str:
    """Digits, letters and signs of full width made half-width, every one in its place."""
    return "".join(_half(sign) for sign in text)


def _half(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign
