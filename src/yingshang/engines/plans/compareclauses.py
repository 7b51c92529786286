"""Inside tasks that belong together, and beyond them: what became of every clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yingshang.engines.plans.comparemodel import Clause, ClauseChange, Passage
from yingshang.engines.plans.comparetexts import (
    Finder,
    Weighed,
    Weights,
    likeness,
    plain,
    shared,
    weighed,
)
from yingshang.engines.plans.comparewords import word_diff

# Clauses of paired tasks are one when they are so alike; clauses of other tasks, when they are
# more alike, and not short: what every task says ("加强宣传") has not moved.
ALIKE_INSIDE = 0.3
ALIKE_ELSEWHERE = 0.6
SHORTEST_MOVED = 10
# Part of a passage that must be found in what its neighbour became, to have been cut anew.
CUT_ANEW = 0.6


@dataclass(slots=True)
class Link:
    """Passages that belong together, neighbours on each side."""

    old: list[Passage]
    new: list[Passage]
    score: float


def clauses(
    groups: Sequence[tuple[Sequence[Passage], Sequence[Passage]]], weights: Weights
) -> list[tuple[Clause, ...]]:
    """The clauses of every group by its newer passages, each dropped one in its place.

    Args:
        groups: Passages of the older and of the newer tasks that belong together; one side is
            empty where tasks have no partner.
        weights: Of both plans.
    """
    linked = [_inside(old, new, weights) for old, new in groups]
    alone_old = _alone([old for old, _ in groups], linked, "old")
    alone_new = _alone([new for _, new in groups], linked, "new")
    moved = [_clause("moved", link) for link in _elsewhere(alone_old, alone_new, weights)]
    came = {clause.new[0]: clause for clause in moved}
    went = {clause.old[0]: clause for clause in moved}
    return [
        tuple(_in_order(old, new, links, went, came))
        for (old, new), links in zip(groups, linked, strict=True)
    ]


def _inside(old: Sequence[Passage], new: Sequence[Passage], weights: Weights) -> list[Link]:
    """Links within a group: one to one, then what was cut anew."""
    said = [[plain(one.text) for one in side] for side in (old, new)]
    if any(said[0]) and "".join(said[0]) == "".join(said[1]):
        return _at_common_borders(old, new)
    before, after = _weighed(old, weights), _weighed(new, weights)
    found = _matched(before, after, ALIKE_INSIDE)
    links = [Link([old[a]], [new[b]], score) for a, b, score in found]
    _cut_anew(links, old, new, weights)
    return links


def _at_common_borders(old: Sequence[Passage], new: Sequence[Passage]) -> list[Link]:
    """The same words cut otherwise: links end where both texts have a border."""
    links, link, lead = [], Link([], [], 1.0), 0
    waiting = iter(old)
    for passage in new:
        link.new.append(passage)
        lead -= len(plain(passage.text))
        while lead < 0:
            link.old.append(next(waiting))
            lead += len(plain(link.old[-1].text))
        if lead == 0:
            links.append(link)
            link = Link([], [], 1.0)
    return links


def _weighed(passages: Iterable[Passage], weights: Weights) -> Weighed:
    return weighed((plain(one.text) for one in passages), weights)


def _matched(before: Weighed, after: Weighed, least: float) -> list[tuple[int, int, float]]:
    """Texts at least so alike, each once: the same first, then the most alike, then by place."""
    finder = Finder(after)
    ranked = []
    for index, text in enumerate(before.plain):
        beside = range(max(0, index - 1), min(index + 2, len(after.plain)))
        found = finder.candidates(text, before.grams[index]) if text else []
        for other in dict.fromkeys([*found, *beside]):
            score = likeness(before, index, after, other)
            if score >= least:
                ranked.append((-score, abs(index - other), index, other))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    made = []
    for minus, _, index, other in sorted(ranked):
        if index not in taken_old and other not in taken_new:
            taken_old.add(index)
            taken_new.add(other)
            made.append((index, other, -minus))
    return made


def _cut_anew(
    links: list[Link], old: Sequence[Passage], new: Sequence[Passage], weights: Weights
) -> None:
    """Take passages without a partner into the link beside them that holds their words."""
    by_old = {one: link for link in links for one in link.old}
    by_new = {one: link for link in links for one in link.new}
    # To and fro: a passage may lie on either side of the one that has a link already.
    for passage, index in _to_and_fro(old):
        for link in _beside(passage, index, old, by_old):
            if passage not in by_old and _holds(link.new, link.old, passage, weights):
                by_old[passage] = _taken(link, link.old, passage)
    for passage, index in _to_and_fro(new):
        for link in _beside(passage, index, new, by_new):
            if passage not in by_new and _holds(link.old, link.new, passage, weights):
                by_new[passage] = _taken(link, link.new, passage)


def _to_and_fro(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int]]:
    indexes = range(len(passages))
    yield from ((passages[index], index) for index in (*indexes, *reversed(indexes)))


def _taken(link: Link, side: list[Passage], passage: Passage) -> Link:
    side.append(passage)
    side.sort(key=lambda one: one.place)
    return link


def _beside(
    passage: Passage, index: int, passages: Sequence[Passage], held: dict[Passage, Link]
) -> list[Link]:
    """Links of the neighbours in the same task."""
    near = [passages[at] for at in (index - 1, index + 1) if 0 <= at < len(passages)]
    return [held[one] for one in near if one in held and one.task == passage.task]


def _holds(
    host: Sequence[Passage], own: Sequence[Passage], passage: Passage, weights: Weights
) -> bool:
    """Whether `host` holds the words of `passage` beside those that `own` gave to it."""
    left = weights.grams("".join(plain(one.text) for one in host))
    for gram, weight in weights.grams("".join(plain(one.text) for one in own)).items():
        if gram in left:
            left[gram] -= weight
    left = {gram: weight for gram, weight in left.items() if weight > 0}
    grams = weights.grams(plain(passage.text))
    total = sum(grams.values())
    return total > 0 and shared(grams, left) / total >= CUT_ANEW


def _alone(
    groups: Sequence[Sequence[Passage]], linked: Sequence[Sequence[Link]], side: str
) -> list[Passage]:
    """Passages of all groups that no link holds."""
    held = {one for links in linked for link in links for one in getattr(link, side)}
    return [one for group in groups for one in group if one not in held]


def _elsewhere(old: Sequence[Passage], new: Sequence[Passage], weights: Weights) -> Iterator[Link]:
    """Long passages without a partner whose words stand in another task."""
    went = [one for one in old if len(plain(one.text)) >= SHORTEST_MOVED]
    came = [one for one in new if len(plain(one.text)) >= SHORTEST_MOVED]
    for a, b, score in _matched(_weighed(went, weights), _weighed(came, weights), ALIKE_ELSEWHERE):
        yield Link([went[a]], [came[b]], score)


def _in_order(
    old: Sequence[Passage],
    new: Sequence[Passage],
    links: Sequence[Link],
    went: dict[Passage, Clause],
    came: dict[Passage, Clause],
) -> Iterator[Clause]:
    """Clauses by their newer passages; what was dropped stands after the passage before it."""
    by_new = {link.new[0]: _clause(_kind(link), link) for link in links}
    by_old = {link.old[0]: by_new[link.new[0]] for link in links}
    inner = {one for link in links for one in (*link.old[1:], *link.new[1:])}
    after: dict[Clause | None, list[Clause]] = defaultdict(list)
    last: Clause | None = None
    for passage in old:
        if passage in by_old:
            last = by_old[passage]
        elif passage not in inner:
            after[last].append(went.get(passage) or _clause("dropped", Link([passage], [], 0.0)))
    yield from after[None]
    for passage in new:
        if passage not in inner:
            clause = by_new.get(passage) or came.get(passage)
            clause = clause or _clause("new", Link([], [passage], 0.0))
            yield clause
            yield from after.get(clause, ())


def _kind(link: Link) -> ClauseChange:
    said = ["".join(plain(one.text) for one in side) for side in (link.old, link.new)]
    return "kept" if said[0] == said[1] else "reworded"


def _clause(change: ClauseChange, link: Link) -> Clause:
    old = "".join(one.text for one in link.old)
    new = "".join(one.text for one in link.new)
    words = word_diff(old, new)
    return Clause(change, tuple(link.old), tuple(link.new), words, round(link.score, 3))
