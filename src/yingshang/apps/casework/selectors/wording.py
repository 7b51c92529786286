"""Answers as people write them: choices by name, days, grouped sums, rows of tables."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yingshang.apps.casework.decisions.amounts import AMOUNTS, grouped
from yingshang.apps.casework.selectors.choices import choice_name
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.schema.casework.fields import Cell, FieldEntry
from yingshang.engines.packs.schema.common import Text

NOTHING = "–"


def worded(field: FieldEntry | Cell, value: object) -> str:
    """One value in words; rows of a table one behind the other."""
    if value is None:
        return NOTHING
    if isinstance(value, list) and isinstance(field, FieldEntry):
        return "；".join(rows_worded(field, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.type == "date":
        return date_format(date.fromisoformat(str(value)))
    text = grouped(value) if field.type in AMOUNTS else choice_name(field, value) or str(value)
    return f"{text} {_words(field.unit)}" if field.unit else text


def rows_worded(field: FieldEntry, rows: list[object]) -> list[str]:
    """Each row of a table: its cells that are filled in, by name."""
    return [_row(field, row) for row in rows if isinstance(row, Mapping)]


def _row(field: FieldEntry, row: Mapping[str, object]) -> str:
    filled = [one for one in field.columns if row.get(one.id) not in {None, ""}]
    return "，".join(f"{_words(one.name)}：{worded(one, row[one.id])}" for one in filled)


def _words(text: Text) -> str:
    return in_words(text.zh_hans, text.en)
