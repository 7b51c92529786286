"""Brings the rows of a plan to what a release says, without losing any."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from yingshang.apps.delivery.models import Entry, Plan

EntryT = TypeVar("EntryT", bound=Entry)
Values = dict[str, Any]
BATCH = 500


@dataclass(frozen=True)
class Kept(Generic[EntryT]):
    """The rows now in force by code, and those that were made, changed or ended just now."""

    rows: Mapping[str, EntryT]
    touched: tuple[EntryT, ...]

    def id_of(self, code: str | None) -> Any:
        """The id of the row with this code; None for None."""
        return None if code is None else self.rows[code].pk


def coded(rows: Iterable[tuple[str, Values]]) -> dict[str, Values]:
    """Rows by code, numbered in order; a code that comes again gets `#2`, `#3` and so on."""
    found: dict[str, Values] = {}
    times: dict[str, int] = {}
    for position, (code, values) in enumerate(rows, start=1):
        short = code[:280]
        times[short] = times.get(short, 0) + 1
        unique = short if times[short] == 1 else f"{short}#{times[short]}"
        found[unique] = {"position": position, **values}
    return found


def bring(
    model: type[EntryT], plan: Plan, wanted: Mapping[str, Values], at: datetime
) -> Kept[EntryT]:
    """Make, change, revive or end rows of `model` until exactly `wanted` is in force."""
    manager: Any = model._default_manager
    present: dict[str, EntryT] = {row.code: row for row in manager.filter(plan=plan)}
    made = [
        model(plan=plan, code=code, **values)
        for code, values in wanted.items()
        if code not in present
    ]
    changed = [
        row for code, row in present.items() if code in wanted and _differs(row, wanted[code])
    ]
    ended = [row for code, row in present.items() if code not in wanted and row.ended_at is None]
    for row in ended:
        row.ended_at = at
    manager.bulk_create(made, batch_size=BATCH)
    _write(manager, [*changed, *ended], {key for values in wanted.values() for key in values})
    rows = {code: row for code, row in present.items() if code in wanted}
    rows |= {row.code: row for row in made}
    return Kept(rows, (*made, *changed, *ended))


def _differs(row: Entry, values: Values) -> bool:
    """Set `values` on `row`; whether anything was not so before."""
    differs = row.ended_at is not None
    row.ended_at = None
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            differs = True
    return differs


def _write(manager: Any, rows: list[Any], names: set[str]) -> None:
    if rows:
        fields = [name.removesuffix("_id") for name in sorted(names)]
        manager.bulk_update(rows, ["ended_at", *fields], batch_size=BATCH)
