"""What a newer release of a pack changes, in the terms of the pack and not of its lines."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.things import SUBJECTS, Key, Thing, things

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        subject: What changed: `task`, `measure`, `target`, `unit` … (`things.SUBJECTS`).
        id: Which one; empty where a pack has only one.
        field: The value that changed, keys joined by dots; empty when the whole came or went.
        old: The value before; None when there was none.
        new: The value after; None when there is none.
    """

    kind: Kind
    subject: str
    id: str
    field: str = ""
    old: str | None = None
    new: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """For JSON."""
        return asdict(self)


def diff(old: ReadPack, new: ReadPack) -> tuple[Change, ...]:
    """Every change from `old` to `new`, in the order of `SUBJECTS`; empty when both say the same.

    Spans are not compared: they move with every change of the text, and quotes say more.

    Raises:
        NotRead: A file of either pack has faults; `check` says which.
    """
    before, after = things(old), things(new)
    order = list(dict.fromkeys([*before, *after]))
    return tuple(
        change
        for key in sorted(order, key=_rank)
        for change in _changes(key, before.get(key), after.get(key))
    )


def _rank(key: Key) -> tuple[int, str]:
    subject, name = key
    return list(SUBJECTS).index(subject), name


def _changes(key: Key, old: Thing | None, new: Thing | None) -> Iterator[Change]:
    subject, name = key
    if old is None:
        if new is not None:
            yield Change("added", subject, name, new=new.title)
        return
    if new is None:
        yield Change("removed", subject, name, old=old.title)
        return
    for field in sorted({*old.fields, *new.fields}):
        before, after = old.fields.get(field), new.fields.get(field)
        if before != after:
            yield Change("changed", subject, name, field, before, after)
