"""What staff decide about a request, and what a reporter says of their own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.service_requests.content import Content, words
from yingshang.apps.service_requests.services import Heard

YES_NO = [("true", pgettext_lazy("answer", "Yes")), ("false", pgettext_lazy("answer", "No"))]
Choices = list[tuple[str, str]]


class ReasonForm(forms.Form):
    """A reason that stays on record."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class JoinForm(ReasonForm):
    """Into which request this one is joined."""

    into = forms.CharField(label=_("Number of the other request"), max_length=40)


class DispatchForm(forms.Form):
    """What it is about and who handles it."""

    topic = forms.ChoiceField(label=_("Topic"))
    unit = forms.ChoiceField(label=_("Unit that handles it"))
    reason = forms.CharField(
        label=_("Reason, where it differs from the proposal"), required=False, max_length=500
    )

    def __init__(self, topics: Choices, units: Choices, data: Any = None, **given: Any) -> None:
        """Offer topics and units."""
        super().__init__(data, **given)
        self.fields["topic"].choices = [("", "—"), *topics]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """A question, or its answer."""

    words = forms.CharField(
        label=_("Words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class VerdictForm(forms.Form):
    """What a reporter says of how it was handled."""

    solved = forms.ChoiceField(label=_("Is it solved?"), choices=YES_NO, widget=forms.RadioSelect)
    satisfied = forms.ChoiceField(label=_("How satisfied are you?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Anything else?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, content: Content, data: Any = None, **given: Any) -> None:
        """Offer the grades of the pack."""
        super().__init__(data, **given)
        grades = content.call_backs.satisfaction if content.call_backs else ()
        choices = [(each.id, words(each.name)) for each in grades]
        self.fields["satisfied"].choices = choices  # type: ignore[attr-defined]

    def heard(self) -> Heard:
        """As the service takes it."""
        said = self.cleaned_data
        return Heard(
            reached=True,
            solved=said["solved"] == "true",
            satisfied=said["satisfied"],
            words=said["words"],
        )


class CallBackForm(forms.Form):
    """What somebody of another unit heard on the telephone; silence needs nothing else."""

    reached = forms.ChoiceField(label=_("Reached?"), choices=YES_NO, widget=forms.RadioSelect)
    contacted = forms.ChoiceField(
        label=_("Had the unit been in touch?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    solved = forms.ChoiceField(
        label=_("Is it solved?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    satisfied = forms.ChoiceField(
        label=_("How satisfied?"), required=False, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recording = forms.CharField(label=_("Recording"), required=False, max_length=120)
    late_reason = forms.CharField(label=_("Why so late (published)"), required=False)

    def __init__(
        self, content: Content, data: Any = None, *, is_late: bool = False, **given: Any
    ) -> None:
        """Offer the grades of the pack; ask why it is late only where it is."""
        super().__init__(data, **given)
        grades = content.call_backs.satisfaction if content.call_backs else ()
        choices = [(each.id, words(each.name)) for each in grades]
        self.fields["satisfied"].choices = choices  # type: ignore[attr-defined]
        if not is_late:
            del self.fields["late_reason"]

    def heard(self) -> Heard:
        """As the service takes it."""
        said = self.cleaned_data
        return Heard(
            reached=said["reached"] == "true",
            solved=_truth(said["solved"]),
            satisfied=said["satisfied"],
            contacted=_truth(said["contacted"]),
            words=said["words"],
            recording=said["recording"],
            late_reason=said.get("late_reason", ""),
        )


def _truth(said: str) -> bool | None:
    return None if not said else said == "true"


class NarrowForm(forms.Form):
    """Which requests a list shows."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all")),
            ("open", pgettext_lazy("requests", "open")),
            ("reopened", _("handled again")),
            ("ended", pgettext_lazy("requests", "over")),
        ],
    )
    class_code = forms.ChoiceField(label=_("Kind"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, content: Content, data: Any = None) -> None:
        """Offer classes and topics of the pack."""
        super().__init__(data)
        classes = [(each.id, words(each.name)) for each in content.classes.values()]
        topics = [(each.id, words(each.name)) for each in content.topics.values()]
        for key, choices in (("class_code", classes), ("topic", topics)):
            self.fields[key].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]
