"""How a field of a case type is drawn: plain HTML that needs no script."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.decisions.values import MOST_ROWS
from yingshang.apps.casework.models import CaseFile
from yingshang.apps.casework.selectors.choices import Chooser
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.schema.casework.fields import Cell, FieldEntry

# So many answers fit beside each other as buttons; more become a list that opens.
MOST_BUTTONS = 7
YES_OR_NO = [("true", pgettext_lazy("answer", "Yes")), ("false", pgettext_lazy("answer", "No"))]
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
WHOLE, EXACT = {"inputmode": "numeric"}, {"inputmode": "decimal"}
CHOSEN = frozenset({"choice", "unit", "region", "industry"})
LINES: dict[str, dict[str, str]] = {
    "text": {},
    "number": WHOLE,
    "money": EXACT,
    "person": {"autocomplete": "off"},
    "address": {},
    "enterprise": {"autocapitalize": "characters", "spellcheck": "false", "data-enterprise": ""},
}


def widget_of(field: FieldEntry | Cell, choices: Chooser, *, in_row: bool = False) -> forms.Widget:
    """The control for one field, or for one cell of a table."""
    if isinstance(field, FieldEntry) and field.type == "table":
        return RowsWidget(field.columns, choices)
    if field.type == "yes_no":
        return _list(YES_OR_NO) if in_row else AnswerButtons(choices=YES_OR_NO)
    if field.type in CHOSEN and (given := choices(field)):
        has_room = field.type == "choice" and len(given) <= MOST_BUTTONS and not in_row
        return AnswerButtons(choices=given) if has_room else _list(given)
    return _written(field, rows=3 if in_row else 5)


def _written(field: FieldEntry | Cell, rows: int) -> forms.Widget:
    longest = {"maxlength": field.length} if field.length else {}
    if field.type == "date":
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if field.type == "long_text":
        return forms.Textarea(attrs=longest | {"rows": rows})
    attrs = EXACT if field.decimals else LINES.get(field.type, {})
    return forms.TextInput(attrs=longest | attrs)


def _list(choices: Sequence[Any]) -> forms.Widget:
    return AnswerList(choices=[("", _("Please choose")), *choices])


class _Known(forms.widgets.ChoiceWidget):
    """Keeps an answer that is no longer among the choices, so that nobody changes it unseen."""

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """The choices; an answer that is none of them is offered first, as it is."""
        known = {str(key) for key in _keys(self.choices)}
        lost = [each for each in value if each not in {"", "None"} and each not in known]
        if lost:
            self.choices = [*[(each, each) for each in lost], *self.choices]
        return super().optgroups(name, value, attrs)

    def format_value(self, value: Any) -> list[str]:
        """Truth is kept as JSON writes it."""
        if isinstance(value, bool):
            value = str(value).lower()
        return super().format_value(value)


def _keys(choices: Any) -> list[Any]:
    found: list[Any] = []
    for key, words in choices:
        found += _keys(words) if isinstance(words, list | tuple) else [key]
    return found


class AnswerButtons(_Known, forms.RadioSelect):
    """A few answers, one of them chosen."""


class AnswerList(_Known, forms.Select):
    """A list that opens."""


class RowsWidget(forms.Widget):
    """A table filled in row by row, with one empty row below; on a phone each row is a card."""

    template_name = "casework/fields/rows.html"
    use_fieldset = True

    def __init__(self, columns: Sequence[Cell], choices: Chooser) -> None:
        """Rows of `columns`."""
        super().__init__()
        self.columns = columns
        self._cells = {each.id: widget_of(each, choices, in_row=True) for each in columns}

    def id_for_label(self, _id: str, index: str | None = None) -> str:
        """The group has a legend, not a label."""
        return ""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[dict[str, object]]:
        """The rows as they came, without empty ones."""
        rows = [self._row(data, files, f"{name}-{place}") for place in range(_count(data, name))]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Whether the table was not on the page."""
        return f"{name}-rows" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Rows of drawn cells, each with its column's name."""
        rows = [row for row in value or () if isinstance(row, Mapping)]
        context = super().get_context(name, None, attrs)
        drawn = [self._drawn(f"{name}-{at}", row) for at, row in enumerate([*rows, {}])]
        return context | {"columns": self._heads(), "rows": drawn, "count": len(drawn)}

    def _row(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> dict[str, object]:
        return {
            key: cell.value_from_datadict(data, files, f"{name}-{key}")
            for key, cell in self._cells.items()
        }

    def _heads(self) -> list[dict[str, object]]:
        return [
            {
                "label": in_words(each.name.zh_hans, each.name.en),
                "required": each.required,
                "is_numeric": each.type in {"number", "money"},
            }
            for each in self.columns
        ]

    def _drawn(self, name: str, row: Mapping[str, object]) -> list[dict[str, object]]:
        return [
            {
                "head": head,
                "id": f"id_{name}-{key}",
                "html": cell.render(f"{name}-{key}", row.get(key), {"id": f"id_{name}-{key}"}),
            }
            for head, (key, cell) in zip(self._heads(), self._cells.items(), strict=True)
        ]


def _count(data: Mapping[str, Any], name: str) -> int:
    said = str(data.get(f"{name}-rows", ""))
    is_number = said.isascii() and said.isdigit() and len(said) <= len(str(MOST_ROWS))
    return min(int(said), MOST_ROWS + 1) if is_number else 0


class PaperWidget(forms.FileInput):
    """A file to choose, below those that are there already."""

    template_name = "casework/fields/paper.html"

    def __init__(self, there: Sequence[CaseFile] = ()) -> None:
        """`there`: what was handed in for this field or material."""
        super().__init__(attrs={"accept": ACCEPTED})
        self.there = there

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the files that are there."""
        return super().get_context(name, value, attrs) | {"there": self.there}
