"""What officials fill in about a rating: one small form an act."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models import Unit
from yingshang.apps.ratings.content import Rules, words
from yingshang.apps.ratings.models import RatingPoint

LONGEST = 2000


def _lines(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, widget=area, max_length=LONGEST, **options)


class RectifyForm(forms.Form):
    """What was done, with a proof."""

    words = _lines(_("What was done (the public reads it)"))
    proof = forms.FileField(label=_("Proof: a photo, a notice, a record"), required=False)
    late_reason = _lines(_("Why it is late, if it is"), required=False)


class CheckForm(forms.Form):
    """Whether it is put right."""

    holds = forms.TypedChoiceField(
        label=_("Is it put right?"),
        choices=[("yes", _("Yes, it is put right")), ("no", _("No, back to the unit"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    note = _lines(_("What you found"), required=False)


class ContactForm(forms.Form):
    """What was said when whoever rated was contacted."""

    words = _lines(_("What they said"))
    late_reason = _lines(_("Why it is late, if it is"), required=False)


class CallBackForm(forms.Form):
    """What a call-back brought."""

    is_satisfied = forms.TypedChoiceField(
        label=_("What did you hear?"),
        choices=[
            ("yes", _("Solved")),
            ("no", _("Not solved")),
            ("nobody", _("Nobody was reached")),
        ],
        coerce={"yes": True, "no": False}.get,
        # What nobody says is no answer of the form, so `None` is not empty here.
        empty_value="",
        widget=forms.RadioSelect,
    )
    words = _lines(_("What they said"), required=False)
    late_reason = _lines(_("Why it is late, if it is"), required=False)


class AppealForm(forms.Form):
    """Why a rating should be left out of the rates."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    words = _lines(_("What happened"))

    def __init__(self, rules: Rules, *args: Any, **options: Any) -> None:
        """Offer the grounds of the pack."""
        super().__init__(*args, **options)
        grounds = [(each.code, words(each.name)) for each in rules.file.appeals]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a field of choices


class DecideForm(forms.Form):
    """How an appeal is decided, and why."""

    is_upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("no", _("Refuse: the rating counts")), ("yes", _("Uphold: leave it out"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    note = _lines(_("Why"))


class FilterForm(forms.Form):
    """Which ratings of the list."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("all")
    )
    point = forms.ModelChoiceField(
        label=_("Window"), queryset=RatingPoint.objects.none(), required=False, empty_label=_("all")
    )
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("rating", "State"),
        required=False,
        choices=[
            ("", _("all")),
            ("bad", _("bad")),
            ("open", _("to be put right")),
            ("reported", _("to be checked")),
            ("call", _("to be called back")),
            ("appeal", _("appeal to be decided")),
            ("left_out", _("left out")),
        ],
    )

    def __init__(self, rules: Rules | None, units: Any, points: Any, *args: Any) -> None:
        """Offer what the reader may see."""
        super().__init__(*args)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a field of rows
        self.fields["point"].queryset = points  # type: ignore[attr-defined]  # a field of rows
        grades = [
            (str(each.grade), words(each.name)) for each in (rules.file.grades if rules else ())
        ]
        self.fields["grade"].choices = [("", _("all")), *grades]  # type: ignore[attr-defined]
