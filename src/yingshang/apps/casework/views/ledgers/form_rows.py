"""The row of a table that is being filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from yingshang.apps.casework.decisions.columns import usual_columns
from yingshang.apps.casework.forms.answers import Filled
from yingshang.apps.casework.forms.ledger_rows import RowForm, fields_to_add, fields_to_change
from yingshang.apps.casework.models import Case, LedgerCorrection
from yingshang.apps.casework.selectors.ledgers.months import (
    corrections_of,
    locked_month,
    month_in,
)
from yingshang.apps.casework.views.ledgers.finding import Found
from yingshang.apps.ledger import clock


@dataclass(frozen=True)
class FormRow:
    """A row as a form.

    Attributes:
        case: None for a row that is new.
        asks_reason: Its month is locked.
        corrections: What was corrected in it since.
        alike: Rows that it looks like, by number; it is added once that is confirmed.
    """

    form: RowForm
    key: str = ""
    case: Case | None = None
    asks_reason: bool = False
    reason: str = ""
    corrections: Sequence[LedgerCorrection] = ()
    alike: Sequence[str] = ()


def new_row(
    found: Found,
    data: Mapping[str, object] | None = None,
    *,
    key: str = "",
    reason: str = "",
    asks_reason: bool = False,
) -> FormRow:
    """A row to add; dates that begin as today are filled in."""
    fields = found.case_type.fields
    today = clock.today().isoformat()
    begins = {name: today for name, each in fields.items() if each.prefill == "case.today"}
    form = RowForm(
        found.case_type, fields_to_add(found.case_type), filled=Filled(values=begins), data=data
    )
    form.order_fields(usual_columns(found.case_type))
    return FormRow(form, key or f"form-{uuid4()}", None, asks_reason, reason)


def open_row(
    found: Found, case: Case, data: Mapping[str, object] | None = None, *, reason: str = ""
) -> FormRow:
    """A row whose particulars are put right."""
    case_type = found.case_type
    form = RowForm(
        case_type, fields_to_change(case_type), filled=Filled(values=case.values), data=data
    )
    form.order_fields(usual_columns(case_type))
    month = locked_month(case, case_type, {month_in(case.values, case, case_type)})
    past = corrections_of(case)
    return FormRow(form, "", case, month is not None, reason, past)
