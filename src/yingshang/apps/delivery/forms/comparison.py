"""Choosing the two plans to compare, and what of them to see."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.selectors.comparison import SHOWN, Asked
from yingshang.apps.delivery.selectors.comparison_plans import plan_label

MOST_DIGITS = 6
MISSING = _("This plan is not here, or you may not see it. Choose one of the list.")


class ComparisonForm(forms.Form):
    """Two plans; a part of the list that is wrong asks for everything."""

    old = forms.ChoiceField(
        label=_("Older plan"), error_messages={"invalid_choice": MISSING, "required": MISSING}
    )
    new = forms.ChoiceField(
        label=_("Newer plan"), error_messages={"invalid_choice": MISSING, "required": MISSING}
    )
    show = forms.ChoiceField(
        label=pgettext_lazy("comparison", "Show"),
        required=False,
        choices=[("", pgettext_lazy("filter", "all")), *SHOWN],
    )

    def __init__(self, plans: Sequence[Plan], data: Any) -> None:
        super().__init__(data, auto_id="compare_%s")
        self._plans = {str(plan.pk): plan for plan in plans}
        for name in ("old", "new"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(key, plan_label(plan)) for key, plan in self._plans.items()]

    def clean(self) -> dict[str, Any]:
        """Two plans are two."""
        cleaned = super().clean() or {}
        if cleaned.get("old") and cleaned.get("old") == cleaned.get("new"):
            self.add_error("new", _("This is the older plan already: choose another one."))
        return cleaned

    @property
    def asked(self) -> Asked | None:
        """What is asked for; None while two plans are not chosen."""
        self.is_valid()
        given = self.cleaned_data
        if "old" not in given or "new" not in given:
            return None
        old, new = self._plans[given["old"]], self._plans[given["new"]]
        return Asked(old, new, given.get("show") or "", self._page)

    @property
    def _page(self) -> int:
        """The part of the list, from 1; whatever is no number is the first."""
        given = str(self.data.get("page", ""))
        return max(1, int(given)) if given.isdecimal() and len(given) <= MOST_DIGITS else 1
