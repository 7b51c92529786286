"""What people type about being reminded."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.messages.models import Preference

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
WRONG_TIME = {"invalid": _("Write a time such as 07:30.")}


class PreferencesForm(forms.Form):
    """E-mail or not, at which hour, and when not."""

    wants_email = forms.BooleanField(
        label=_("Also send me reminders by e-mail"),
        help_text=_("Everything is in the site in any case."),
        required=False,
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily digest"),
        choices=[("", _("as the city does")), *HOURS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    quiet_from = forms.TimeField(
        label=_("No e-mail from"),
        help_text=_("Leave both empty to follow the city; two equal times mean never quiet."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=WRONG_TIME,
        required=False,
    )
    quiet_to = forms.TimeField(
        label=_("No e-mail until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=WRONG_TIME,
        required=False,
    )

    @classmethod
    def filled(cls, chosen: Preference) -> "PreferencesForm":
        """The form as a person left it."""
        names = ("wants_email", "digest_hour", "quiet_from", "quiet_to")
        return cls(initial={name: getattr(chosen, name) for name in names})

    def clean(self) -> dict[str, Any]:
        """Refuse quiet hours with one end."""
        cleaned = super().clean() or {}
        if (cleaned.get("quiet_from") is None) != (cleaned.get("quiet_to") is None):
            self.add_error("quiet_to", _("Give both ends of the quiet hours, or neither."))
        return cleaned

    def quiet(self) -> tuple[time, time] | None:
        """Both ends, or None."""
        begins, ends = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        return None if begins is None else (begins, ends)
