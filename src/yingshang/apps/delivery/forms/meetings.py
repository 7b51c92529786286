"""What people fill in about dispatch meetings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.meetings import Calling, Order
from yingshang.apps.delivery.forms.implementation import DayField
from yingshang.apps.delivery.models import Attendance, Meeting
from yingshang.apps.delivery.services.meetings.agenda import ByHand
from yingshang.apps.obligations.models import Verdict

NONE = ("", pgettext_lazy("form", "none"))
Choices = Sequence[tuple[str, str]]


def set_choices(form: forms.Form, name: str, choices: Choices, *, optional: bool = False) -> None:
    """Give a field what can be chosen."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [NONE, *choices] if optional else list(choices)


def _words(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=4000, **options)


class CallingForm(forms.Form):
    """When and where a meeting is, and who is to come."""

    held_on = DayField(label=_("Day"))
    place = forms.CharField(label=pgettext_lazy("meeting", "Place"), max_length=100)
    chair = forms.CharField(label=_("Chaired by (name and office)"), max_length=100)
    units = forms.MultipleChoiceField(
        label=_("Units that are to come"), widget=forms.CheckboxSelectMultiple
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, units: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["held_on"].required = True
        set_choices(self, "units", units)

    @property
    def calling(self) -> Calling:
        """What was filled in."""
        data = self.cleaned_data
        units = tuple(UUID(key) for key in data["units"])
        return Calling(data["held_on"], data["place"], data["chair"], units)


class ItemForm(forms.Form):
    """An item of the agenda, by hand."""

    title = forms.CharField(label=_("What is to be discussed"), max_length=300)
    note = _words(_("How it stands"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    task = forms.ChoiceField(label=_("Task"), required=False)

    def __init__(self, units: Choices, tasks: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units, optional=True)
        set_choices(self, "task", tasks, optional=True)

    @property
    def item(self) -> ByHand:
        """What was filled in."""
        data = self.cleaned_data
        return ByHand(data["title"], data["note"], _key(data["unit"]), _key(data["task"]))


class HoldForm(forms.Form):
    """Who came to a meeting: a tick and the people, for each unit that was called."""

    def __init__(
        self, meeting: Meeting, rows: Sequence[tuple[str, Attendance]], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=meeting.revision
        )
        for name, row in rows:
            self.fields[f"came_{row.pk}"] = forms.BooleanField(
                label=name, required=False, initial=True
            )
            self.fields[f"persons_{row.pk}"] = forms.CharField(
                label=_("Who came for %(unit)s") % {"unit": name}, required=False, max_length=200
            )

    def lines(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each unit with its two fields."""
        for name, row in self.rows:
            yield name, self[f"came_{row.pk}"], self[f"persons_{row.pk}"]

    @property
    def came(self) -> dict[UUID, str]:
        """Unit → its people, for those that came."""
        data = self.cleaned_data
        return {
            row.unit_id: data[f"persons_{row.pk}"]
            for _name, row in self.rows
            if data[f"came_{row.pk}"]
        }


class OrderForm(forms.Form):
    """What a meeting decides."""

    what = forms.CharField(
        label=_("What is to be done"), max_length=280, widget=forms.Textarea(attrs={"rows": 2})
    )
    holder = forms.ChoiceField(label=_("Unit that answers for it"))
    due_on = DayField(label=_("By which day"))
    limit = forms.ChoiceField(
        label=_("Or within which time limit"),
        required=False,
        help_text=_("Give a day or a limit, not both. A limit counts from the meeting."),
    )
    item = forms.ChoiceField(label=_("On which item of the agenda"), required=False)
    task = forms.ChoiceField(label=_("About which task"), required=False)
    beside = forms.MultipleChoiceField(
        label=_("Units that take part"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, choices: Mapping[str, Choices], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("holder", "beside"):
            set_choices(self, name, choices["units"], optional=name == "holder")
        for name in ("limit", "item", "task"):
            set_choices(self, name, choices[name], optional=True)

    @property
    def order(self) -> Order:
        """What was filled in."""
        data = self.cleaned_data
        return Order(
            what=data["what"],
            holder=UUID(data["holder"]),
            due_on=data["due_on"],
            limit=data["limit"],
            beside=tuple(UUID(key) for key in data["beside"]),
            task=_key(data["task"]),
            item=int(data["item"]) if data["item"] else None,
        )


class MinutesForm(forms.Form):
    """The words of the minutes beside what was decided."""

    opening = _words(_("What was reported"), rows=8, required=False)
    closing = _words(_("What else was asked"), rows=6, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RevisionForm(forms.Form):
    """Which version of a row somebody has read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(forms.Form):
    """A reason that those concerned will read."""

    reason = _words(_("Reason"))


class ReportForm(forms.Form):
    """What a unit did of what was decided."""

    note = _words(_("What was done, with figures and documents"), rows=5)
    late_reason = _words(_("reason for lateness"), rows=2)


class CheckForm(forms.Form):
    """What the lead office found."""

    verdict = forms.ChoiceField(
        label=_("Finding"),
        choices=[each for each in Verdict.choices if each[0]],
        widget=forms.RadioSelect,
    )
    note = _words(_("Note; needed unless it is proven"), required=False)


def _key(text: str) -> UUID | None:
    return UUID(text) if text else None
