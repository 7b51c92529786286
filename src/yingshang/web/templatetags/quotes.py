"""Cuts a quoted text at the borders of what was found in it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template

register = template.Library()


class Finding(Protocol):
    """A part of a text: `start` inclusive and `end` exclusive, in characters of that text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class Piece:
    """A run of characters covered by the same findings.

    Attributes:
        kind: Kind of the shortest finding that covers it; empty when none does.
        labels: Labels of the findings that end here, shortest first.
    """

    text: str
    kind: str
    labels: tuple[str, ...]


@register.simple_tag
def pieces(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """`text` in order, cut wherever a finding starts or ends; the pieces join to `text` again."""
    inside = [found for found in findings if 0 <= found.start < found.end <= len(text)]
    borders = {0, len(text)}.union(*({found.start, found.end} for found in inside))
    edges = sorted(borders)
    return [_piece(text, start, end, inside) for start, end in itertools.pairwise(edges)]


def _piece(text: str, start: int, end: int, findings: Sequence[Finding]) -> Piece:
    covering = [found for found in findings if found.start <= start and end <= found.end]
    covering.sort(key=lambda found: found.end - found.start)
    return Piece(
        text=text[start:end],
        kind=covering[0].kind if covering else "",
        labels=tuple(found.label for found in covering if found.end == end),
    )
