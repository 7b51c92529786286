"""All own measures of a draft as one table: rows are added, changed, moved and removed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from yingshang.apps.delivery.decisions.implementation import Content, MeasureContent
from yingshang.apps.delivery.forms.implementation import MeasureForm
from yingshang.apps.delivery.models import Measure

PREFIX = "rows"
# Rows that one posting may hold; its fields then stay below what the server reads.
MOST_ROWS = 80
ROWS_OF_TEXT = 5
Row = dict[str, list[str]]


class MeasureRow(MeasureForm):
    """One own measure in the table; its milestones and months are edited on its own page."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, measures: Sequence[Measure], **options: Any) -> None:
        super().__init__(measures, *args, **options)
        carries = self.fields["carries"]
        if isinstance(carries, forms.MultipleChoiceField):
            carries.choices = [(each.code, each.code) for each in measures]
        for name in ("text", "result", "evidence"):
            self.fields[name].widget.attrs["rows"] = ROWS_OF_TEXT

    @property
    def who(self) -> tuple[forms.BoundField, ...]:
        """Section and person, drawn in one cell."""
        return self["section"], self["person_name"]

    @property
    def when(self) -> tuple[forms.BoundField, ...]:
        """First and last day, drawn in one cell."""
        return self["starts_on"], self["ends_on"]

    @property
    def number(self) -> int:
        """The place of the row, from 0."""
        return int(str(self.prefix).rsplit("-", 1)[-1])


Rows = formset_factory(MeasureRow, extra=0, max_num=MOST_ROWS, validate_max=True)


class MeasureTable:
    """The table as it was read, posted, or rearranged by one of its buttons.

    Attributes:
        is_rearranged: A button was pressed: the rows are shown anew, and nothing is kept yet.
    """

    def __init__(
        self, content: Content, measures: Sequence[Measure], posted: QueryDict | None
    ) -> None:
        self._content = content
        self.is_rearranged = posted is not None and "act" in posted
        data = None if posted is None else _as_data(_rearranged(_rows_in(posted), posted))
        self.rows: BaseFormSet[MeasureRow] = Rows(
            data,
            prefix=PREFIX,
            initial=[vars(each) for each in content.measures] if data is None else None,
            form_kwargs={"measures": measures},
        )

    def is_valid(self) -> bool:
        """Whether every row can be kept; each carries its own faults."""
        return self.rows.is_valid()

    @property
    def given(self) -> Content:
        """The draft with the rows in their order; ask `is_valid` first. Empty new rows are none."""
        found = (self._measure(row.cleaned_data) for row in self.rows if row.has_changed())
        return replace(self._content, measures=tuple(found))

    def _measure(self, words: Mapping[str, Any]) -> MeasureContent:
        key = words["key"]
        known = self._content.measure(key) if key else None
        fields = {**words, "carries": tuple(words["carries"])}
        return replace(known or MeasureContent(""), **fields)


def _rows_in(posted: QueryDict) -> list[Row]:
    """What was typed, row by row, whatever it is."""
    total = posted.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if total.isdecimal() else 0
    rows: list[Row] = []
    for number in range(count):
        start = f"{PREFIX}-{number}-"
        names = [name for name in posted if name.startswith(start)]
        rows.append({name.removeprefix(start): posted.getlist(name) for name in names})
    return rows


def _rearranged(rows: list[Row], posted: QueryDict) -> list[Row]:
    """The rows after the button that was pressed: `add`, or `up`, `down`, `remove` and a place."""
    act, _dash, place = posted.get("act", "").partition("-")
    if act == "add":
        return [*rows, {}]
    at = int(place) if place.isdecimal() else -1
    if not 0 <= at < len(rows):
        return rows
    row, others = rows[at], [*rows[:at], *rows[at + 1 :]]
    if act == "remove":
        return others
    others.insert(max(0, at + {"up": -1, "down": 1}.get(act, 0)), row)
    return others


def _as_data(rows: Sequence[Row]) -> QueryDict:
    data = QueryDict(mutable=True)
    data[f"{PREFIX}-TOTAL_FORMS"], data[f"{PREFIX}-INITIAL_FORMS"] = str(len(rows)), "0"
    for number, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{PREFIX}-{number}-{name}", values)
    return data
