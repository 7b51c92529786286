"""Splits a task into measures: the things that it says shall be done."""

from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Measure
from yingshang.engines.plans.passages import passages
from yingshang.engines.plans.units import Range

_CLOSERS = "”』》)]"
# Sentences that only praise or hope are kept: leaving one out would be a judgement.
_SHORTEST = 4


def measures(
    view: View, start: int, end: int, clauses: list[Range], title: Range | None
) -> tuple[Measure, ...]:
    """One measure a sentence, in order; the heading is none."""
    found: list[Measure] = []
    for first, last in passages(view.text, start, end, clauses):
        for span in _sentences(view.text, first, last):
            if title is not None and span[0] <= title[0] < span[1] and span[1] <= title[1] + 1:
                continue
            words = view.text[slice(*span)].strip(" \n。;,.")
            if len(words) >= _SHORTEST:
                found.append(
                    Measure(
                        quote=view.quote(*span),
                        span=view.span(*span),
                        rule="measure.sentence",
                    )
                )
    return tuple(found)


def _sentences(text: str, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for index in range(start, end):
        if text[index] not in "。;\n!":
            continue
        stop = index + 1
        while stop < end and text[stop] in _CLOSERS:
            stop += 1
        if text[at:stop].strip():
            found.append((at, stop))
        at = stop
    if text[at:end].strip():
        found.append((at, end))
    return found
