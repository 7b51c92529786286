"""What people fill in about implementation plans."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.dates import months_between
from yingshang.apps.delivery.decisions.implementation import (
    Disclaimer,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)
from yingshang.apps.delivery.models import ImplementationPlan, Measure, Plan
from yingshang.apps.delivery.selectors.implementation.lists import STATES, ListFilter
from yingshang.apps.delivery.selectors.implementation.pages import PublishedMeasure
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.plan_page import sections_with_tasks
from yingshang.apps.directory.models import Unit

BLANK_ROWS = 2
MOST_ROWS = 40
DIGITS, PLACES = 16, 4
EVERYTHING = ("", pgettext_lazy("filter", "all"))


class DayField(forms.DateField):
    """A day, picked from the browser's calendar."""

    def __init__(self, **options: Any) -> None:
        """Draw as a date picker."""
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, required=False, **options)


def _words(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=2000, widget=area, **options)


class MeasureForm(forms.Form):
    """One own measure; everything may be left for later, the page says what is missing."""

    text = _words(_("What will you do?"), rows=3)
    carries = forms.MultipleChoiceField(
        label=_("Which measures of the plan does it carry?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    section = forms.CharField(label=_("Responsible section"), required=False, max_length=100)
    person_name = forms.CharField(
        label=_("Responsible person"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "people"}),
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    result = _words(_("Which result do you expect?"))
    evidence = _words(_("What will prove it?"))

    def __init__(self, measures: Sequence[Measure], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        carries = self.fields["carries"]
        if isinstance(carries, forms.MultipleChoiceField):
            carries.choices = [(each.code, f"{each.code} {each.plain}") for each in measures]

    def clean(self) -> dict[str, Any]:
        """Refuse dates the wrong way round."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first day."))
        return cleaned


class MilestoneForm(forms.Form):
    """A dated result; a row left empty is none."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    due_on = DayField(label=_("Due on"))
    result = forms.CharField(label=_("Expected result"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """A milestone has both, its day and its result."""
        cleaned = super().clean() or {}
        if cleaned.get("result") and not cleaned.get("due_on"):
            self.add_error("due_on", _("Give the day of this milestone."))
        if cleaned.get("due_on") and not cleaned.get("result"):
            self.add_error("result", _("Say what this milestone brings."))
        return cleaned


class MonthForm(forms.Form):
    """What a month should bring; a row left empty expects nothing."""

    month_on = forms.DateField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Expected progress"), required=False, max_length=500)
    numerator = forms.DecimalField(
        label=_("Figure"), required=False, max_digits=DIGITS, decimal_places=PLACES
    )
    denominator = forms.DecimalField(
        label=_("Of how many"),
        required=False,
        max_digits=DIGITS,
        decimal_places=PLACES,
        min_value=0,
    )
    unit = forms.CharField(label=_("Counted in"), required=False, max_length=40)
    source = forms.CharField(label=_("Source of the figure"), required=False, max_length=200)

    def clean_month_on(self) -> date:
        """The first day of the month."""
        month: date = self.cleaned_data["month_on"]
        return month.replace(day=1)

    def clean(self) -> dict[str, Any]:
        """A figure is whole: numerator, unit and source."""
        cleaned = super().clean() or {}
        has_figure = cleaned.get("numerator") is not None
        if has_figure and not (cleaned.get("unit") and cleaned.get("source")):
            self.add_error("numerator", _("A figure needs its unit and its source."))
        if not has_figure and cleaned.get("denominator") is not None:
            self.add_error("denominator", _("A denominator needs a numerator."))
        if cleaned.get("denominator") == 0:
            self.add_error("denominator", _("A denominator is greater than zero."))
        return cleaned

    @property
    def month_name(self) -> str:
        """The month that the row is about, as `2024-05`."""
        return str(self["month_on"].value())[:7]

    @property
    def says_something(self) -> bool:
        """Whether anything is filled in beside the month."""
        return any(value not in (None, "") for value in self._filled())

    def _filled(self) -> Iterable[Any]:
        return (value for name, value in self.cleaned_data.items() if name != "month_on")


MilestoneRows = formset_factory(MilestoneForm, extra=BLANK_ROWS, max_num=MOST_ROWS)
MonthRows = formset_factory(MonthForm, extra=0, max_num=MOST_ROWS)


class MeasureEntry:
    """The forms of one own measure together: its words, its milestones, its months."""

    def __init__(
        self,
        plan: Plan,
        measures: Sequence[Measure],
        known: MeasureContent,
        data: Any = None,
    ) -> None:
        self._key = known.key
        self.words = MeasureForm(measures, data, initial=vars(known))
        self.milestones: BaseFormSet[MilestoneForm] = MilestoneRows(
            data, prefix="milestones", initial=[vars(each) for each in known.milestones]
        )
        self.months: BaseFormSet[MonthForm] = MonthRows(
            data, prefix="months", initial=_months(plan, known)
        )

    def is_valid(self) -> bool:
        """Whether all of it can be kept; each form carries its own faults."""
        parts = (self.words.is_valid(), self.milestones.is_valid(), self.months.is_valid())
        return all(parts)

    @property
    def given(self) -> MeasureContent:
        """What was filled in; ask `is_valid` first."""
        words = self.words.cleaned_data
        return MeasureContent(
            **{**words, "carries": tuple(words["carries"])},
            key=self._key,
            milestones=tuple(
                MilestoneContent(**row.cleaned_data)
                for row in self.milestones
                if row.cleaned_data.get("due_on")
            ),
            months=tuple(
                {
                    row.cleaned_data["month_on"]: MonthContent(**row.cleaned_data)
                    for row in self.months
                    if row.says_something
                }.values()
            ),
        )


def _months(plan: Plan, known: MeasureContent) -> list[dict[str, Any]]:
    """One row for every month of the plan's period, filled where something is expected."""
    expected = {each.month_on: _plainly(each) for each in known.months}
    period = months_between(plan.period_from, plan.period_to)
    return [
        expected.get(month, {"month_on": month}) for month in sorted({*period, *expected.keys()})
    ]


def _plainly(month: MonthContent) -> dict[str, Any]:
    """The month's fields, figures without trailing zeros."""
    fields = vars(month)
    figures = {
        name: f"{fields[name].normalize():f}"
        for name in ("numerator", "denominator")
        if fields[name] is not None
    }
    return {**fields, **figures}


class DisclaimerForm(forms.Form):
    """Why published measures are not the unit's; those that it carries are not asked about."""

    def __init__(self, published: Sequence[PublishedMeasure], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for each in published:
            if not each.numbers or each.reason:
                self.fields[each.row.code] = forms.CharField(
                    label=f"{each.row.code} {each.row.plain}",
                    required=False,
                    max_length=500,
                    initial=each.reason,
                )

    @property
    def given(self) -> tuple[Disclaimer, ...]:
        """The reasons that were filled in."""
        reasons = self.cleaned_data.items()
        return tuple(Disclaimer(code, reason) for code, reason in reasons if reason)


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SignForm(forms.Form):
    """Which version the leader has read, and why it is handed in late."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    late_reason = forms.CharField(
        label=_("Reason for lateness"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ImplementationFilterForm(forms.Form):
    """Narrowing the list of plans; whatever is missing or wrong asks for everything."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[EVERYTHING, *STATES],
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    environment = forms.ChoiceField(label=_("Environment"), required=False)

    def __init__(self, plan: Plan, units: Sequence[Unit], data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        self._after = data.get("after", "")
        choices = {
            "unit": [(each.code, short_name(each)) for each in units],
            "environment": [(each.code, each.title) for each in sections_with_tasks(plan)],
        }
        for name, options in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [EVERYTHING, *options]

    @property
    def asked(self) -> ListFilter:
        """What is asked for, without what is wrong."""
        self.is_valid()
        return ListFilter(**self.cleaned_data, after=self._after)


class ChosenPlansForm(forms.Form):
    """Plans ticked in a list."""

    plans = forms.TypedMultipleChoiceField(coerce=UUID)

    def __init__(self, plans: Sequence[ImplementationPlan], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["plans"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(each.pk), str(each.pk)) for each in plans]


class WorkbookForm(forms.Form):
    """A filled-in workbook."""

    workbook = forms.FileField(
        label=_("The workbook that you filled in (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
