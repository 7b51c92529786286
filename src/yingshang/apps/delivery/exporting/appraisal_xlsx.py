"""A month of the appraisal as a workbook: ranking, entries, rules and where they stand."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yingshang.apps.delivery.selectors.appraisal.pages import RankingPage, rule_name
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.ledger import clock

HEADING_FILL = PatternFill("solid", fgColor="E4EBE7")
Value = str | int | float | None


def appraisal_xlsx(page: RankingPage) -> bytes:
    """The workbook of `page`; texts are never formulas."""
    book = Workbook()
    front = book.worksheets[0]
    front.title = _("Ranking")
    head = (_("Rank"), _("Unit"), _("Points"), _("Added"), _("Deducted"), _("In time"), _("Due"))
    _fill(
        front, [(line,) for line in _notes(page)], head, _ranking(page), (8, 28, 10, 10, 10, 10, 10)
    )
    entries = book.create_sheet(_("Entries"))
    columns = (_("Unit"), _("Day"), _("Rule"), _("What"), _("Points"), _("Counted"), _("Void"))
    _fill(entries, [], columns, _entries(page), (24, 12, 28, 60, 10, 10, 30))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _notes(page: RankingPage) -> Iterable[str]:
    result = page.scores.result
    month = date_format(page.month, "YEAR_MONTH_FORMAT")
    yield _("Appraisal of %(month)s") % {"month": month}
    if page.is_example:
        yield _("Example rules: the city's own weights are not known. Not for use.")
    if result is not None:
        yield _("Frozen; rules version %(version)s; digest %(digest)s") % {
            "version": result.rules_version,
            "digest": result.content_digest,
        }
    else:
        at = date_format(page.scores.as_of.astimezone(clock.zone()), "DATETIME_FORMAT")
        yield _("Not frozen; as the record stood at %(at)s") % {"at": at}
    if page.asked:
        yield _("Asked, not scored: %(units)s") % {"units": "、".join(page.asked)}


def _ranking(page: RankingPage) -> Iterable[Sequence[Value]]:
    for row in page.rows:
        standing = row.standing
        points = None if standing.points is None else float(standing.points)
        yield (
            standing.rank if standing.rank is not None else "–",
            row.name,
            "–" if points is None else points,
            float(row.added),
            float(row.deducted),
            standing.in_time if standing.due else "–",
            standing.due,
        )


def _entries(page: RankingPage) -> Iterable[Sequence[Value]]:
    units = page.scores.units
    for row in page.rows:
        for entry in page.scores.of(row.unit.pk):
            yield (
                short_name(units[entry.unit_id]),
                entry.on.isoformat(),
                rule_name(entry.rule_zh, entry.rule_en),
                entry.title,
                float(entry.points),
                float(entry.counted),
                entry.void_reason,
            )


def _fill(
    sheet: Worksheet,
    notes: Sequence[Sequence[Value]],
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[int],
) -> None:
    for line in [*notes, head, *rows]:
        _append(sheet, line)
    for cell in sheet[len(notes) + 1]:
        cell.font, cell.fill = Font(bold=True), HEADING_FILL
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{len(notes) + 2}"


def _append(sheet: Worksheet, line: Sequence[Value]) -> None:
    """One row; a text that looks like a formula stays a text."""
    sheet.append(list(line))
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            cell.data_type = "s"
