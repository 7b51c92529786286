"""Rates of ratings: the database counts groups, the pack's conditions judge each group once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, Case, Count, Q, Value, When

from yingshang.apps.ratings.content import Rules, words
from yingshang.apps.ratings.models import Rating, RatingInvitation, Rectification
from yingshang.engines.packs.ratecolumns import RATE_COLUMNS
from yingshang.engines.packs.schema.ratings import RateEntry
from yingshang.engines.rules import Condition, Truth, judge_all, read

# What rates may be broken down by: name → columns of a rating and of an invitation.
DIMENSIONS: dict[str, tuple[str, ...]] = {
    "all": (),
    "unit": ("unit",),
    "window": ("point",),
    "item": ("item", "item_zh", "item_en"),
    "channel": ("channel",),
    "staff": ("unit", "staff"),
}
CHECKED = Rectification.State.CHECKED


@dataclass(frozen=True)
class Figure:
    """One rate of one group; `numerator` of `denominator`, both whole."""

    numerator: int
    denominator: int
    is_small: bool

    @property
    def percent(self) -> str:
        """With one place; “–” where nothing was to be counted."""
        if not self.denominator:
            return "–"
        return f"{self.numerator * 100 / self.denominator:.1f}%"


@dataclass(frozen=True)
class RateRow:
    """All rates of one group, how its ratings are spread over the grades, and what is left out."""

    key: tuple[Any, ...]
    figures: Sequence[Figure]
    grades: Sequence[int]
    given: int
    left_out: int


@dataclass(frozen=True)
class Period:
    """Days, both inclusive."""

    since: date
    until: date


Flags = tuple[tuple[str, Any], ...]


def rate_rows(rules: Rules, period: Period, by: str, *, only: Q | None = None) -> list[RateRow]:
    """The rates of every group of the dimension `by`.

    Ratings that their unit does not know of yet are not counted, so that nobody watches one come.

    Args:
        only: A condition on unit, where not every unit is wanted.
    """
    groups: dict[tuple[Any, ...], Counter[Flags]] = {}
    for row in (*_rated(period, by, only), *_unrated(period, by, only)):
        flags = tuple((name, row[name]) for name in RATE_COLUMNS)
        key = tuple(row[name] for name in DIMENSIONS[by])
        groups.setdefault(key, Counter())[flags] += row["number"]
    return [_row(key, found, rules) for key, found in groups.items() if any(key) or by == "all"]


def _rated(period: Period, by: str, only: Q | None) -> Iterable[dict[str, Any]]:
    days = Q(rated_on__gte=period.since, rated_on__lte=period.until)
    rows = Rating.objects.told().filter(days).filter(only or Q())
    checked = Q(rectification__state=CHECKED)
    counted: Iterable[dict[str, Any]] = (
        rows.annotate(
            is_given=Value(value=True),
            is_valid=_flag(Q(left_out_at=None)),
            is_rectified=_flag(checked),
            is_in_time=_flag(checked & Q(rectification__is_in_time=True)),
            is_called_back=_flag(Q(rectification__called_back_at__isnull=False)),
        )
        .values(*RATE_COLUMNS, *_beside(by))
        .annotate(number=Count("pk"))
        .order_by()
    )
    return counted


def _unrated(period: Period, by: str, only: Q | None) -> Iterable[dict[str, Any]]:
    """Invitations that nobody used: they are in a denominator and in no numerator."""
    if by in {"window", "channel"}:
        return ()
    days = Q(opened_on__gte=period.since, opened_on__lte=period.until)
    rows = RatingInvitation.objects.filter(days, is_spent=False).filter(only or Q())
    counted = rows.values("kind", *_beside(by)).annotate(number=Count("pk")).order_by()
    blank = dict.fromkeys(RATE_COLUMNS, False) | {"grade": None, "channel": None}
    return [blank | row for row in counted]


def _beside(by: str) -> tuple[str, ...]:
    return tuple(name for name in DIMENSIONS[by] if name not in RATE_COLUMNS)


def _flag(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def _row(key: tuple[Any, ...], groups: Mapping[Flags, int], rules: Rules) -> RateRow:
    sums = [[0, 0] for _rate in rules.file.rates]
    grades: Counter[int] = Counter()
    left_out = 0
    for flags, number in groups.items():
        record = dict(flags)
        for total, (is_counted, is_in) in zip(sums, judged(rules.file.rates, flags), strict=True):
            total[0] += number if is_in else 0
            total[1] += number if is_counted else 0
        if record["is_given"] and record["is_valid"]:
            grades[record["grade"]] += number
        left_out += number if record["is_given"] and not record["is_valid"] else 0
    least = rules.file.least_for_a_rate
    return RateRow(
        key=key,
        figures=[Figure(top, below, 0 < below < least) for top, below in sums],
        grades=[grades[each.grade] for each in rules.file.grades],
        given=sum(grades.values()),
        left_out=left_out,
    )


@lru_cache(maxsize=4096)
def judged(rates: tuple[RateEntry, ...], flags: Flags) -> tuple[tuple[bool, bool], ...]:
    """For each rate: whether such a row is in the denominator, and in the numerator as well."""
    conditions = _conditions(rates)
    verdicts = [each.truth is Truth.TRUE for each in judge_all(conditions, dict(flags))]
    pairs = zip(verdicts[::2], verdicts[1::2], strict=True)
    return tuple((is_counted, is_counted and is_in) for is_counted, is_in in pairs)


@lru_cache(maxsize=8)
def _conditions(rates: tuple[RateEntry, ...]) -> tuple[Condition, ...]:
    texts = [text for rate in rates for text in (rate.denominator, rate.numerator)]
    return tuple(read(text, RATE_COLUMNS) for text in texts)


def rate_names(rules: Rules) -> list[tuple[str, str]]:
    """Name and definition of each rate, in the reader's language."""
    return [(words(each.name), words(each.definition)) for each in rules.file.rates]
