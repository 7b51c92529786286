"""What people fill in about the appraisal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ObjectionForm(forms.Form):
    """Why an entry is contested."""

    reason = forms.CharField(
        label=_("Why is the entry wrong?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name the document or the record that shows it."),
    )


class DecisionForm(forms.Form):
    """How an objection is decided."""

    end = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            ("upheld", _("Upheld: the entry does not count")),
            ("kept", _("Rejected: the entry stays")),
        ],
    )
    note = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    late_reason = forms.CharField(
        label=_("reason for lateness"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawalForm(forms.Form):
    """Why a unit takes its objection back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FreezeForm(forms.Form):
    """Nothing to fill in."""
