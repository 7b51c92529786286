"""One way to write a fact down, so that the same fact always has the same digest."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from yingshang.apps.ledger.events import Fact

Primitive = Any


def primitive(value: object) -> Primitive:
    """A value as JSON keeps it: text, whole numbers, booleans, None, lists and objects.

    Raises:
        TypeError: A float (use Decimal), a model instance, or anything else without one spelling.
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    for kind, spelling in _SPELLINGS:
        if isinstance(value, kind):
            return spelling(value)
    raise TypeError(f"a fact cannot hold a {type(value).__name__}: {value!r}")


def instant(at: datetime) -> str:
    """An aware instant in UTC with microseconds."""
    if at.tzinfo is None:
        raise TypeError(f"an instant needs a time zone: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def values_of(fact: Fact) -> dict[str, Primitive]:
    """The fields of a fact as primitives."""
    return {field.name: primitive(getattr(fact, field.name)) for field in fields(fact)}


def subjects_of(fact: Fact) -> list[list[str]]:
    """The subjects of a fact as sorted, distinct triples of role, type and key."""
    return [list(triple) for triple in sorted({(s.role, s.type, s.key) for s in fact.subjects()})]


def written(value: Primitive) -> bytes:
    """The bytes of a primitive: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _listed(values: Iterable[object]) -> list[Primitive]:
    items = [primitive(value) for value in values]
    return sorted(items, key=written) if isinstance(values, set | frozenset) else items


def _keyed(values: Mapping[object, object]) -> dict[str, Primitive]:
    return {str(key): primitive(item) for key, item in values.items()}


# The first kind that fits; a datetime is a date, so it stands before it.
_SPELLINGS: tuple[tuple[Any, Callable[[Any], Primitive]], ...] = (
    (Enum, lambda value: primitive(value.value)),
    (datetime, instant),
    (date, date.isoformat),
    (UUID | Decimal, str),
    (Mapping, _keyed),
    (list | tuple | set | frozenset, _listed),
)
