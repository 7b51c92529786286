"""What people fill in about periods and returns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.returns import Basis, Content, Fault, LineContent
from yingshang.apps.delivery.errors.returns import Fault as AnyFault
from yingshang.apps.delivery.models import ReturnVersion
from yingshang.apps.delivery.selectors.returns.chase import FOUND, STANDINGS, ChaseFilter
from yingshang.engines.documents.sniffing import SUFFIXES

EVERYTHING = ("", pgettext_lazy("filter", "all"))
NOBODY = ("", pgettext_lazy("unit", "nobody"))
ACCEPTED = ",".join(ending for endings in SUFFIXES.values() for ending in endings)
Choices = Sequence[tuple[str, str]]


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; none is allowed."""

    widget = FilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself; empty ones are judged by the service."""
        return [each for each in (data or []) if isinstance(each, UploadedFile)]


class LineForm(forms.Form):
    """What is said of one measure."""

    progress = forms.CharField(
        label=_("progress in this period"), required=False, widget=forms.Textarea({"rows": 4})
    )
    numerator = forms.DecimalField(
        label=_("numerator"), required=False, max_digits=16, decimal_places=4
    )
    denominator = forms.DecimalField(
        label=_("denominator"), required=False, max_digits=16, decimal_places=4
    )
    measured_in = forms.CharField(label=_("unit of measurement"), required=False, max_length=40)
    source = forms.CharField(label=_("source of the figure"), required=False, max_length=200)
    milestones = forms.MultipleChoiceField(
        label=_("milestones reached"), required=False, widget=forms.CheckboxSelectMultiple
    )
    problems = forms.CharField(
        label=_("problems"), required=False, widget=forms.Textarea({"rows": 2})
    )
    blocked_by = forms.ChoiceField(label=_("waits for"), required=False)
    blocked_since = forms.DateField(
        label=_("blocked since"), required=False, widget=forms.DateInput({"type": "date"})
    )
    next_step = forms.CharField(
        label=_("next step"), required=False, widget=forms.Textarea({"rows": 2})
    )
    evidence = FilesField(label=_("evidence"), required=False)

    def __init__(self, basis: Basis, units: Choices, prefix: str, **more: Any) -> None:
        super().__init__(prefix=prefix, **more)
        self.basis = basis
        open_ones = [each for each in basis.milestones if not each.is_proven]
        choices = [(str(each.key), f"{each.due_on:%Y-%m-%d} {each.result}") for each in open_ones]
        for name, options in (("milestones", choices), ("blocked_by", [NOBODY, *units])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options
        if not choices:
            del self.fields["milestones"]

    @property
    def given(self) -> LineContent:
        """What was filled in; call `is_valid` before."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "evidence"}
        values["milestones"] = tuple(UUID(key) for key in values.get("milestones", ()))
        return LineContent(self.basis.key, **values)


class LeadForm(forms.Form):
    """What a return that draws others together rests on."""

    rests_on = forms.MultipleChoiceField(
        label=_("This return rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    without_note = forms.CharField(
        label=_("why without the others"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, others: Choices, **more: Any) -> None:
        super().__init__(prefix="lead", **more)
        field = self.fields["rests_on"]
        if isinstance(field, forms.ChoiceField):
            field.choices = others


@dataclass(frozen=True)
class NewFile:
    """A file that was chosen for one line."""

    line_key: str
    upload: "UploadedFile[Any]"


class ReturnForm:
    """A whole return: one form a line, and what it rests on."""

    def __init__(
        self,
        bases: Sequence[Basis],
        content: Content,
        units: Choices,
        *,
        others: Choices | None = None,
        data: Any = None,
        files: Any = None,
    ) -> None:
        self.lines = tuple(
            LineForm(basis, units, f"line{number}", data=data, files=files,
                     initial=_initial(content.line(basis.key)))
            for number, basis in enumerate(bases)
        )  # fmt: skip
        chosen = [str(key) for key in content.rests_on] or [key for key, _name in others or ()]
        self.lead = (
            None
            if others is None
            else LeadForm(
                others,
                data=data,
                initial={"rests_on": chosen, "without_note": content.without_note},
            )
        )
        self.sentences: list[str] = []

    @property
    def forms(self) -> Iterator[forms.Form]:
        """Every form of it."""
        yield from self.lines
        if self.lead is not None:
            yield self.lead

    def is_valid(self) -> bool:
        """Whether every field can be read."""
        valid = [each.is_valid() for each in self.forms]
        return all(valid)

    @property
    def has_faults(self) -> bool:
        """Whether anything is marked."""
        return bool(self.sentences) or any(each.errors for each in self.forms)

    @property
    def given(self) -> Content:
        """What was filled in; call `is_valid` before."""
        lines = tuple(line.given for line in self.lines)
        if self.lead is None:
            return Content(lines)
        values = self.lead.cleaned_data
        rests_on = tuple(UUID(key) for key in values["rests_on"])
        return Content(lines, rests_on, values["without_note"])

    @property
    def new_files(self) -> Iterator[NewFile]:
        """Files that were chosen; call `is_valid` before."""
        for line in self.lines:
            for upload in line.cleaned_data["evidence"]:
                yield NewFile(line.basis.key, upload)

    def mark(self, faults: Sequence[AnyFault | Fault]) -> None:
        """Write each fault beside its field."""
        by_key = {line.basis.key: line for line in self.lines}
        for fault in faults:
            form = by_key.get(fault.key)
            if form is not None and fault.field in form.fields:
                form.add_error(fault.field, str(fault.sentence))
            else:
                self.sentences.append(str(fault.sentence))


class NoteForm(forms.Form):
    """Why something is given back, taken back or corrected."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Those concerned will read it."),
    )


class SubmitForm(forms.Form):
    """What a return that leaves the unit may need."""

    late_reason = forms.CharField(
        label=_("reason for lateness"), widget=forms.Textarea({"rows": 3}), required=False
    )
    without_note = forms.CharField(
        label=_("why without the others"), widget=forms.Textarea({"rows": 3}), required=False
    )


class SendBackForm(NoteForm):
    """Why the lead office sends a return back."""

    verdict = forms.ChoiceField(
        label=_("What was found"),
        choices=[
            (ReturnVersion.Verdict.HOLLOW.value, ReturnVersion.Verdict.HOLLOW.label),
            (ReturnVersion.Verdict.FALSE.value, ReturnVersion.Verdict.FALSE.label),
        ],
        widget=forms.RadioSelect,
        initial=ReturnVersion.Verdict.HOLLOW.value,
    )
    field_order = ("verdict", "reason")


class ChosenReturnsForm(forms.Form):
    """Returns that are ticked."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self._chosen = data.getlist("returns")

    @property
    def given(self) -> tuple[UUID, ...]:
        """Their ids; what cannot be one is passed over."""
        return tuple(_ids(self._chosen))


class OpenPeriodForm(forms.Form):
    """Which month or quarter to open."""

    period = forms.ChoiceField(label=pgettext_lazy("choice", "period"))

    def __init__(self, choices: Choices, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["period"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class UploadForm(forms.Form):
    """A filled workbook, and the files that it names."""

    workbook = forms.FileField(
        label=_("Filled workbook (.xlsx)"),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )
    evidence = FilesField(
        label=_("Evidence files that the workbook names"),
        required=False,
        help_text=_("Their names must be those written in the column for evidence."),
    )


class ChaseFilterForm(forms.Form):
    """The filter of the chase page; whatever is missing or wrong asks for everything."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    task = forms.ChoiceField(label=_("Task"), required=False)
    standing = forms.ChoiceField(label=_("State"), required=False, choices=[EVERYTHING, *STANDINGS])
    found = forms.ChoiceField(label=_("Findings"), required=False, choices=[EVERYTHING, *FOUND])

    def __init__(self, units: Choices, tasks: Choices, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="filter_%s")
        for name, options in (("unit", units), ("task", tasks)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [EVERYTHING, *options]

    @property
    def asked(self) -> ChaseFilter:
        """What is asked for, without what is wrong."""
        self.is_valid()
        return ChaseFilter(**self.cleaned_data, after=str(self.data.get("after", "")))


def _initial(line: LineContent) -> dict[str, Any]:
    return {**vars(line), "milestones": [str(key) for key in line.milestones]}


def _ids(given: Sequence[str]) -> Iterator[UUID]:
    for text in given:
        try:
            yield UUID(text)
        except ValueError:
            continue
