"""Types of cases for which somebody may be authorised; whoever keeps cases offers them here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class OfferedMatter:
    """A type of cases: its code, and its name in the reader's language."""

    code: str
    name: str


_offers: list[Callable[[], Sequence[OfferedMatter]]] = []


def offer_matters(function: Callable[[], Sequence[OfferedMatter]]) -> None:
    """Let `function` name types of cases, in the order in which people see them."""
    if function not in _offers:
        _offers.append(function)


def offered_matters() -> list[OfferedMatter]:
    """Every type that is offered today."""
    return [each for function in _offers for each in function()]


def names_by_code() -> dict[str, str]:
    """The names of types by code; ask once a page."""
    return {each.code: each.name for each in offered_matters()}
