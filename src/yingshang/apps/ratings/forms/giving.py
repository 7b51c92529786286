"""The second tap: why, in words if one likes, and whether one may be called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.ratings.content import Rules, words
from yingshang.apps.ratings.models import SubjectKind


class GradeForm(forms.Form):
    """One of the five grades; anything else asks again."""

    grade = forms.TypedChoiceField(choices=[(each, each) for each in range(1, 6)], coerce=int)


class RatingForm(forms.Form):
    """What goes with a grade; everything may be left empty."""

    grade = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, min_length=8, max_length=80)
    reasons = forms.MultipleChoiceField(
        label=_("What was good?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Telephone numbers, addresses and names are hidden before anybody reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    contact = forms.CharField(
        label=_("May we call you? Telephone or e-mail"),
        help_text=_("Only those who check see it, never the unit that you rate."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        max_length=100,
        required=False,
    )
    opens_matter = forms.BooleanField(
        label=_("The unit may learn which matter it was, to put it right"), required=False
    )

    def __init__(self, rules: Rules, kind: str, grade: int, *args: Any, **options: Any) -> None:
        """Ask only what goes with this grade and kind of subject."""
        super().__init__(*args, **options)
        is_bad = rules.grade(grade).is_bad
        reasons = self.fields["reasons"]
        chosen = [(each.code, words(each.name)) for each in rules.reasons(kind, grade)]
        reasons.choices = chosen  # type: ignore[attr-defined]  # a field of choices
        if is_bad:
            reasons.label = _("What went wrong?")
        elif not rules.reasons(kind, grade):
            del self.fields["reasons"]
        self.fields["words"].widget.attrs["maxlength"] = rules.file.most_words
        if not is_bad:
            del self.fields["contact"]
        if not is_bad or kind == SubjectKind.WINDOW:
            del self.fields["opens_matter"]

    def visible_questions(self) -> list[forms.BoundField]:
        """The questions in their order, without what is carried along."""
        return list(self.visible_fields())
