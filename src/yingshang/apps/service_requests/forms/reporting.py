"""Telling the city something: for whoever reports, and for staff who enter it for them."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.service_requests.content import Content, words

KEY_LENGTH = 60


class ReportForm(forms.Form):
    """The words, where and when, and how to reach the reporter; what only the class asks is apart.

    `website` is a field that people do not see: whoever fills it in is no person.
    """

    words = forms.CharField(
        label=_("What happened?"),
        help_text=_(
            "In your own words: what, where, since when, and what you want. "
            "Leave out names of people and numbers; they would be hidden anyway."
        ),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 7, "data-alike": ""}),
    )
    region = forms.ChoiceField(label=_("Where?"), required=False)
    happened_on = forms.DateField(
        label=_("Since when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=60)
    phone = forms.CharField(
        label=_("Your telephone number"),
        help_text=_("For the call-back. Only the office that receives requests sees it."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    shows_identity = forms.BooleanField(
        label=_("The unit that handles it may know who I am"), required=False
    )
    may_publish = forms.BooleanField(
        label=_("It may be published without names as an example"), required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)
    privacy_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, content: Content, regions: list[tuple[str, str]], data: Any = None) -> None:
        """Ask with the districts of the city and the privacy notice as it stands."""
        version = content.requests.privacy.version
        super().__init__(data, initial={"key": uuid.uuid4().hex, "privacy_version": version})
        self.fields["region"].choices = [("", "—"), *regions]  # type: ignore[attr-defined]

    @property
    def is_machine(self) -> bool:
        """Whether somebody filled in what people do not see."""
        return bool(self.cleaned_data.get("website"))


class EntryForm(forms.Form):
    """One screen for staff: everything by keyboard, the likeliest answers first."""

    channel = forms.ChoiceField(label=_("Channel"))
    outside_number = forms.CharField(label=_("Number there"), required=False, max_length=80)
    class_code = forms.ChoiceField(label=_("Kind"))
    words = forms.CharField(
        label=_("What was told"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True, "data-alike": ""}),
    )
    region = forms.ChoiceField(label=_("Where"), required=False)
    name = forms.CharField(label=_("Their name"), required=False, max_length=60)
    phone = forms.CharField(
        label=_("Their telephone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    credit_code = forms.CharField(
        label=_("Credit code of the enterprise"), required=False, max_length=18
    )
    shows_identity = forms.BooleanField(
        label=_("They agree that the handling unit knows who they are"), required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, content: Content, regions: list[tuple[str, str]], data: Any = None) -> None:
        """Ask with the channels that staff enter, telephone first."""
        super().__init__(data, initial={"key": uuid.uuid4().hex, "channel": "phone"})
        entered = [each for each in content.channels.values() if each.kind != "online"]
        entered.sort(key=lambda each: each.numbered)
        channels = [(each.code, words(each.name)) for each in entered]
        classes = [(each.id, words(each.name)) for each in content.classes.values()]
        self.fields["channel"].choices = channels  # type: ignore[attr-defined]
        self.fields["class_code"].choices = classes  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "—"), *regions]  # type: ignore[attr-defined]
