"""What the public types: accounts of their own, claims and authorisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.forms import DayField, PasswordForm
from yingshang.apps.directory.matters import offered_matters
from yingshang.apps.directory.models import Authorisation, Enterprise, Person
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.directory.selectors import authorisations as selectors
from yingshang.apps.directory.services.authorisations.claims import Proof

PHONE = r"^[0-9+() -]{3,30}$"
# Only the services of the city know what a file is; this is what the browser offers first.
ACCEPTED = ".pdf,.jpg,.jpeg,.png"


class ConsentForm(forms.Form):
    """Agreement to the privacy notice as it was shown."""

    notice = forms.CharField(widget=forms.HiddenInput, initial=EDITION, max_length=20)
    agrees = forms.BooleanField(
        label=_("I have read the privacy notice and agree that my data are handled as it says."),
        error_messages={"required": _("Without your agreement no account can be opened.")},
    )


class RegistrationForm(PasswordForm, ConsentForm):
    """A new account of a member of the public."""

    login = forms.RegexField(
        label=_("Account"),
        regex=r"^[a-z][a-z0-9._-]{2,59}$",
        help_text=_("3 to 60 small letters, digits, points, hyphens; a letter first."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=100,
        help_text=_("As on your identity card."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.RegexField(
        label=_("Telephone"),
        regex=PHONE,
        help_text=_("Offices call this number. It is not verified by a text message yet."),
        error_messages={"invalid": _("Write digits, spaces, +, - and brackets only.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    field_order = ("name", "phone", "login", "new", "again", "notice", "agrees")

    def person(self) -> Person:
        """The person described, not yet saved."""
        given = self.cleaned_data
        return Person(login=given["login"], name=given["name"], phone=given["phone"])


class VouchedForm(ConsentForm):
    """The rest of a new account, for somebody whom a unified authentication vouches for."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=100,
        help_text=_("As on your identity card."),
    )
    phone = forms.RegexField(
        label=_("Telephone"),
        regex=PHONE,
        error_messages={"invalid": _("Write digits, spaces, +, - and brackets only.")},
    )
    field_order = ("name", "phone", "notice", "agrees")


class PresentPasswordForm(forms.Form):
    """The present password, before something final."""

    password = forms.CharField(
        label=_("Present password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NothingForm(forms.Form):
    """A page that only asks whether."""


class SubjectForm(forms.Form):
    """What a unified authentication calls somebody."""

    subject = forms.CharField(
        label=_("Identifier (sub) in the unified authentication"), max_length=255
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class PerhapsReasonForm(forms.Form):
    """Why, if one wants to say so."""

    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class EnterpriseField(forms.CharField):
    """An enterprise by its number, exactly."""

    def __init__(self, **options: Any) -> None:
        """Ask for the number on the licence."""
        options.setdefault("label", _("Credit code"))
        options.setdefault("help_text", _("The 18 characters on the business licence."))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Enterprise | None:
        """The enterprise; a number that is not in the register is a fault."""
        number = super().clean(value)
        if not number:
            return None
        found = selectors.enterprise_by_number(number)
        if found is None:
            raise forms.ValidationError(
                _("No enterprise has this number here. Compare it with the licence.")
            )
        return found


class ClaimForm(forms.Form):
    """That one is the legal representative of an enterprise, and what proves it."""

    enterprise = EnterpriseField()
    ground = forms.CharField(
        label=_("What proves it"),
        max_length=500,
        help_text=_("Such as the licence, and your identity card that you show at the window."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proof = forms.FileField(
        label=_("Picture or PDF of the licence"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def handed_in(self) -> Proof | None:
        """The file, if there is one."""
        file = self.cleaned_data.get("proof")
        return Proof(file.name, file.read()) if file else None


class ScopeForm(forms.Form):
    """For which matters and between which days; both days count."""

    matters = forms.MultipleChoiceField(
        label=_("Matters"),
        required=False,
        help_text=_("Tick none for every matter."),
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day"), help_text=_("The day itself still counts."), initial=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the types of cases of today; without any there is nothing to choose."""
        super().__init__(*args, **options)
        choices = [(each.code, each.name) for each in offered_matters()]
        if choices:
            self.fields["matters"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["matters"]

    def scope(self) -> dict[str, Any]:
        """The columns of an authorisation that this form fills."""
        given = self.cleaned_data
        return {
            "matters": given.get("matters", []),
            "valid_from": given["first_day"],
            "valid_to": given["last_day"],
        }


class AccountAndName(forms.Form):
    """Somebody by account and name, which must agree."""

    account = forms.CharField(label=_("Their account"), max_length=60)
    name = forms.CharField(label=_("Their name"), max_length=100)

    is_asked = True

    def clean(self) -> dict[str, Any]:
        """Find the person; never say which of the two was wrong."""
        cleaned = super().clean() or {}
        if not cleaned.get("account") and not cleaned.get("name") and not self.is_asked:
            return cleaned
        found = selectors.person_by_account(cleaned.get("account", ""), cleaned.get("name", ""))
        if found is None:
            self.add_error(
                "account",
                _("No account has this name. Ask the person for both, exactly as registered."),
            )
        cleaned["person"] = found
        return cleaned


class OfferForm(AccountAndName, ScopeForm):
    """Whom one authorises."""

    ground = forms.CharField(label=_("Remark"), max_length=200, required=False)
    field_order = ("account", "name", "matters", "first_day", "last_day", "ground")

    def authorisation(self, enterprise: Enterprise) -> Authorisation:
        """The authorisation described, not yet saved."""
        given = self.cleaned_data
        return Authorisation(
            enterprise=enterprise, person=given["person"], ground=given["ground"], **self.scope()
        )


class HelpForm(AccountAndName, ScopeForm):
    """Whom an official helps, and how the applicant consented."""

    is_asked = False
    enterprise = EnterpriseField(
        required=False,
        help_text=_("Of the enterprise that is helped; leave empty for a person without one."),
    )
    consent = forms.CharField(
        label=_("How the applicant consented"),
        max_length=300,
        help_text=_("When, how and before whom; the applicant reads it and may end the help."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("enterprise", "account", "name", "consent", "matters", "first_day", "last_day")

    def __init__(self, *args: Any, **options: Any) -> None:
        """The person is asked for only where no enterprise is named."""
        super().__init__(*args, **options)
        self.fields["account"].required = self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        """One of the two, never both."""
        cleaned = super().clean()
        if bool(cleaned.get("enterprise")) == bool(cleaned.get("person")) and not self.errors:
            self.add_error(None, _("Name the enterprise, or the person who is helped."))
        return cleaned

    def authorisation(self) -> Authorisation:
        """The authorisation described, not yet saved."""
        given = self.cleaned_data
        return Authorisation(
            enterprise=given.get("enterprise"),
            for_person=given.get("person"),
            ground=given["consent"],
            **self.scope(),
        )
