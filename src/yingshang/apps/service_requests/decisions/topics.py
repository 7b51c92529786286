"""Topic and unit by the rules of the pack."""

from collections.abc import Iterable
from dataclasses import dataclass

from yingshang.engines.packs.schema.service_requests import Topic


@dataclass(frozen=True)
class Proposal:
    """A topic, the unit that answers for it, and the phrases that speak for it with weights."""

    topic: str
    unit: str
    phrases: tuple[tuple[str, float], ...]


def by_phrases(topics: Iterable[Topic], words: str, region: str) -> Proposal | None:
    """The topic of which most letters are found as phrases in `words`; the first among equals.

    None where no phrase is found.
    """
    best: tuple[int, Topic, tuple[str, ...]] | None = None
    for topic in topics:
        found = tuple(phrase for phrase in topic.phrases if phrase in words)
        weight = sum(len(phrase) for phrase in found)
        if found and (best is None or weight > best[0]):
            best = (weight, topic, found)
    if best is None:
        return None
    weight, topic, found = best
    phrases = tuple((phrase, round(len(phrase) / weight, 3)) for phrase in found)
    return Proposal(topic.id, unit_of(topic, region), phrases)


def unit_of(topic: Topic, region: str) -> str:
    """The unit that answers for a topic in a region: of the street, the district, or the city."""
    own = topic.units_by_region
    return own.get(region) or own.get(region[:6]) or topic.unit
