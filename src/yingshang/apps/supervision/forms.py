"""What people fill in about proposals and reports."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.supervision.selectors.reports import Section

PARAGRAPH_BREAK = "\n\n"


class TakingUpForm(forms.Form):
    """What is required of the unit."""

    requirement = forms.CharField(
        label=_("What is required"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    second_reason = forms.CharField(
        label=_("Reason for a second supervision"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("This unit is under supervision for the same matter already."),
    )

    def __init__(self, *args: Any, has_second: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_second:
            del self.fields["second_reason"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class LetterForm(forms.Form):
    """What a unit outside the city's supervision is asked."""

    words = forms.CharField(
        label=_("Text of the letter"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class PeriodForm(forms.Form):
    """Which report, on which days."""

    kind = forms.ChoiceField(label=_("Report"))
    since_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """The words of a report, one field a section; an empty line parts paragraphs."""

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(sections)
        for place, section in enumerate(sections):
            self.fields[f"section_{place}"] = forms.CharField(
                label=section.heading,
                required=False,
                max_length=8000,
                initial=PARAGRAPH_BREAK.join(each.text for each in section.paragraphs),
                widget=forms.Textarea(attrs={"rows": 8}),
                help_text=_("An empty line begins a new paragraph."),
            )

    def paragraphs(self) -> list[list[str]]:
        """The paragraphs of each section."""
        texts = [self.cleaned_data[f"section_{place}"] for place in range(self.count)]
        return [text.replace("\r\n", "\n").split(PARAGRAPH_BREAK) for text in texts]
