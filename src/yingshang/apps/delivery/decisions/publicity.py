"""What a unit says of something that it published: values, no rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yingshang.apps.delivery.decisions.searching import folded


@dataclass(frozen=True)
class Attached:
    """A file as it came: its name there, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Published:
    """An item as it is entered.

    Attributes:
        kind: `publicity` or `good_practice`.
        channel: Code of a channel of the pack.
        practice, effect: How it is done and what it brought; needed for good practice.
        may_quote: Whether the unit agrees to being quoted in the library.
        tasks: Ids of the tasks that it is about.
        file: A new file; None keeps the one that is there.
    """

    kind: str
    title: str
    channel: str
    published_on: date
    address: str = ""
    practice: str = ""
    effect: str = ""
    may_quote: bool = False
    tasks: tuple[UUID, ...] = ()
    file: Attached | None = None


def searched(*parts: str) -> str:
    """The text in which words are looked for."""
    return folded(" ".join(part for part in parts if part))
