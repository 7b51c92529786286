"""A row of a ledger as a form in the table."""

from collections.abc import Collection, Mapping
from typing import Any

from yingshang.apps.casework.decisions.answers import own_fields
from yingshang.apps.casework.forms.answers import AnswersForm, Filled
from yingshang.apps.casework.forms.widgets import widget_of
from yingshang.apps.casework.selectors.choices import choices_of
from yingshang.engines.packs.casework.casetype import CaseType

WIDE = frozenset({"file", "table", "long_text"})


class RowForm(AnswersForm):
    """Fields of one row, each in as little room as it needs."""

    def __init__(
        self,
        case_type: CaseType,
        asked: Collection[str],
        *,
        filled: Filled | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask `asked`; lists open instead of standing as buttons."""
        super().__init__(case_type, asked, filled=filled, data=data, prefix="row")
        for key, field in self.fields.items():
            if case_type.fields[key].type not in WIDE:
                field.widget = widget_of(case_type.fields[key], choices_of, in_row=True)


def fields_to_add(case_type: CaseType) -> frozenset[str]:
    """Fields that a new row is asked for: those that no step fills, and those of the table."""
    shown = case_type.ledger.columns if case_type.ledger else ()
    known = case_type.fields
    asked = {*own_fields(case_type), *(each for each in shown if each in known)}
    return frozenset(
        key for key in asked if known[key].type != "file" and known[key].computed is None
    )


def fields_to_change(case_type: CaseType) -> frozenset[str]:
    """Fields that are put right in the table; personal ones are not, being masked there."""
    return frozenset(
        key
        for key, field in case_type.fields.items()
        if field.computed is None and field.type != "file" and not field.personal
    )
