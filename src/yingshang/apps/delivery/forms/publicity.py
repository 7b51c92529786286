"""What people fill in about publicity and good practice."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.publicity import Attached, Published
from yingshang.apps.delivery.forms.implementation import DayField
from yingshang.apps.delivery.forms.meetings import Choices, set_choices
from yingshang.apps.delivery.models import PublicityItem
from yingshang.apps.delivery.selectors.publicity.lists import PublicityFilter

EVERYTHING = ("", pgettext_lazy("filter", "all"))


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=area, help_text=help_text
    )


class PublicityForm(forms.Form):
    """An item as it is entered; a file may have `largest` bytes."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=PublicityItem.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    channel = forms.ChoiceField(label=_("Channel"))
    published_on = DayField(label=_("Published on"))
    address = forms.URLField(
        label=_("Address"), required=False, max_length=500, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("Or a file that shows it"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, Word, Excel, image or plain text."),
    )
    tasks = forms.MultipleChoiceField(
        label=_("Tasks that it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    practice = _words(_("How it is done"), _("Needed for good practice."))
    effect = _words(_("What it brought"), _("Needed for good practice: figures before and after."))
    may_quote = forms.BooleanField(
        label=_("Our unit agrees to being quoted in the library of good practice"), required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, choices: Mapping[str, Choices], *args: Any, largest: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.largest = largest
        self.fields["published_on"].required = True
        set_choices(self, "channel", choices["channels"])
        set_choices(self, "tasks", choices["tasks"])

    @property
    def published(self) -> Published:
        """What was filled in, without the file."""
        data = self.cleaned_data
        return Published(
            kind=data["kind"],
            title=data["title"],
            channel=data["channel"],
            published_on=data["published_on"],
            address=data["address"],
            practice=data["practice"],
            effect=data["effect"],
            may_quote=data["may_quote"],
            tasks=tuple(UUID(key) for key in data["tasks"]),
            file=_attached(data["file"], self.largest),
        )


class PublicityFilterForm(forms.Form):
    """The filter of a list; whatever is missing or wrong asks for everything."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[EVERYTHING, *PublicityItem.Kind.choices]
    )
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    task = forms.ChoiceField(label=_("Task"), required=False)
    month = forms.CharField(
        label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"})
    )

    def __init__(self, choices: Mapping[str, Choices], data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        for name, options in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [EVERYTHING, *options]

    @property
    def asked(self) -> PublicityFilter:
        """What is asked for, without what is wrong."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        found["month"] = month_of(found.get("month", ""))
        return PublicityFilter(
            **found, waiting="waiting" in self.data, after=str(self.data.get("after", ""))
        )


class AdoptForm(forms.Form):
    """A word on why a practice goes into the library."""

    note = _words(_("Note"))


class DeclineForm(forms.Form):
    """Why a practice does not go into the library."""

    note = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


def month_of(text: str) -> date | None:
    """The first day of a month written `2024-06`; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _attached(upload: Any, largest: int) -> Attached | None:
    """What was sent; of a file that is too large, just enough to be refused."""
    if not isinstance(upload, UploadedFile):
        return None
    return Attached(upload.name or "", upload.read(largest + 1))
