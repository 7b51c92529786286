"""A ledger as a table: one page of rows, sums over all that fit, who must act by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from yingshang.apps.casework.decisions.amounts import grouped
from yingshang.apps.casework.decisions.columns import CLOCK, Column, optional_steps
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.models.cases import CaseQuerySet
from yingshang.apps.casework.selectors.ledgers.asking import Asked, key_of, narrowed, ordered
from yingshang.apps.casework.selectors.ledgers.clock_days import ClockDays
from yingshang.apps.casework.selectors.ledgers.expressions import (
    current_step,
    of_column,
    with_duty,
)
from yingshang.apps.casework.selectors.ledgers.words import (
    Words,
    personal_fields,
)
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.selectors.desk import lit
from yingshang.apps.obligations.selectors.entries import Entry, entries
from yingshang.engines.packs.casework.casetype import CaseType

PAGE = 50
PORTION = 500
RELATED = ("holder_unit", "enterprise", "applicant", "agent")


@dataclass(frozen=True)
class Cell:
    """One cell; `light` where it shows one."""

    column: Column
    text: str
    light: str = ""


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        step: Its current step; None once it is over.
        clock: The duty that decides its light; None where no clock runs.
        actor: Who must act next.
        is_claimed: The step was reported as done and waits for somebody else to check it.
        is_verified: Somebody else checked it.
    """

    case: Case
    cells: Sequence[Cell]
    step: Step | None
    clock: Entry | None
    actor: str
    is_claimed: bool
    is_verified: bool

    @property
    def last_on(self) -> date | None:
        """Its last day; None where no clock runs."""
        return self.clock.duty.due_on if self.clock else None


@dataclass(frozen=True)
class TablePage:
    """One page of a table.

    Attributes:
        total: How many rows fit the filters, on all pages.
        sums: Column → its sum over all these rows, in words.
        after: Leads to the next page; empty on the last.
    """

    asked: Asked
    rows: Sequence[Row]
    total: int
    sums: dict[str, str]
    after: str


def table_page(case_type: CaseType, rows: CaseQuerySet, asked: Asked) -> TablePage:
    """The page of `rows` that was asked for; the number of queries is that of an empty table."""
    fitting = narrowed(rows, asked)
    listed = list(ordered(fitting, asked).only("pk")[: PAGE + 1])
    shown = listed[:PAGE]
    total, sums = totals(fitting, asked.columns)
    return TablePage(
        asked=asked,
        rows=lines(case_type, [each.pk for each in shown], asked.columns),
        total=total,
        sums=sums,
        after=key_of(shown[-1], asked) if len(listed) > PAGE else "",
    )


def all_lines(case_type: CaseType, rows: CaseQuerySet, asked: Asked) -> Iterator[tuple[str, ...]]:
    """Cells of every row that fits, in order, some hundreds at a time."""
    keys = list(ordered(narrowed(rows, asked), asked).values_list("pk", flat=True))
    for start in range(0, len(keys), PORTION):
        for row in lines(case_type, keys[start : start + PORTION], asked.columns):
            yield tuple(cell.text for cell in row.cells)


def totals(rows: CaseQuerySet, columns: Sequence[Column]) -> tuple[int, dict[str, str]]:
    """How many rows, and the sums of the columns that are summed; one query."""
    summed = [column for column in columns if column.is_summed]
    wanted = {f"sum_{column.id}": Sum(of_column(column)) for column in summed}
    found = rows.order_by().aggregate(count_of_rows=Count("pk"), **wanted)
    sums = {column.id: found[f"sum_{column.id}"] for column in summed}
    return found["count_of_rows"], {
        key: shown_sum(value) for key, value in sums.items() if value is not None
    }


def shown_sum(value: object) -> str:
    """A sum without the zeros that the database adds."""
    return grouped(f"{value:.2f}")


def lines(case_type: CaseType, keys: Sequence[int], columns: Sequence[Column]) -> list[Row]:
    """Rows by key, in the order of `keys`; the same queries for one as for fifty."""
    optional = optional_steps(case_type)
    rows = with_duty(Case.objects.filter(pk__in=keys).select_related(*RELATED), optional)
    known = rows.annotate(current=current_step("pk", optional)).prefetch_related(
        "holder_unit__names"
    )
    found = {row.pk: row for row in known.order_by("pk")}
    clocks = _clocks([vars(row)["duty"] for row in found.values()])
    steps = _steps([vars(row)["current"] for row in found.values()])
    checked = _checked(case_type, keys)
    personal = personal_fields(keys) if any(each.is_personal for each in columns) else {}
    words = (Words(case_type, personal), ClockDays(case_type))
    return [
        _line(
            found[key],
            columns,
            words,
            clocks.get(vars(found[key])["duty"]),
            steps.get(vars(found[key])["current"]),
            key in checked,
        )
        for key in keys
        if key in found
    ]


def _line(
    case: Case,
    columns: Sequence[Column],
    known: tuple[Words, ClockDays],
    clock: Entry | None,
    step: Step | None,
    is_checked: bool,  # noqa: FBT001
) -> Row:
    light = clock.light if clock else Light.IDLE
    words, days = known
    told = {
        "step": step.code if step else "",
        "claimed": str(step is not None and step.waits_for_check).lower(),
        "light": light,
        "last_day": clock.duty.due_on if clock else None,
    }
    cells = [
        _day_cell(case, column, days)
        if column.kind == CLOCK
        else Cell(column, words.cell(case, column, **told), light if column.id == "light" else "")
        for column in columns
    ]
    claimed = step is not None and step.waits_for_check
    return Row(case, cells, step, clock, _actor(step, words), claimed, is_checked)


def _day_cell(case: Case, column: Column, days: ClockDays) -> Cell:
    day, light = days.of(case, column.id)
    return Cell(column, day.isoformat() if day else "", light)


def _actor(step: Step | None, words: Words) -> str:
    if step is None:
        return ""
    if step.holder_person is not None and not step.waits_for_check:
        return step.holder_person.name
    if step.holder_unit is None:
        return in_words("申请人", "the applicant")
    return words.units.get(step.holder_unit.code, step.holder_unit.official_name)


def _clocks(keys: Sequence[int | None]) -> dict[int | None, Entry]:
    rows = lit(Obligation.objects.filter(pk__in=[key for key in keys if key]))
    known = rows.select_related("holder_unit", "holder_person").by_date()
    return {each.duty.pk: each for each in entries(known)}


def _steps(keys: Sequence[int | None]) -> dict[int | None, Step]:
    rows = Step.objects.filter(pk__in=[key for key in keys if key])
    known = rows.select_related("holder_unit", "holder_person", "settled_by").order_by("pk")
    return {step.pk: step for step in known}


def _checked(case_type: CaseType, keys: Sequence[int]) -> frozenset[int]:
    """Rows whose closing somebody else has verified."""
    code = case_type.ledger.close_out_step if case_type.ledger else None
    rows = Step.objects.filter(case_id__in=keys, checked_at__isnull=False, is_superseded=False)
    rows = rows.filter(code=code) if code else rows
    return frozenset(rows.order_by().values_list("case_id", flat=True))
