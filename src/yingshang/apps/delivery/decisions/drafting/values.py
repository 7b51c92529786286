"""What the values of a finding may be, by kind."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from yingshang.apps.delivery.decisions.drafting.reading import Kind
from yingshang.apps.delivery.decisions.drafting.refusals import BAD_VALUE, RefusedCorrection

ROLES = ("lead", "responsible", "cooperating")
OPERATORS = (">=", "<=", "=", ">", "<", "approx", "to", "range")
TARGET_KINDS = ("goal", "limit", "parameter", "count")
FORCES = ("binding", "striving")
DEADLINE_TYPES = ("due", "milestone", "window", "recurring", "ongoing")
LONGEST = 300
Check = Callable[[Any], Any]
_STATED = re.compile(
    r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.)?(?:/(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.)?)?"
    r"|(?:R/)?P\d{1,3}[YMWD]|\.\./\d{4}-\d{2}-\d{2}"
)


def checked(kind: Kind, given: Mapping[str, Any], former: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a finding of `kind`: what is given, else as before, else the usual.

    Raises:
        RefusedCorrection: A value is unknown, missing or out of its range; its name is said.
    """
    fields = FIELDS.get(kind, {})
    unknown = set(given) - set(fields)
    if unknown:
        raise RefusedCorrection(BAD_VALUE, min(unknown))
    usual = USUAL.get(kind, {})
    return {
        name: _value(name, check, given.get(name, former.get(name, usual.get(name))))
        for name, check in fields.items()
    }


def _value(name: str, check: Check, given: Any) -> Any:
    try:
        return check(given)
    except (TypeError, ValueError) as error:
        raise RefusedCorrection(BAD_VALUE, name) from error


def stated_day(given: Any) -> str | None:
    """A full ISO day, or None.

    Raises:
        ValueError: It is no day.
    """
    return date.fromisoformat(given).isoformat() if given else None


def words(given: Any) -> str:
    """Words, not empty, of a reasonable length.

    Raises:
        ValueError: There are none, or too many.
    """
    text = "".join(str(given if given is not None else "").split("\n")).strip()
    if not 0 < len(text) <= LONGEST:
        raise ValueError
    return text


def perhaps(given: Any) -> str | None:
    """Words, or None for nothing."""
    return words(given) if given not in (None, "") else None


def _one_of(choices: tuple[str, ...]) -> Check:
    def check(given: Any) -> str:
        if given not in choices:
            raise ValueError
        return str(given)

    return check


def _number(given: Any) -> float:
    number = float(given)
    if not math.isfinite(number):
        raise ValueError
    return int(number) if number.is_integer() else number


def _perhaps_number(given: Any) -> float | None:
    return None if given in (None, "") else _number(given)


def _group(given: Any) -> int:
    number = int(given)
    if number < 1:
        raise ValueError
    return number


def _delta(given: Any) -> str | None:
    return _one_of(("+", "-"))(given) if given else None


def _stated(given: Any) -> str | None:
    if given in (None, ""):
        return None
    text = str(given)
    if len(text) > LONGEST or not _STATED.fullmatch(text):
        raise ValueError
    return text


FIELDS: Mapping[str, Mapping[str, Check]] = {
    "unit": {"name": words, "role": _one_of(ROLES), "group": _group},
    "target": {
        "subject": perhaps,
        "operator": _one_of(OPERATORS),
        "value": _number,
        "value_max": _perhaps_number,
        "value_text": words,
        "unit": words,
        "from_value": _perhaps_number,
        "delta": _delta,
        "kind": _one_of(TARGET_KINDS),
        "force": _one_of(FORCES),
    },
    "deadline": {"date": _stated, "type": _one_of(DEADLINE_TYPES)},
}
USUAL: Mapping[str, Mapping[str, Any]] = {
    "unit": {"role": "responsible", "group": 1},
    "target": {"operator": "=", "kind": "goal", "force": "binding"},
    "deadline": {"type": "due"},
}
