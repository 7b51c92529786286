"""Cuts a published text at the borders of what was found in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in the text: what it is, where it stands, where it is explained.

    `span` is half-open in code points of the whole text; `anchor` is an id on the page; `label`
    says what the words are ("target", a unit's role …).
    """

    kind: str
    span: Span
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong to at most one finding; `is_hit` when a search asked for them."""

    text: str
    finding: Finding | None = None
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs inside one measure, or between measures; `begins` at the first part of a measure."""

    measure: Finding | None
    begins: bool
    runs: tuple[Run, ...]


def passages(
    text: str,
    window: Span,
    *,
    measures: Iterable[Finding],
    findings: Iterable[Finding],
    hits: Sequence[Span] = (),
) -> tuple[Passage, ...]:
    """The words of `text` inside `window`, cut into passages and runs that join up to it again.

    Overlapping findings never nest: the earlier one, and of two that begin together the longer
    one, keeps the shared words. `hits` count from the beginning of `text`.
    """
    outer = _apart(measures, window)
    inner = _apart(findings, window)
    found: list[Passage] = []
    seen: set[str] = set()
    for span, measure in _tiled(outer, window):
        begins = measure is not None and measure.anchor not in seen
        if measure is not None:
            seen.add(measure.anchor)
        found.append(Passage(measure, begins, tuple(_runs(text, span, inner, hits))))
    return tuple(found)


def _apart(findings: Iterable[Finding], window: Span) -> list[tuple[Span, Finding]]:
    """Findings in order without overlap, clipped to `window`."""
    at = window[0]
    apart: list[tuple[Span, Finding]] = []
    for finding in sorted(findings, key=lambda each: (each.span[0], -each.span[1])):
        start, end = max(finding.span[0], at), min(finding.span[1], window[1])
        if start < end:
            apart.append(((start, end), finding))
            at = end
    return apart


def _tiled(
    parts: Iterable[tuple[Span, Finding]], window: Span
) -> list[tuple[Span, Finding | None]]:
    """`parts` and the gaps between them: together exactly `window`."""
    tiles: list[tuple[Span, Finding | None]] = []
    at = window[0]
    for (start, end), finding in parts:
        if at < start:
            tiles.append(((at, start), None))
        tiles.append(((start, end), finding))
        at = end
    if at < window[1]:
        tiles.append(((at, window[1]), None))
    return tiles


def _runs(
    text: str, window: Span, parts: list[tuple[Span, Finding]], hits: Sequence[Span]
) -> list[Run]:
    clipped = [
        ((max(start, window[0]), min(end, window[1])), finding)
        for (start, end), finding in parts
        if start < window[1] and end > window[0]
    ]
    return [
        Run(text[start:end], finding, is_hit)
        for span, finding in _tiled(clipped, window)
        for (start, end), is_hit in _split_at_hits(span, hits)
    ]


def _split_at_hits(span: Span, hits: Sequence[Span]) -> list[tuple[Span, bool]]:
    as_findings = [Finding("hit", hit, "", "") for hit in hits]
    return [(tile, hit is not None) for tile, hit in _tiled(_apart(as_findings, span), span)]
