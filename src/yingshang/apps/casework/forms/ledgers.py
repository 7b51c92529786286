"""Narrowing a ledger, choosing its columns, and the order; everything is in the address."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yingshang.apps.casework.decisions.columns import (
    CHOICE,
    DAY,
    NUMBER,
    Column,
    columns_of,
    usual_columns,
)
from yingshang.apps.casework.models import SavedView
from yingshang.apps.casework.models.cases import OPEN_STAGES
from yingshang.apps.casework.selectors.ledgers.asking import Asked, Order
from yingshang.apps.casework.selectors.ledgers.expressions import INSTANTS
from yingshang.apps.casework.selectors.ledgers.words import OPEN, Words
from yingshang.engines.packs.casework.casetype import CaseType

PREFIX = "q-"
COLUMNS, SORT, AFTER = "c", "sort", "after"
MOST_DIGITS = 18
HOWS = {NUMBER: ("from", "to"), DAY: ("from", "to"), CHOICE: ("is",)}


class FilterForm(forms.Form):
    """One or two questions a column; what cannot be read is told, and narrows nothing."""

    def __init__(
        self, columns: Sequence[Column], words: Words, data: Mapping[str, Any] | None
    ) -> None:
        """Ask of `columns`; personal ones are never asked of."""
        super().__init__(data)
        self.asked = [each for each in columns if each.is_asked]
        for column in self.asked:
            for how in HOWS.get(column.kind, ("has",)):
                self.fields[name_of(column, how)] = _question(column, how, words)

    def filters(self) -> list[tuple[Column, str, Any]]:
        """What was asked, as `Asked.filters`."""
        if not self.is_bound:
            return []
        self.full_clean()
        found = []
        for column in self.asked:
            for how in HOWS.get(column.kind, ("has",)):
                value = self.cleaned_data.get(name_of(column, how))
                if value not in {None, ""}:
                    found.append((column, how, _these(column, value) if how == "is" else value))
        return found


def _these(column: Column, value: str) -> list[str]:
    """The kept values that an answer stands for."""
    is_stage = column.id == "stage" and column.field is None
    return list(OPEN_STAGES) if is_stage and value == OPEN else [value]


class ViewForm(forms.Form):
    """The name of a view."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=60)


class PasteForm(forms.Form):
    """Rows from a spreadsheet: pasted, or as a workbook."""

    text = forms.CharField(
        label=gettext_lazy("Rows"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "paste"}),
        help_text=gettext_lazy("Copy the rows in the spreadsheet and paste them here."),
    )
    workbook = forms.FileField(
        label=gettext_lazy("Or a filled workbook (.xlsx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, for rows of a locked month"), required=False, max_length=500
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        said = super().clean() or {}
        if not (said.get("text") or "").strip() and not said.get("workbook"):
            raise forms.ValidationError(_("Paste rows, or choose a workbook."))
        return said


def name_of(column: Column, how: str) -> str:
    """The name of a filter in the address."""
    return f"{PREFIX}{column.id}" if how in {"has", "is"} else f"{PREFIX}{column.id}-{how}"


def _question(column: Column, how: str, words: Words) -> forms.Field:
    label = {"from": _("%(column)s from"), "to": _("%(column)s to")}.get(how, "%(column)s")
    named: dict[str, Any] = {"label": label % {"column": column.label}, "required": False}
    if how == "is":
        choices = [("", _("All")), *words.choices(column).items()]
        return forms.ChoiceField(choices=choices, **named)
    if how == "has":
        return forms.CharField(max_length=100, **named)
    if column.kind == NUMBER:
        return forms.DecimalField(max_digits=MOST_DIGITS, **named)
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **named)


def shown_columns(
    case_type: CaseType, query: QueryDict, chosen: SavedView | None
) -> tuple[Column, ...]:
    """Columns of the address, else those that the person chose last, else the usual ones."""
    known = columns_of(case_type)
    named = [each for each in query.get(COLUMNS, "").split(",") if each in known]
    if not named and chosen is not None:
        named = [each for each in chosen.columns if each in known]
    return tuple(known[each] for each in dict.fromkeys(named or _at_a_glance(case_type, known)))


def _at_a_glance(case_type: CaseType, known: Mapping[str, Column]) -> list[str]:
    """The usual columns, first what is read of every row: its clock, whose it is, its sums."""
    usual = usual_columns(case_type)
    summed = [each for each in usual if known[each].is_summed]
    first = ("number", "light", "last_day", case_type.entry.title_field, *summed)
    return sorted(usual, key=lambda each: first.index(each) if each in first else len(first))


def asked_columns(
    case_type: CaseType, query: QueryDict, shown: tuple[Column, ...]
) -> tuple[Column, ...]:
    """Columns that are asked of: those that are shown, and those that the address names besides."""
    named = {name.removeprefix(PREFIX) for name in query if name.startswith(PREFIX)}
    plain = {name.removesuffix("-from").removesuffix("-to") for name in named}
    others = [each for key, each in columns_of(case_type).items() if key in plain]
    return tuple(dict.fromkeys([*shown, *others]))


def order_of(case_type: CaseType, query: QueryDict) -> tuple[Order, ...]:
    """The order of the address, else that of the type."""
    known = columns_of(case_type)
    usual = case_type.ledger.sort if case_type.ledger else ()
    asked = [each for each in query.get(SORT, "").split(",") if each] or list(usual)
    found = [Order(known[n], each.startswith("-")) for each in asked
             if (n := each.removeprefix("-")) in known]  # fmt: skip
    return tuple(each for each in found if each.column.is_asked)


def asked_of(
    case_type: CaseType, query: QueryDict, columns: tuple[Column, ...], form: FilterForm
) -> Asked:
    """Everything that the address asks for."""
    order = order_of(case_type, query)
    after = after_of(query.get(AFTER, ""), order)
    return Asked(columns=columns, filters=tuple(form.filters()), order=order, after=after)


def after_of(text: str, order: Sequence[Order]) -> tuple[Any, ...]:
    """Keys of the last row of the page before; anything unreadable begins at the start."""
    try:
        said = json.loads(text) if text else []
        *values, key = said
        if len(values) != len(order):
            return ()
        read = [_key_value(each, value) for each, value in zip(order, values, strict=True)]
        return (*read, int(key))
    except (ValueError, TypeError, ArithmeticError):
        return ()


def _key_value(order: Order, value: str) -> object:
    if order.column.kind == NUMBER:
        return Decimal(value)
    if order.column.id in INSTANTS and order.column.field is None:
        instant = parse_datetime(value)
        if instant is None:
            raise ValueError(value)
        return instant
    return str(value)
