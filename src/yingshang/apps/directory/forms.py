"""What people type about units, posts and themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models import Language, Person, Post, Role, Unit
from yingshang.apps.directory.selectors import people
from yingshang.apps.directory.selectors.units import UnitFilter, units
from yingshang.apps.ledger import clock


class DayField(forms.DateField):
    """A day, picked from the browser's calendar; today unless told otherwise."""

    def __init__(self, **options: Any) -> None:
        """Draw as a date picker."""
        options.setdefault("initial", clock.today)
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person, with their account beside the name: two people may share one."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and account."""
        return f"{obj.name} ({obj.login})"


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several people."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and account."""
        return f"{obj.name} ({obj.login})"


class LoginForm(forms.Form):
    """Account and password."""

    account = forms.CharField(
        label=_("Account"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    new = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        help_text=_("At least 10 characters, not only digits, and no word that many people use."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        cleaned = super().clean() or {}
        if cleaned.get("new") != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return cleaned


class OwnPasswordForm(PasswordForm):
    """The present password and a new one."""

    old = forms.CharField(
        label=_("Present password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new", "again")


class ContactForm(forms.Form):
    """Telephone and e-mail."""

    phone = forms.RegexField(
        label=_("Telephone"),
        regex=r"^[0-9+() -]{3,30}$",
        required=False,
        error_messages={"invalid": _("Write digits, spaces, +, - and brackets only.")},
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)


class PublicContactForm(ContactForm):
    """The same, and the name, which members of the public put right themselves."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=100,
        required=False,
        help_text=_("As on your identity card."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "phone", "email")


class PreferencesForm(forms.Form):
    """How the site is shown to oneself."""

    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    prefers_large_type = forms.BooleanField(label=_("Large type"), required=False)


class UnitFilterForm(forms.Form):
    """Narrowing the list of units."""

    words = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *Unit.Kind.choices]
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all levels")), *Unit.Level.choices]
    )

    def asked(self) -> UnitFilter:
        """What was asked; a value that does not exist asks for everything."""
        given = self.cleaned_data if self.is_valid() else {}
        return UnitFilter(
            words=given.get("words", "").strip(),
            kind=given.get("kind", ""),
            level=given.get("level", ""),
        )


class PeopleFilterForm(forms.Form):
    """Looking for a person."""

    words = forms.CharField(label=_("Name or account"), required=False, max_length=100)


class AccountForm(forms.Form):
    """A new account."""

    login = forms.RegexField(
        label=_("Account"),
        regex=r"^[a-z][a-z0-9._-]{2,59}$",
        help_text=_("3 to 60 small letters, digits, points, hyphens; a letter first."),
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=100)
    password = forms.CharField(
        label=_("First password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def person(self) -> Person:
        """The person described, not yet saved."""
        return Person(login=self.cleaned_data["login"], name=self.cleaned_data["name"])


class PostForm(forms.Form):
    """A post for one person."""

    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none()
    )
    role = forms.ChoiceField(label=pgettext_lazy("post", "Role"), choices=Role.choices)
    title = forms.CharField(label=_("Job title"), required=False, max_length=100)
    section = forms.CharField(label=_("Responsible section"), required=False, max_length=100)
    first_day = DayField(label=_("First day"))

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        """Offer the city's units of today."""
        super().__init__(*args, **options)
        self.person = person
        self.fields["unit"].queryset = units(on=clock.today())  # type: ignore[attr-defined]

    def post(self) -> Post:
        """The post described, not yet saved."""
        given = self.cleaned_data
        return Post(
            person=self.person,
            unit=given["unit"],
            role=given["role"],
            title=given["title"],
            section=given["section"],
            valid_from=given["first_day"],
        )


class LastDayForm(forms.Form):
    """The day with which something ends."""

    last_day = DayField(label=_("Last day"), help_text=_("The day itself still counts."))


class DeputyForm(forms.Form):
    """Who stands in, and for how long."""

    person = PersonChoice(label=_("Deputy"), queryset=Person.objects.none())
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), help_text=_("The day itself still counts."))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, post: Post, anybody: bool, **options: Any) -> None:
        """Offer colleagues of the same unit, or `anybody` with an account, but not the holder."""
        super().__init__(*args, **options)
        offered = (
            people.active_people() if anybody else people.people_at(post.unit, on=clock.today())
        )
        self.fields["person"].queryset = offered.exclude(  # type: ignore[attr-defined]
            pk=post.person_id
        )


class DesignationForm(forms.Form):
    """Who reports for a unit."""

    person = PersonChoice(
        label=_("Designated person"),
        queryset=Person.objects.none(),
        help_text=_("One of the unit's liaisons."),
    )
    first_day = DayField(label=_("First day"))

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        """Offer the unit's liaisons of today."""
        super().__init__(*args, **options)
        liaisons = people.people_at(unit, on=clock.today(), role=Role.LIAISON)
        self.fields["person"].queryset = liaisons  # type: ignore[attr-defined]


class TaskForceForm(forms.Form):
    """A unit's task force."""

    first_responsible = PersonChoice(
        label=_("First responsible"),
        queryset=Person.objects.none(),
        help_text=_("The head of the unit."),
    )
    deputy_leader = PersonChoice(label=_("Leader in charge"), queryset=Person.objects.none())
    section = forms.CharField(label=_("Responsible section"), max_length=100)
    members = PeopleChoice(
        label=_("Members"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = DayField(label=_("First day"))

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        """Offer the people of the unit."""
        super().__init__(*args, **options)
        for name in ("first_responsible", "deputy_leader", "members"):
            offered = people.people_at(unit, on=clock.today())
            self.fields[name].queryset = offered  # type: ignore[attr-defined]
