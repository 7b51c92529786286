"""What people may tell the ledger."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ClockForm(forms.Form):
    """The day on which a sample installation shall stand."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Write the day as year-month-day, such as 2024-11-18."),
            "required": _("Choose a day."),
        },
    )
