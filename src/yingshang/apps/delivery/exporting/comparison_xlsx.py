"""Two plans compared as a workbook: tasks, clauses, and targets, dates and units."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from yingshang.apps.delivery.exporting.comparison_words import CHANGED, LEGEND, TITLE, Compared
from yingshang.engines.plans.comparemodel import Clause, Fact, Pair, Said, Words
from yingshang.engines.plans.comparesentences import (
    CHANGE_WORDS,
    CLAUSE_WORDS,
    FACT_WORDS,
    field_said,
    kind_said,
    reason_said,
    sides_said,
    subject_said,
)

HEADING_FILL = PatternFill("solid", fgColor="E4EBE7")
WRAPPED = Alignment(wrap_text=True, vertical="top")
# What a spreadsheet takes in one cell.
MOST_LETTERS = 32_000
OLD_FONT = InlineFont(strike=True, color=Color(rgb="FF5C6370"))
NEW_FONT = InlineFont(u="single", b=True, color=Color(rgb="FF175552"))

Column = tuple[Said, int]
TASKS: tuple[Column, ...] = (
    (CHANGED, 12),
    (Said("旧方案任务", "Old task"), 24),
    (Said("新方案任务", "New task"), 24),
    (Said("旧方案原文", "Old words"), 60),
    (Said("新方案原文", "New words"), 60),
    (Said("指标、时限、单位变化", "Targets, dates, units"), 40),
    (Said("对应依据", "Why put together"), 26),
    (Said("待人工确认", "To confirm"), 30),
)
CLAUSES: tuple[Column, ...] = (
    (CHANGED, 12),
    (Said("旧方案任务", "Old task"), 24),
    (Said("新方案任务", "New task"), 24),
    (Said("旧条款", "Old clause"), 60),
    (Said("新条款", "New clause"), 60),
    (Said("相似度", "Alike"), 10),
)
FACTS: tuple[Column, ...] = (
    (CHANGED, 12),
    (Said("类别", "Kind"), 10),
    (Said("旧方案任务", "Old task"), 24),
    (Said("新方案任务", "New task"), 24),
    (Said("内容", "About"), 40),
    (Said("旧", "Old"), 22),
    (Said("新", "New"), 22),
    (Said("不同之处", "What differs"), 20),
)


def as_workbook(compared: Compared) -> bytes:
    """Three sheets with filters, the words marked; what is in them stands in the first line."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, columns, rows in (
        (Said("任务", "Tasks"), TASKS, _task_rows(compared)),
        (Said("条款", "Clauses"), CLAUSES, _clause_rows(compared)),
        (Said("指标时限单位", "Targets, dates, units"), FACTS, _fact_rows(compared)),
    ):
        _sheet(book.create_sheet(compared.say(name)), compared, columns, list(rows))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(
    page: Worksheet, compared: Compared, columns: Sequence[Column], rows: Sequence[Sequence[Any]]
) -> None:
    old, new = compared.titles
    _write(page.cell(1, 1), f"{compared.say(TITLE)}: {old} → {new}. {compared.say(LEGEND)}")
    page.cell(1, 1).font = Font(bold=True)
    for position, (heading, width) in enumerate(columns, start=1):
        cell = page.cell(2, position, compared.say(heading))
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADING_FILL, WRAPPED
        page.column_dimensions[get_column_letter(position)].width = width
    for number, row in enumerate(rows, start=3):
        for position, value in enumerate(row, start=1):
            _write(page.cell(number, position), value)
            page.cell(number, position).alignment = WRAPPED
    last = get_column_letter(len(columns))
    page.auto_filter.ref = f"A2:{last}{max(len(rows) + 2, 3)}"
    page.freeze_panes = "B3"
    page.print_title_rows = "2:2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(cell: Any, value: Any) -> None:
    """Words are kept as words, never taken for a formula."""
    if isinstance(value, str):
        cell.value = _clean(value)
        if isinstance(cell, Cell) and cell.data_type == "f":
            cell.data_type = "s"
    else:
        cell.value = value


def _clean(text: str) -> str:
    """What a workbook can hold: no control characters, not too long."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)
    return plain if len(plain) <= MOST_LETTERS else f"{plain[:MOST_LETTERS]}…"


def _marked(words: Sequence[Words], side: str) -> CellRichText | str:
    """One side of marked words; plain where nothing is marked or the cell could not hold it."""
    texts = [(one.side, getattr(one, side)) for one in words if getattr(one, side)]
    whole = _clean("".join(text for _, text in texts))
    if len(whole) > MOST_LETTERS or all(kind == "same" for kind, _ in texts):
        return whole
    fonts = {"old": OLD_FONT, "new": NEW_FONT}
    return CellRichText(
        *(
            TextBlock(fonts[kind], _clean(text)) if kind in fonts else _clean(text)
            for kind, text in texts
        )
    )


def _task_rows(compared: Compared) -> Iterator[Sequence[Any]]:
    for pair in compared.comparison.pairs:
        yield (
            compared.say(CHANGE_WORDS[pair.change]),
            compared.old_names(pair),
            compared.new_names(pair),
            _marked(pair.old_words, "old"),
            _marked(pair.new_words, "new"),
            "\n".join(compared.facts(pair)),
            "\n".join(compared.say(reason_said(one)) for one in pair.reasons),
            "\n".join(compared.to_confirm(pair)),
        )


def _clause_rows(compared: Compared) -> Iterator[Sequence[Any]]:
    """One that moved stands with the task that it moved to."""
    by_old = {one: pair for pair in compared.comparison.pairs for one in pair.old}
    for pair in compared.comparison.pairs:
        for clause in pair.clauses:
            went = clause.change == "moved" and clause.new[0].task not in pair.new
            if not went:
                yield _clause_row(compared, pair, clause, by_old)


def _clause_row(
    compared: Compared, pair: Pair, clause: Clause, by_old: dict[int, Pair]
) -> Sequence[Any]:
    source = by_old[clause.old[0].task] if clause.change == "moved" else pair
    return (
        compared.say(CLAUSE_WORDS[clause.change]),
        compared.old_names(source),
        compared.new_names(pair),
        _marked(clause.words, "old"),
        _marked(clause.words, "new"),
        clause.score if clause.old and clause.new else None,
    )


def _fact_rows(compared: Compared) -> Iterator[Sequence[Any]]:
    """All of them, those that stayed as well: a filter leaves those out."""
    for pair in compared.comparison.pairs:
        facts: list[Fact] = [*pair.targets, *pair.deadlines, *pair.units]
        for fact in facts:
            old, new = sides_said(fact)
            yield (
                compared.say(FACT_WORDS[fact.change]),
                compared.say(kind_said(fact)),
                compared.old_names(pair),
                compared.new_names(pair),
                compared.say(subject_said(fact)),
                compared.say(old),
                compared.say(new),
                compared.say(field_said(getattr(fact, "fields", ()))),
            )
