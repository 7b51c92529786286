"""Rates over valid call-backs: counted by the formula of the pack, never over all requests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yingshang.engines.packs.requestcolumns import call_back_columns
from yingshang.engines.packs.schema.service_requests import CallBacksFile, RateEntry
from yingshang.engines.rules import Columns, Truth, judge, read

THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class Said:
    """What some call-backs said alike, and how many they are."""

    reached: bool
    excluded: bool
    contacted: bool | None
    solved: bool | None
    satisfied: str
    by_reporter: bool
    count: int

    def record(self) -> Mapping[str, object]:
        """As the conditions see it; what was not said is unknown."""
        return {
            "reached": self.reached,
            "excluded": self.excluded,
            "contacted": self.contacted,
            "solved": self.solved,
            "satisfied": self.satisfied or None,
            "by_reporter": self.by_reporter,
        }


@dataclass(frozen=True)
class Rate:
    """A rate and what it was made of; `value` is None over nothing, shown as “–”."""

    entry: RateEntry
    part: Decimal
    whole: int

    @property
    def value(self) -> Decimal | None:
        """From 0 to 1, to a thousandth."""
        if not self.whole:
            return None
        return (self.part / self.whole).quantize(THOUSANDTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Counted:
    """Rates with the number of call-backs: all, valid, and excluded by decision."""

    rates: tuple[Rate, ...]
    made: int
    valid: int
    excluded: int


def counted(rates: Iterable[RateEntry], call_backs: CallBacksFile, said: Iterable[Said]) -> Counted:
    """Every rate over the call-backs that the pack calls valid.

    Source: pack `callbacks.yaml` (valid) and `rates.yaml` (formulas).
    """
    columns = call_back_columns([grade.id for grade in call_backs.satisfaction])
    rows = tuple(said)
    valid = [each for each in rows if _holds(call_backs.valid, columns, each)]
    return Counted(
        rates=tuple(_rate(entry, columns, valid) for entry in rates),
        made=sum(each.count for each in rows),
        valid=sum(each.count for each in valid),
        excluded=sum(each.count for each in rows if each.excluded),
    )


def _rate(entry: RateEntry, columns: Columns, valid: Iterable[Said]) -> Rate:
    of = [each for each in valid if entry.of is None or _holds(entry.of, columns, each)]
    part = sum(
        (
            share.weight * each.count
            for share in entry.numerator
            for each in of
            if _holds(share.when, columns, each)
        ),
        Decimal(0),
    )
    return Rate(entry, part, sum(each.count for each in of))


def _holds(condition: str, columns: Columns, said: Said) -> bool:
    return judge(read(condition, columns), said.record()).truth is Truth.TRUE
