"""Kinds of obligation: every app declares the duties that it creates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_kinds: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """A sort of duty.

    Attributes:
        code: `<app>.<noun>`; never renamed once rows exist.
        name: What people call it.
        needs_verification: Whether somebody else must check before it counts as done.
        page_of: Address of the page on which the subject with this key is dealt with.
        is_handled_here: Whether it is claimed and checked on the duty's own page. Elsewhere the
            subject's page does it, because more hangs on it than the duty.
    """

    code: str
    name: "StrOrPromise"
    needs_verification: bool
    page_of: Callable[[str], str]
    is_handled_here: bool = False


class UnknownKindError(LookupError):
    """No installed app declares this kind: a fault of the program."""


def declare(kind: Kind) -> None:
    """Make a kind known; called by its app at start.

    Raises:
        ValueError: The code belongs to another kind already.
    """
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"{kind.code} is declared already")


def kind_of(code: str) -> Kind:
    """The kind called `code`.

    Raises:
        UnknownKindError: Nobody declared it.
    """
    if code not in _kinds:
        raise UnknownKindError(code)
    return _kinds[code]


def find_kind(code: str) -> Kind | None:
    """The kind called `code`; None when no installed app declares it any more."""
    return _kinds.get(code)


def kind_name(code: str) -> str:
    """What people call the kind; its code when no installed app declares it any more."""
    return str(_kinds[code].name) if code in _kinds else code


def kinds() -> tuple[Kind, ...]:
    """Every declared kind, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))
