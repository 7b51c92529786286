"""What a reader of the plan may ask for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models import Plan, Role
from yingshang.apps.delivery.selectors.plan_page import (
    PlanFilter,
    UnitCounts,
    sections_with_tasks,
)

EVERYTHING = ("", pgettext_lazy("filter", "all"))
MOST_LETTERS = 60


class PlanFilterForm(forms.Form):
    """The filter of the plan; whatever is missing or wrong asks for everything."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[EVERYTHING, *Role.choices])
    environment = forms.ChoiceField(label=_("Environment"), required=False)
    targets = forms.ChoiceField(
        label=_("Targets"),
        required=False,
        choices=[EVERYTHING, ("yes", _("with a target")), ("no", _("without a target"))],
    )
    deadlines = forms.ChoiceField(
        label=_("Dates"),
        required=False,
        choices=[EVERYTHING, ("yes", _("with a date")), ("no", _("without a date"))],
    )
    instruments = forms.ChoiceField(
        label=_("Instruments"),
        required=False,
        choices=[
            EVERYTHING,
            ("working", _("some work")),
            ("none_yet", _("some measures have none yet")),
        ],
    )

    def __init__(self, plan: Plan, units: Sequence[UnitCounts], data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        choices = {
            "unit": [(each.unit.code, each.name) for each in units],
            "environment": [(each.code, each.title) for each in sections_with_tasks(plan)],
        }
        for name, options in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [EVERYTHING, *options]

    @property
    def asked(self) -> PlanFilter:
        """What is asked for, without what is wrong."""
        self.is_valid()
        return PlanFilter(**self.cleaned_data)
