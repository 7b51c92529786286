"""What officials type about lists of cases: filters, words, a hand-over of many, a new case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models import Stage
from yingshang.apps.casework.selectors.desk.basket import ALL, MINE, SCOPES, BasketWanted
from yingshang.apps.casework.selectors.desk.words import Choices, step_choices, type_choices

LIGHTS = (
    ("", _("all lights")),
    ("overdue", _("overdue")),
    ("near", _("due soon")),
    ("normal", _("on track")),
    ("idle", _("not due")),
)
DIGITS = 18
MOST_TICKED = 200


class BasketForm(forms.Form):
    """Narrows the basket: steps by type, step and light; all cases by type and stage."""

    type = forms.ChoiceField(label=_("Service or ledger"), required=False)
    step = forms.ChoiceField(label=_("Step"), required=False)
    light = forms.ChoiceField(label=_("Light"), choices=LIGHTS, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("all stages")), *Stage.choices], required=False
    )
    scope = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the types of the release, and the steps of the type that is chosen."""
        super().__init__(*args, **options)
        chosen = self.data.get("type", "")
        steps = step_choices(chosen)
        self._offer("type", [("", _("all of them")), *type_choices()])
        self._offer("step", [("", _("all steps")), *steps])
        unused = ["step", "light"] if self.which == ALL else ["stage"]
        for name in [*unused, *([] if steps or "step" in unused else ["step"])]:
            del self.fields[name]

    @property
    def which(self) -> str:
        """Which list was asked for."""
        said = self.data.get("scope", "")
        return said if said in SCOPES else MINE

    @property
    def wanted(self) -> BasketWanted:
        """What was asked for; faulty fields ask for nothing."""
        given = self.cleaned_data if self.is_valid() or self.is_bound else {}
        return BasketWanted(
            scope=self.which,
            type_code=given.get("type", ""),
            step=given.get("step", ""),
            light=given.get("light", ""),
            stage=given.get("stage", ""),
        )

    def _offer(self, name: str, choices: Choices | list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class BulkForm(forms.Form):
    """Handing over every step that is ticked."""

    step = forms.TypedMultipleChoiceField(coerce=int, required=False)
    party = forms.ChoiceField(label=_("To whom"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, people: Choices, *args: Any, **options: Any) -> None:
        """Offer the colleagues."""
        super().__init__(*args, **options)
        ticked = self.data.getlist("step") if self.is_bound else []  # type: ignore[attr-defined]
        numbers = [each for each in ticked if each.isdecimal() and len(each) <= DIGITS]
        offered = [(each, each) for each in numbers[:MOST_TICKED]]
        self.fields["step"].choices = offered  # type: ignore[attr-defined]
        self.fields["party"].choices = [("", _("Please choose")), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a hand-over of nothing, to nobody, or without a reason."""
        given = super().clean() or {}
        if not given.get("step"):
            raise forms.ValidationError(_("Tick what it is about first."))
        if not given.get("party"):
            raise forms.ValidationError(_("Choose the person who takes over."))
        if not given.get("reason"):
            raise forms.ValidationError(_("Give the reason; those concerned will read it."))
        return given


class NewCaseForm(forms.Form):
    """For whom a case is opened at the window."""

    credit_code = forms.CharField(
        label=_("Credit code of the enterprise"),
        max_length=18,
        required=False,
        help_text=_("For an enterprise."),
    )
    login = forms.CharField(
        label=_("Account of the applicant"),
        max_length=150,
        required=False,
        help_text=_("For a person: the account and the name, as on the identity card."),
    )
    name = forms.CharField(label=_("Name of the applicant"), max_length=100, required=False)
    route = forms.ChoiceField(label=_("Way of handling"), required=False)
    unit = forms.ChoiceField(label=_("In the name of"))
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(
        self, units: Choices, routes: Choices, kinds: tuple[str, ...], *args: Any, **options: Any
    ) -> None:
        """Offer the units of the clerk and the routes of the type; ask for kinds of applicant."""
        super().__init__(*args, **options)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["route"].choices = routes  # type: ignore[attr-defined]
        if "enterprise" not in kinds:
            del self.fields["credit_code"]
        if "person" not in kinds:
            del self.fields["login"], self.fields["name"]
        if not routes:
            del self.fields["route"]


class MoveForm(forms.Form):
    """Cases of which type are to move to the newest release."""

    type = forms.ChoiceField(label=_("Service or ledger"))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the types of the release."""
        super().__init__(*args, **options)
        self.fields["type"].choices = type_choices()  # type: ignore[attr-defined]
