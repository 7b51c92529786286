"""What people fill in to import, correct and approve a plan."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.decisions.drafting.corrections import Correction
from yingshang.apps.delivery.decisions.drafting.reading import DraftTask, Reading
from yingshang.apps.delivery.decisions.drafting.refusals import (
    EMPTY_SPAN,
    NOT_IN_TEXT,
    RefusedCorrection,
)
from yingshang.apps.delivery.decisions.drafting.suggesting import suggested
from yingshang.apps.delivery.decisions.drafting.values import FIELDS, ROLES
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.delivery.selectors.drafts.names import kind_choices, level_choices
from yingshang.apps.delivery.services.drafts import CityPlan, OwnRoom

LONGEST_QUOTE = 2000
LONGEST_TEXT = 600_000


class ImportForm(forms.Form):
    """A file, or the text itself."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("txt, docx, pdf with text, or html; the plan alone."),
    )
    pasted = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    scope = forms.ChoiceField(
        label=_("What it is"),
        choices=PlanDraft.Scope.choices,
        initial=PlanDraft.Scope.WORKSPACE,
        widget=forms.RadioSelect,
    )
    anyway = forms.BooleanField(
        label=_("Import it even if it does not look like a plan"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Either of the two must be there."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not (given.get("pasted") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste the text of the plan."))
        return given


class CorrectionForm(forms.Form):
    """One act on a draft, as a page posts it; `correction` makes the operation of it."""

    act = forms.CharField(max_length=20)
    seen = forms.IntegerField(min_value=0)
    key = forms.UUIDField()
    task = forms.CharField(required=False, max_length=80)
    finding = forms.CharField(required=False, max_length=80)
    words = forms.CharField(required=False, max_length=LONGEST_QUOTE, strip=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    again = forms.CharField(required=False, max_length=100_000)

    @property
    def seen_sequence(self) -> int:
        """The draft's sequence on the page."""
        return int(self.cleaned_data["seen"])

    @property
    def page_key(self) -> UUID:
        """The key that the page made."""
        key: UUID = self.cleaned_data["key"]
        return key

    def correction(self, reading: Reading) -> Correction | None:
        """The operation that is asked for; None when it makes no sense.

        Raises:
            RefusedCorrection: The words that it names stand nowhere.
        """
        make = ACTS.get(self.cleaned_data["act"])
        return make(self, reading) if make else None

    def of_task(self, op: str, **values: Any) -> Correction:
        """An operation on the task and finding of the form."""
        return Correction(
            op=op,
            task=self.cleaned_data["task"] or None,
            finding=self.cleaned_data["finding"] or None,
            values=values,
        )

    def of_document(self, op: str, names: tuple[str, ...], **values: Any) -> Correction:
        """An operation on the whole document with values from the fields `names`."""
        return Correction(op=op, values={**values, **{name: self.said(name) for name in names}})

    def said(self, name: str) -> str:
        """A field beyond the common ones, as posted."""
        return str(self.data.get(name, "")).strip()

    def span(self, reading: Reading) -> list[int]:
        """Where the words stand: by offsets, or by looking for them near the finding.

        Raises:
            RefusedCorrection: They stand nowhere in the task.
        """
        task = reading.task(self.cleaned_data["task"])
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        if start is not None and end is not None:
            return [start, end]
        return _sought(self.cleaned_data["words"], task, self.cleaned_data["finding"], reading)


def _sought(words: str, task: DraftTask | None, finding: str, reading: Reading) -> list[int]:
    """The place of `words` in the task that is nearest to the finding; blanks do not count."""
    window = task.span if task else (0, len(reading.text))
    found = task.finding(finding) if task else None
    near = found.span[0] if found else window[0]
    pattern = r"\s*".join(re.escape(letter) for letter in "".join(words.split()))
    spans = [list(hit.span()) for hit in re.compile(pattern).finditer(reading.text, *window)]
    if not pattern or not spans:
        raise RefusedCorrection(NOT_IN_TEXT if pattern else EMPTY_SPAN)
    return min(spans, key=lambda span: abs(span[0] - near))


def _add(form: CorrectionForm, reading: Reading) -> Correction:
    what, span = form.said("what"), form.span(reading)
    kind = "unit" if what in ROLES else what
    words = reading.text[span[0] : span[1]]
    values: Mapping[str, Any] = {"role": what} if what in ROLES else {}
    if kind in ("target", "deadline"):
        values = suggested(kind, words, reading.header["issue_date"])  # type: ignore[arg-type]
    return form.of_task("add", kind=kind, span=span, values=dict(values))


def _change(form: CorrectionForm, reading: Reading) -> Correction:
    """Words and values together: a new span if the words changed, else new values."""
    task = reading.task(form.cleaned_data["task"])
    found = task.finding(form.cleaned_data["finding"]) if task else None
    span = form.span(reading)
    if found is None:
        return form.of_task("set_span", span=span)
    names = [name for name in FIELDS.get(found.kind, {}) if f"value-{name}" in form.data]
    values = {name: form.said(f"value-{name}") for name in names}
    if tuple(span) == found.span:
        return form.of_task("set_values", values=values)
    return form.of_task("set_span", span=span, values=values)


def _split(form: CorrectionForm, reading: Reading) -> Correction:
    return form.of_task("split", offset=form.span(reading)[0])


def _add_task(form: CorrectionForm, reading: Reading) -> Correction:
    return Correction(op="add_task", values={"span": form.span(reading)})


def _again(form: CorrectionForm, _reading: Reading) -> Correction | None:
    try:
        stored = json.loads(form.cleaned_data["again"])
        return Correction.from_json(stored)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _role(role: str) -> Callable[[CorrectionForm, Reading], Correction]:
    return lambda form, _reading: form.of_task("set_role", role=role)


AS_UNIT, AS_OPEN, AS_SAME = {"as": "unit"}, {"as": "open"}, {"as": "same"}
ACTS: Mapping[str, Callable[[CorrectionForm, Reading], Correction | None]] = {
    **{role: _role(role) for role in ROLES},
    "settle": lambda form, _reading: form.of_task("settle"),
    "remove": lambda form, _reading: form.of_task("remove"),
    "join": lambda form, _reading: form.of_task("join"),
    "remove_task": lambda form, _reading: form.of_task("remove_task"),
    "set_title": lambda form, _reading: form.of_task("set_title", title=form.said("title")),
    "add": _add,
    "change": _change,
    "split": _split,
    "add_task": _add_task,
    "again": _again,
    "set_header": lambda form, _reading: form.of_document("set_header", ("field", "value")),
    "name_unit": lambda form, _r: form.of_document("name_means", ("name", "code"), **AS_UNIT),
    "name_open": lambda form, _r: form.of_document("name_means", ("name",), **AS_OPEN),
    "name_same": lambda form, _r: form.of_document("name_means", ("name", "other"), **AS_SAME),
    "describe": lambda form, _r: form.of_document(
        "describe_unit", ("name", "official", "kind", "level")
    ),
}


class EntryForm(forms.Form):
    """A unit that enters the city's directory."""

    name = forms.CharField(max_length=200)
    official = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=kind_choices)
    level = forms.ChoiceField(choices=level_choices)


class DayInput(forms.DateInput):
    """A day as browsers want it, whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ApproveForm(forms.Form):
    """Where the plan goes, and for which period it holds."""

    code = forms.RegexField(
        r"^[a-z][a-z0-9-]{1,60}$",
        label=_("Short name in addresses"),
        help_text=_("Small letters, digits and hyphens, for example tieling-2025."),
    )
    name = forms.CharField(label=_("Whose plan it is"), max_length=200, required=False)
    period_from = forms.DateField(label=_("First day of the period"), widget=DayInput())
    period_to = forms.DateField(label=_("Last day of the period"), widget=DayInput())
    seen_all = forms.BooleanField(label=_("I have seen what is still unsure, and leave it so."))

    def __init__(self, data: Any, *, draft: PlanDraft, reading: Reading, doubts: int) -> None:
        super().__init__(data, initial=_usual(draft, reading))
        self.draft = draft
        if draft.scope == PlanDraft.Scope.CITY:
            del self.fields["name"]
        else:
            self.fields["name"].required = True
        if not doubts:
            del self.fields["seen_all"]

    @property
    def destination(self) -> OwnRoom | CityPlan:
        """What was chosen."""
        given = self.cleaned_data
        period = (given["period_from"], given["period_to"])
        if self.draft.scope == PlanDraft.Scope.CITY:
            return CityPlan(given["code"], *period)
        return OwnRoom(given["code"], given["name"], *period)


class DeleteForm(forms.Form):
    """Why a draft is given up."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


def _usual(draft: PlanDraft, reading: Reading) -> dict[str, Any]:
    """The year in which the document was issued, else the one in which it came."""
    issued = reading.header["issue_date"]
    first = date.fromisoformat(issued) if issued else draft.received_at.date()
    return {
        "code": f"plan-{first.year}-{draft.sha256[:4]}",
        "name": reading.header["issuer"] or "",
        "period_from": first,
        "period_to": date(first.year, 12, 31),
    }
