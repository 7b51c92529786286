"""Finding market entities by a fragment of the name or the beginning of a number.

Keys of entities whose names have a piece of the fragment are read from the index of pieces, the
newest first, a thousand at a time; the rarest piece leads. So neither a rare nor a common fragment
costs more in a larger register; see docs/enterprises.md.
"""

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from yingshang.apps.directory.importing.values import tidy_name
from yingshang.apps.directory.models import Enterprise, EnterprisePiece
from yingshang.apps.directory.models.enterprises import (
    LONG_PIECE,
    SHORT_PIECE,
    EnterpriseQuerySet,
)
from yingshang.engines.identifiers.writing import plain

# Keys are read in portions of so many; looking ends after so many portions.
MANY: Final = 1_000
MOST_ROUNDS: Final = 20
MOST_PIECES: Final = 8
SHORTEST_NUMBER: Final = 6
_NUMBER = re.compile(r"[0-9A-Z]*\d[0-9A-Z]*")
# Sorts behind every character of a number, in every collation.
_LAST: Final = "Z"


@dataclass(frozen=True)
class Found:
    """The newest rows that match; `is_cut` where looking ended before everything was seen."""

    rows: tuple[Enterprise, ...] = ()
    is_cut: bool = False


def search(rows: EnterpriseQuerySet, words: str, *, after: int | None, size: int) -> Found:
    """At most `size` of `rows` whose name, former name or number has `words`, the newest first.

    Words of one character match nothing; ask for two. A number is found from its beginning.

    Args:
        after: The key behind which to go on; None begins with the newest.
    """
    number = plain(words)
    if len(number) >= SHORTEST_NUMBER and _NUMBER.fullmatch(number):
        return _by_number(behind(rows, after), number, size)
    fragment = tidy_name(words).upper().replace(" ", "")
    if len(fragment) < SHORT_PIECE:
        return Found()
    return _by_fragment(rows, fragment, after, size)


def behind(rows: EnterpriseQuerySet, after: int | None) -> EnterpriseQuerySet:
    """Rows behind the key `after` in the order of every list."""
    ordered = rows.newest_first()
    return ordered if after is None else ordered.filter(pk__lt=after)


def _by_number(rows: EnterpriseQuerySet, number: str, size: int) -> Found:
    beginning = Q(credit_code__gte=number, credit_code__lt=number + _LAST)
    codes = Enterprise.objects.filter(beginning).order_by("credit_code")
    others = Enterprise.objects.filter(other_number=number).order_by("pk")
    keys = [*codes.values_list("pk", flat=True)[: MANY + 1]]
    keys += others.values_list("pk", flat=True)
    return Found(tuple(rows.filter(pk__in=keys)[:size]), is_cut=len(keys) > MANY)


def _by_fragment(rows: EnterpriseQuerySet, fragment: str, after: int | None, size: int) -> Found:
    named = rows.filter(Q(name__icontains=fragment) | Q(former_names__icontains=fragment))
    piece, keys = _rarest(fragment, after)
    found: list[Enterprise] = []
    for _round in range(MOST_ROUNDS):
        found += named.filter(pk__in=keys).newest_first()[: size - len(found)]
        if len(found) == size or len(keys) < MANY:
            return Found(tuple(found))
        keys = _keys(piece, keys[-1])
    return Found(tuple(found), is_cut=True)


def _rarest(fragment: str, after: int | None) -> tuple[str, list[int]]:
    """The piece of which a portion of keys reaches furthest back, and that portion."""
    best: tuple[str, list[int]] = ("", [])
    for piece in pieces_of(fragment):
        keys = _keys(piece, after)
        if len(keys) < MANY:
            return piece, keys
        if not best[1] or keys[-1] < best[1][-1]:
            best = piece, keys
    return best


def _keys(piece: str, after: int | None) -> list[int]:
    """The next keys of entities that have `piece`, the newest first, each once."""
    column = "long" if len(piece) == LONG_PIECE else "short"
    having = EnterprisePiece.objects.filter(**{column: piece}).order_by("-enterprise")
    if after is not None:
        having = having.filter(enterprise__lt=after)
    return list(having.values_list("enterprise", flat=True)[:MANY])


def pieces_of(fragment: str) -> list[str]:
    """Neighbouring characters of a fragment, at most so many.

    Example:
        >>> pieces_of("示例袜业")
        ['示例袜', '例袜业']
    """
    length = min(len(fragment), LONG_PIECE)
    found = [fragment[place : place + length] for place in range(len(fragment) - length + 1)]
    return found[:MOST_PIECES]
