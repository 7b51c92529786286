"""Finding market entities by a fragment of the name or the beginning of a number.

A fragment that few names have is looked up by its pieces; one that many names have turns up soon
when the list is simply gone through. Either way the work does not grow with the register; see
docs/enterprises.md.
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

# A piece that more names have is not looked up but met on the way.
FEW: Final = 1_000
MOST_PIECES: Final = 8
SHORTEST_NUMBER: Final = 6
_NUMBER = re.compile(r"[0-9A-Z]*\d[0-9A-Z]*")
# Sorts behind every character of a number, in every collation.
_LAST: Final = "Z"


@dataclass(frozen=True)
class Found:
    """Rows that match, in no order; `is_cut` where a number's beginning fits too many."""

    rows: EnterpriseQuerySet
    is_cut: bool = False


def matching(rows: EnterpriseQuerySet, words: str) -> Found:
    """Those of `rows` whose name, former name or number has `words`.

    Words of one character match nothing; ask for two.
    """
    number = plain(words)
    if len(number) >= SHORTEST_NUMBER and _NUMBER.fullmatch(number):
        return _by_number(rows, number)
    fragment = tidy_name(words).upper().replace(" ", "")
    if len(fragment) < SHORT_PIECE:
        return Found(rows.none())
    few = _few_with_a_piece(fragment)
    named = Q(name__icontains=fragment) | Q(former_names__icontains=fragment)
    return Found(rows.filter(named) if few is None else rows.filter(named, pk__in=few))


def _by_number(rows: EnterpriseQuerySet, number: str) -> Found:
    beginning = Q(credit_code__gte=number, credit_code__lt=number + _LAST)
    codes = Enterprise.objects.filter(beginning).order_by("credit_code")
    others = Enterprise.objects.filter(other_number=number).order_by("pk")
    found = [*codes.values_list("pk", flat=True)[: FEW + 1]]
    found += others.values_list("pk", flat=True)
    return Found(rows.filter(pk__in=found), is_cut=len(found) > FEW)


def _few_with_a_piece(fragment: str) -> list[int] | None:
    """Keys of the entities that have the first rare piece of `fragment`; None where none is."""
    for piece in pieces_of(fragment):
        column = "long" if len(piece) == LONG_PIECE else "short"
        having = EnterprisePiece.objects.filter(**{column: piece}).order_by("-enterprise")
        keys = list(having.values_list("enterprise", flat=True)[: FEW + 1])
        if len(keys) <= FEW:
            return keys
    return None


def pieces_of(fragment: str) -> list[str]:
    """Neighbouring characters of a fragment, from both ends towards the middle.

    Example:
        >>> pieces_of("示例袜业")
        ['示例袜', '例袜业']
    """
    length = min(len(fragment), LONG_PIECE)
    found = [fragment[place : place + length] for place in range(len(fragment) - length + 1)]
    return found[:MOST_PIECES]
