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
    taken = bytearray(len(text))
    for piece in (piece for finder in FINDERS for piece in finder(read)):
        if not any(taken[piece.start : piece.end]):
            taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
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
    shown: list[str] = []
    end = 0
    for piece in sorted(chosen, key=lambda piece: piece.start):
        shown += [text[end : piece.start], piece.kind.hidden]
        end = piece.end
    return "".join([*shown, text[end:]])


def _half_width(text: str) -> str:
    """Digits, letters and signs of full width made half-width, every one in its place."""
    return "".join(_half(sign) for sign in text)


def _half(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign
