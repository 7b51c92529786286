"""What a month of a ledger comes to: counts, sums, and how many were in time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    Sum,
    Value,
)
from django.db.models.functions import Cast

from yingshang.apps.casework.decisions.columns import Column, columns_of
from yingshang.apps.casework.decisions.months import following
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.models.cases import OPEN_STAGES, CaseQuerySet
from yingshang.apps.casework.selectors.ledgers.asking import month_rows
from yingshang.apps.casework.selectors.ledgers.expressions import midnight, of_column
from yingshang.apps.casework.selectors.ledgers.table import shown_sum
from yingshang.apps.casework.selectors.ledgers.words import Words
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.lights import in_time
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.selectors.counts import Rate
from yingshang.engines.packs.casework.casetype import CaseType

ALL = "all"


@dataclass
class Figures:
    """What some rows of a month come to.

    Attributes:
        rows: Rows that belong to the month.
        open, claimed: Of these, open now; reported as done and not checked yet.
        closed: Rows of the ledger that ended in the month, whichever month they belong to.
        came_due, in_time: Last days of steps that fell into the month and have passed; of these,
            kept. Suspended, withdrawn and future ones are in neither.
        sums: Field → sum over the rows of the month; None where nothing was entered.
    """

    rows: int = 0
    open: int = 0
    claimed: int = 0
    closed: int = 0
    came_due: int = 0
    in_time: int = 0
    sums: dict[str, Decimal | None] = field(default_factory=dict)

    @property
    def rate(self) -> Rate:
        """In time, of all that came due; nothing where nothing did."""
        return Rate(self.in_time, self.came_due)

    def sum_shown(self, key: str) -> str:
        """One sum in words; a dash where nothing was entered."""
        value = self.sums.get(key)
        return "–" if value is None else shown_sum(value)

    def as_json(self) -> dict[str, object]:
        """As a locked month keeps it."""
        sums = {key: None if v is None else f"{v:.2f}" for key, v in self.sums.items()}
        counts = {key: value for key, value in vars(self).items() if key != "sums"}
        return {**counts, "sums": sums}


def kept_figures(kept: Mapping[str, Any]) -> Figures:
    """The figures that a locked month keeps."""
    sums = {key: Decimal(v) if v is not None else None for key, v in kept["sums"].items()}
    return Figures(**{**kept, "sums": sums})


@dataclass(frozen=True)
class Part:
    """One line of a roll-up: a unit, or one answer of a field. `key` is empty for none."""

    key: str
    name: str
    now: Figures
    before: Figures


@dataclass(frozen=True)
class Grouping:
    """A roll-up by one column."""

    column: Column
    parts: Sequence[Part]


@dataclass(frozen=True)
class RollUp:
    """A month and the one before.

    Attributes:
        summed: Columns that are summed.
    """

    month: date
    whole: Part
    groupings: Sequence[Grouping]
    summed: Sequence[Column]


def roll_up(
    case_type: CaseType, rows: CaseQuerySet, months: tuple[date, date], now: datetime
) -> RollUp:
    """What `rows` come to in a month beside the one before it, by unit and as the type says.

    Args:
        months: The month, then the one to compare with; by their first days.
    """
    known, words = columns_of(case_type), Words(case_type)
    [whole] = _parts(case_type, rows, None, months, now)
    by = case_type.ledger.roll_up.by if case_type.ledger else ()
    groupings = []
    for name in dict.fromkeys(("holder", *by)):
        column = known.get(name)
        if column is None or not column.is_asked:
            continue
        parts = _parts(case_type, rows, column, months, now)
        groupings.append(Grouping(column, [_named(each, column, words) for each in parts]))
    return RollUp(months[0], whole, groupings, summed_in(case_type))


def summed_in(case_type: CaseType) -> list[Column]:
    """Columns that a month of this type is summed by."""
    known = columns_of(case_type)
    names = case_type.ledger.roll_up.sum if case_type.ledger else ()
    return [known[name] for name in names if name in known]


def in_month(case_type: CaseType, rows: CaseQuerySet, month: date) -> CaseQuerySet:
    """Rows that belong to a month."""
    named = case_type.ledger.month_of if case_type.ledger else None
    column = columns_of(case_type).get(named) if named else None
    return month_rows(rows, column, month, following(month))


def month_of_unit(case_type: CaseType, rows: CaseQuerySet, month: date, now: datetime) -> Figures:
    """What these rows come to in one month, without parts."""
    return _figures(case_type, rows, None, month, now).get(ALL, Figures())


def _parts(
    case_type: CaseType,
    rows: CaseQuerySet,
    column: Column | None,
    months: tuple[date, date],
    now: datetime,
) -> list[Part]:
    this, last = (_figures(case_type, rows, column, month, now) for month in months)
    keys = sorted({*this, *last}) or ([ALL] if column is None else [])
    return [Part(key, "", this.get(key, Figures()), last.get(key, Figures())) for key in keys]


def _named(part: Part, column: Column, words: Words) -> Part:
    name = words.choices(column).get(part.key, part.key) if part.key else ""
    return Part(part.key, name or in_words("未填写", "not given"), part.now, part.before)


def _figures(
    case_type: CaseType, rows: CaseQuerySet, column: Column | None, month: date, now: datetime
) -> dict[str, Figures]:
    by: Any = of_column(column) if column else Value(ALL, output_field=CharField())
    grouped = rows.order_by().annotate(part=by)
    found: dict[str, Figures] = {}
    sums = {f"sum_{each.id}": Sum(of_column(each)) for each in summed_in(case_type)}
    of_month = in_month(case_type, grouped, month).annotate(is_claimed=Exists(_claimed()))
    counted: Iterable[Mapping[str, Any]] = of_month.values("part").annotate(
        all=Count("pk"),
        still_open=Count("pk", filter=Q(stage__in=OPEN_STAGES)),
        claimed=Count("pk", filter=Q(is_claimed=True)),
        **sums,
    )
    for row in counted:
        figures = found.setdefault(row["part"] or "", Figures())
        figures.rows, figures.open, figures.claimed = row["all"], row["still_open"], row["claimed"]
        figures.sums = {key.removeprefix("sum_"): row[key] for key in sums}
    span = (midnight(month), midnight(following(month)))
    ended = grouped.filter(ended_at__gte=span[0], ended_at__lt=span[1])
    for part, number in ended.values_list("part").annotate(all=Count("pk")):
        found.setdefault(part or "", Figures()).closed = number
    for row in _came_due(grouped, span, now):
        figures = found.setdefault(row["part"] or "", Figures())
        figures.came_due += row["all"]
        figures.in_time += row["all"] if row["met"] else 0
    return found


def _claimed() -> Any:
    return Step.objects.filter(case=OuterRef("pk"), waits_for_check=True)


def _came_due(rows: CaseQuerySet, span: tuple[datetime, datetime], now: datetime) -> Any:
    """Steps whose last day fell into the span and has passed, by part and whether it was kept."""
    until = min(span[1], now)
    owed = Q(steps__due_at__gt=span[0], steps__due_at__lte=until, steps__is_superseded=False)
    duties = Obligation.objects.filter(
        subject_type="casework.step",
        subject_key=Cast(OuterRef("owed__pk"), CharField()),
        state__in=[State.OPEN, State.SETTLED],
    )
    joined = rows.annotate(owed=FilteredRelation("steps", condition=owed))
    due = joined.filter(owed__pk__isnull=False).annotate(
        counts=Exists(duties), met=Exists(duties.filter(in_time()))
    )
    return due.filter(counts=True).values("part", "met").annotate(all=Count("owed__pk"))
