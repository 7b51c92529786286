"""What people type about duties."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from yingshang.apps.obligations.kinds import kinds
from yingshang.apps.obligations.models import Verdict
from yingshang.apps.obligations.names import theme_names
from yingshang.apps.obligations.selectors.narrowing import (
    DUE,
    IN_TIME,
    LATE,
    LIVE,
    NOTHING,
    RED,
    Wanted,
)
from yingshang.engines.timelimits import Length, LengthUnreadable, parse_length

LIGHTS = (
    ("", _("all lights")),
    ("overdue", _("overdue")),
    ("near", _("due soon")),
    ("verify", _("to be verified")),
    ("normal", _("on track")),
    ("idle", _("not due")),
)
WHICH = (
    (LIVE, _("open now")),
    (RED, _("turned red in the last seven days")),
    (DUE, _("came due in the month")),
    (IN_TIME, _("came due in the month and in time")),
    (LATE, _("came due in the month and not in time")),
)
ASKED = (("", _("all units")), ("no", _("supervised units")), ("yes", _("asked, not supervised")))


# Digits that every key of the database fits into.
DIGITS = 18


class MonthField(forms.CharField):
    """A month as `2024-11`; anything else is empty."""

    def __init__(self, **options: Any) -> None:
        """Draw as the browser's month picker."""
        widget = forms.TextInput(attrs={"type": "month"})
        super().__init__(widget=widget, required=False, **options)

    def to_python(self, value: Any) -> Any:
        """The first day of the month, or None."""
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            return None


class ReasonField(forms.CharField):
    """A reason in a few lines."""

    def __init__(self, **options: Any) -> None:
        """Draw as a text area."""
        options.setdefault("label", _("Reason"))
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(widget=widget, max_length=2000, **options)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague, with the account beside the name: two people may share one."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and account."""
        return f"{obj.name} ({obj.login})"


class FilterForm(forms.Form):
    """Narrows the list of duties."""

    which = forms.ChoiceField(label=_("Which"), choices=WHICH, required=False)
    month = MonthField(label=_("Month"))
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=UUID, empty_value=None, required=False)
    light = forms.ChoiceField(label=_("Light"), choices=LIGHTS, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    asked = forms.ChoiceField(label=_("Reach"), choices=ASKED, required=False)
    matter = forms.CharField(label=_("Task"), max_length=20, required=False)

    def __init__(self, *args: Any, units: Collection[tuple[UUID, str]], **options: Any) -> None:
        """Offer the units whose duties the reader may see."""
        super().__init__(*args, **options)
        known = [(kind.code, str(kind.name)) for kind in kinds()]
        self._choices("unit", [("", _("all units")), *units])
        self._choices("kind", [("", _("all kinds")), *known])
        none = (NOTHING, pgettext("theme", "none"))
        self._choices("theme", [("", _("all themes")), *theme_names().items(), none])

    @property
    def wanted(self) -> Wanted:
        """What was asked for; faulty fields ask for nothing."""
        given = self.cleaned_data if self.is_valid() or self.is_bound else {}
        asked = {"yes": True, "no": False}.get(given.get("asked", ""))
        names = ("unit", "theme", "kind", "matter", "light", "month")
        chosen: dict[str, Any] = {name: given[name] for name in names if given.get(name)}
        return Wanted(which=given.get("which") or LIVE, asked=asked, **chosen)

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class BulkForm(forms.Form):
    """One act on the duties that are ticked."""

    HAND_OVER, EXPLAIN = "hand_over", "explain"

    duty = forms.TypedMultipleChoiceField(coerce=int, required=False)
    act = forms.ChoiceField(choices=[(HAND_OVER, ""), (EXPLAIN, "")])
    person = PersonChoice(label=_("To whom"), queryset=None, required=False)
    reason = forms.CharField(label=_("Reason for lateness"), max_length=2000, required=False)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        """Offer the colleagues."""
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        ticked = self.data.getlist("duty") if self.is_bound else []  # type: ignore[attr-defined]
        numbers = [(each, each) for each in ticked if each.isdecimal() and len(each) <= DIGITS]
        self.fields["duty"].choices = numbers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an act on nothing, to nobody, or without a reason."""
        given = super().clean() or {}
        if not given.get("duty"):
            raise forms.ValidationError(_("Tick what it is about first."))
        if given.get("act") == self.HAND_OVER and not given.get("person"):
            raise forms.ValidationError(_("Choose the person who takes over."))
        if given.get("act") == self.EXPLAIN and not given.get("reason"):
            raise forms.ValidationError(_("Give the reason; those concerned will read it."))
        return given


class NothingForm(forms.Form):
    """An act that asks nothing."""


class ReasonForm(forms.Form):
    """An act that needs a reason."""

    reason = ReasonField()


class ClaimForm(forms.Form):
    """Reporting a duty as done."""

    late_reason = ReasonField(
        label=_("Reason for lateness"), required=False, help_text=_("Only when it is late.")
    )


class VerifyForm(forms.Form):
    """What somebody found who checked a claim."""

    verdict = forms.TypedChoiceField(
        label=_("Finding"),
        coerce=Verdict,
        choices=[
            (Verdict.PROVEN, _("proven: it is settled")),
            (Verdict.HOLLOW, _("says nothing: it is sent back")),
            (Verdict.FALSE, _("not true: it is sent back and shown red")),
        ],
        widget=forms.RadioSelect,
    )
    note = ReasonField(label=_("Note"), required=False, help_text=_("Needed when it is sent back."))


class RecheckForm(forms.Form):
    """What a second look found."""

    finding = forms.TypedChoiceField(
        label=_("Finding"),
        coerce=Verdict,
        choices=[
            (Verdict.PROVEN, _("proven: it stays settled")),
            (Verdict.HOLLOW, _("says nothing: it is noted")),
            (Verdict.FALSE, _("not true: it is open again and shown red")),
        ],
        widget=forms.RadioSelect,
    )
    note = ReasonField(
        label=_("What was seen"), required=False, help_text=_("Needed unless it is proven.")
    )


class DrawForm(forms.Form):
    """A draw: the month, and a seed that nobody could know beforehand."""

    month = MonthField(label=_("Month"))
    seed = forms.CharField(
        label=_("Seed"),
        max_length=80,
        help_text=_("Proposed by chance; a published lottery number will do as well."),
    )

    def clean_month(self) -> date:
        """The month, which must be given."""
        month: date | None = self.cleaned_data["month"]
        if month is None:
            raise forms.ValidationError(_("Give the month, such as 2024-11."))
        return month


class UrgeForm(forms.Form):
    """Whom to urge; no unit means every one."""

    unit = forms.UUIDField(required=False)


class HandOverForm(forms.Form):
    """Who takes over."""

    person = PersonChoice(label=_("To whom"), queryset=None)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        """Offer the people of the unit that owes the duty."""
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    """Stopping the clock on a ground that the limit names."""

    ground = forms.ChoiceField(label=_("Ground"))
    note = ReasonField(
        label=_("Document"),
        required=False,
        help_text=_("By which document were those concerned told?"),
    )

    def __init__(self, *args: Any, grounds: Collection[tuple[str, str]], **options: Any) -> None:
        """Offer the grounds of the limit."""
        super().__init__(*args, **options)
        self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """More time, as far as the limit's law allows it."""

    length = forms.CharField(
        label=_("Length"), max_length=20, help_text=_("Such as 10wd (working days), 10d or 1mo.")
    )
    asked_on = forms.DateField(
        label=_("Asked for on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = ReasonField()

    def clean_length(self) -> Length:
        """The length in the notation of time limits."""
        try:
            return parse_length(self.cleaned_data["length"])
        except LengthUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ExplainForm(forms.Form):
    """When is it due, and why?"""

    start = forms.CharField(
        label=_("Day of the event"),
        max_length=20,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    limit = forms.ChoiceField(
        label=_("Time limit"), required=False, help_text=_("Or a law and a length below.")
    )
    law = forms.ChoiceField(label=_("Law"), required=False)
    length = forms.CharField(
        label=_("Length"),
        max_length=20,
        required=False,
        help_text=_("Such as 6wd (working days), 20d (days as the law reads them), 3mo, 48h."),
    )

    def __init__(
        self,
        *args: Any,
        laws: Collection[tuple[str, str]],
        limits: Collection[tuple[str, str]],
        **options: Any,
    ) -> None:
        """Offer the laws and limits of the installed pack."""
        super().__init__(*args, **options)
        self.fields["limit"].choices = [("", "–"), *limits]  # type: ignore[attr-defined]
        self.fields["law"].choices = [("", "–"), *laws]  # type: ignore[attr-defined]


class MonthForm(forms.Form):
    """Which month to look at."""

    month = MonthField(label=_("Month"))
