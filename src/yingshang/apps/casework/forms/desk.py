"""What officials fill in about a case: one small form an act."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.parties import Party
from yingshang.apps.casework.selectors.desk.parties import party_of
from yingshang.engines.process import Mode, Where
from yingshang.engines.timelimits import Length, LengthUnreadable, parse_length

Choices = Sequence[tuple[str, str]]
PERCENT = 100
CHOOSE = ("", _("Please choose"))


def _lines(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=2000, **options)


class NothingForm(forms.Form):
    """An act that asks nothing."""


class WhyForm(forms.Form):
    """A reason that those concerned will read."""

    reason = _lines(_("Reason"))


class WhyPerhapsForm(forms.Form):
    """A reason that may be left out."""

    reason = _lines(_("Reason"), required=False)


class WordsForm(forms.Form):
    """A few words."""

    words = _lines(pgettext_lazy("case", "Words"), required=False)


class HelpForm(forms.Form):
    """The opinion of one who was asked."""

    words = _lines(_("Your opinion"))


class OpinionForm(forms.Form):
    """What a signatory says."""

    agrees = forms.TypedChoiceField(
        label=_("Your opinion"),
        choices=[("yes", _("I agree")), ("no", _("I object"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = _lines(pgettext_lazy("case", "Words"), required=False)


class AcceptForm(forms.Form):
    """Acceptance; late ones say why."""

    late_reason = _lines(_("Reason for lateness"))


class StaysOpenForm(forms.Form):
    """Why something that nobody knows stays open."""

    open_reason = _lines(
        _("If something stays open, say why"),
        required=False,
        help_text=_("Without a reason, everything above has to be answered."),
    )


class CorrectionForm(forms.Form):
    """Everything that has to be put right, asked for once: a line for each paper and answer."""

    def __init__(self, papers: Choices, answers: Choices, *args: Any, **options: Any) -> None:
        """A question for each of `papers` and `answers`: key and name."""
        super().__init__(*args, **options)
        self.names = dict([*papers, *answers])
        for key, name in self.names.items():
            self.fields[f"item_{key}"] = forms.CharField(
                label=name, required=False, max_length=500, help_text=""
            )
        self.fields["other"] = forms.CharField(label=_("Anything else"), required=False)
        self.fields["note"] = _lines(_("Note to the applicant"), required=False)

    @property
    def items(self) -> list[Mapping[str, str]]:
        """What was named, as the service takes it."""
        data = self.cleaned_data
        found: list[Mapping[str, str]] = [
            {"what": key, "zh": f"{name}：{said}", "en": f"{name}: {said}"}
            for key, name in self.names.items()
            if (said := data.get(f"item_{key}", "").strip())
        ]
        other = data["other"].strip()
        return [*found, {"what": "", "zh": other, "en": other}] if other else found


class OutcomeForm(forms.Form):
    """With which outcome a step is settled."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    reason = _lines(_("Reason"), required=False)

    def __init__(self, outcomes: Choices, *args: Any, **options: Any) -> None:
        """Offer the outcomes that the step can have now."""
        super().__init__(*args, **options)
        _offer(self, "outcome", outcomes)


class PartiesForm(forms.Form):
    """Whom to ask, several at once."""

    parties = forms.MultipleChoiceField(label=_("Whom"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, choices: Choices, *args: Any, **options: Any) -> None:
        """Offer units and people."""
        super().__init__(*args, **options)
        _offer(self, "parties", choices)

    @property
    def chosen(self) -> list[Party]:
        """Who was ticked."""
        return [party_of(key) for key in self.cleaned_data["parties"]]


class CountersignForm(PartiesForm):
    """Whom to ask to sign, and how many of them have to agree."""

    mode = forms.ChoiceField(
        label=_("How many have to agree"),
        choices=[
            (Mode.ALL.value, _("all of them")),
            (Mode.ANY.value, _("one of them")),
            (Mode.RATIO.value, _("a share of them")),
        ],
        initial=Mode.ALL.value,
    )
    share = forms.IntegerField(
        label=_("Least share in percent"), min_value=1, max_value=PERCENT, required=False
    )

    @property
    def rule(self) -> dict[str, Any]:
        """Mode and share as the service takes them; nothing where the type fixes them."""
        if "mode" not in self.fields:
            return {}
        mode = Mode(self.cleaned_data["mode"])
        share = Fraction(self.cleaned_data.get("share") or PERCENT, PERCENT)
        return {"mode": mode, "share": share if mode is Mode.RATIO else Fraction(1)}


class PartyForm(forms.Form):
    """One unit or person."""

    party = forms.ChoiceField(label=_("Whom"))

    def __init__(self, choices: Choices, *args: Any, **options: Any) -> None:
        """Offer units and people."""
        super().__init__(*args, **options)
        _offer(self, "party", [CHOOSE, *choices])

    @property
    def chosen(self) -> Party:
        """Who was chosen."""
        return party_of(self.cleaned_data["party"])


class AddSignatoryForm(PartyForm):
    """One more who signs, and when."""

    where = forms.TypedChoiceField(
        label=_("When they sign"),
        coerce=Where,
        choices=[
            (Where.BEFORE, pgettext_lazy("signing", "before me")),
            (Where.PARALLEL, pgettext_lazy("signing", "beside me")),
            (Where.AFTER, pgettext_lazy("signing", "after me")),
        ],
        initial=Where.PARALLEL,
    )


class HandOverForm(PartyForm):
    """Who takes over, and why."""

    reason = _lines(_("Reason"))


class SeatForm(forms.Form):
    """One of those who were asked."""

    seat = forms.ChoiceField(label=_("Whom"), widget=forms.RadioSelect)

    def __init__(self, choices: Choices, *args: Any, **options: Any) -> None:
        """Offer those who have not answered."""
        super().__init__(*args, **options)
        _offer(self, "seat", choices)


class SendBackForm(forms.Form):
    """To which earlier step, and why."""

    to = forms.ChoiceField(label=_("To which step"), widget=forms.RadioSelect)
    reason = _lines(_("Reason"))

    def __init__(self, steps: Choices, *args: Any, **options: Any) -> None:
        """Offer the steps to which the case can go back."""
        super().__init__(*args, **options)
        _offer(self, "to", steps)


class PauseForm(forms.Form):
    """On which ground the clock stands still."""

    ground = forms.ChoiceField(label=_("Ground"))
    note = _lines(_("What is waited for, and by which document"))
    letter = forms.ChoiceField(label=_("Notice to the applicant"), required=False)

    def __init__(self, grounds: Choices, letters: Choices, *args: Any, **options: Any) -> None:
        """Offer the grounds of the limit and the notices of the type."""
        super().__init__(*args, **options)
        _offer(self, "ground", grounds)
        _offer(self, "letter", [("", pgettext_lazy("form", "none")), *letters])


class ExtendForm(forms.Form):
    """More time, as far as the limit's law allows it."""

    length = forms.CharField(
        label=_("Length"), max_length=20, help_text=_("Such as 10wd (working days), 10d or 1mo.")
    )
    reason = _lines(_("Reason"))

    def clean_length(self) -> Length:
        """The length in the notation of time limits."""
        try:
            return parse_length(self.cleaned_data["length"])
        except LengthUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class CloseOutForm(forms.Form):
    """What somebody found who checked a report."""

    holds = forms.TypedChoiceField(
        label=_("Finding"),
        choices=[("yes", _("proven: it is settled")), ("no", _("not done: it is owed again"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = _lines(_("Reason"), required=False, help_text=_("Needed when it is sent back."))


class LinkForm(forms.Form):
    """Which other case belongs to this one."""

    code = forms.ChoiceField(label=_("Kind of link"))
    number = forms.CharField(label=_("Case number"), max_length=40)

    def __init__(self, codes: Choices, *args: Any, **options: Any) -> None:
        """Offer the links of the type."""
        super().__init__(*args, **options)
        _offer(self, "code", codes)


class LetterForm(forms.Form):
    """Which letter is issued."""

    letter = forms.ChoiceField(label=_("Letter"))
    reason = _lines(_("Reason"), required=False)

    def __init__(self, letters: Choices, *args: Any, **options: Any) -> None:
        """Offer the letters of the type."""
        super().__init__(*args, **options)
        _offer(self, "letter", letters)


class RevisionForm(forms.Form):
    """Which version of the case somebody has read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class RevealForm(forms.Form):
    """Why somebody looks at personal answers."""

    reason = forms.CharField(label=_("Why you need to see them"), max_length=200)


def _offer(form: forms.Form, name: str, choices: Collection[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
