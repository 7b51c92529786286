"""What the directory records of the public and of those who act for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.events import PERSON, AboutPerson
from yingshang.apps.ledger.events import Fact, Subject

AUTHORISATION = "directory.authorisation"
ENTERPRISE = "directory.enterprise"
KIND_NAMES = {
    "legal_representative": _("legal representative"),
    "authorised": pgettext_lazy("authorisation", "authorised"),
    "agent": pgettext_lazy("authorisation", "agent of the assistance desk"),
}
OF_ONESELF = ("oneself", "administrator")
OF_THE_PARTIES = ("oneself", "parties")
# A claim is read by those who answer it, too.
OF_A_CLAIM = ("oneself", "parties", "confirmers")


@dataclass(frozen=True, kw_only=True)
class AccountRegistered(AboutPerson, Fact):
    """Somebody of the public opened an account and agreed to the privacy notice `notice`."""

    kind = "directory.account_registered"
    personal = frozenset({"person"})
    visible_to = OF_ONESELF
    personal_visible_to = OF_ONESELF
    sentence = _(
        "%(person)s opened an account and agreed to the privacy notice, edition %(notice)s."
    )
    notice: str


@dataclass(frozen=True, kw_only=True)
class AccountGivenUp(AboutPerson, Fact):
    """Somebody closed their own account; telephone and e-mail were deleted."""

    kind = "directory.account_given_up"
    personal = frozenset({"person"})
    visible_to = OF_ONESELF
    personal_visible_to = OF_ONESELF
    sentence = _("%(person)s closed the account; telephone and e-mail were deleted.")


@dataclass(frozen=True, kw_only=True)
class IdentityLinked(AboutPerson, Fact):
    """An account of a unified authentication opens this person's account from now on."""

    kind = "directory.identity_linked"
    personal = frozenset({"person", "subject"})
    visible_to = OF_ONESELF
    personal_visible_to = OF_ONESELF
    sentence = _("%(person)s signs in through %(issuer)s as %(subject)s from now on.")
    issuer: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class IdentityUnlinked(AboutPerson, Fact):
    """An account of a unified authentication opens this person's account no longer."""

    kind = "directory.identity_unlinked"
    personal = frozenset({"person", "subject"})
    visible_to = OF_ONESELF
    personal_visible_to = OF_ONESELF
    sentence = _("%(person)s signs in through %(issuer)s as %(subject)s no longer.")
    issuer: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class AboutAuthorisation:
    """The part of a fact that names who acts (`person`) for whom, as what.

    `whom_id` is an enterprise's key or a person's id; `whom_type` says which.
    """

    authorisation_id: str
    authorised_as: str
    person_id: UUID
    person: str
    whom_type: str
    whom_id: str
    whom: str

    def subjects(self) -> tuple[Subject, ...]:
        """The authorisation, who acts, and for whom."""
        return (
            Subject("authorisation", AUTHORISATION, self.authorisation_id),
            Subject("person", PERSON, self.person_id),
            Subject("whom", self.whom_type, self.whom_id),
        )

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the kind in the reader's language."""
        kind = values.get("authorised_as")
        return {**values, "authorised_as": KIND_NAMES.get(str(kind), kind)}


@dataclass(frozen=True, kw_only=True)
class RepresentationClaimed(AboutAuthorisation, Fact):
    """Somebody says that they are the legal representative of an enterprise."""

    kind = "directory.representation_claimed"
    personal = frozenset({"person"})
    visible_to = OF_A_CLAIM
    personal_visible_to = OF_A_CLAIM
    actor_visible_to = OF_A_CLAIM
    sentence = _("%(person)s claims to be the %(authorised_as)s of %(whom)s.")


@dataclass(frozen=True, kw_only=True)
class RepresentationConfirmed(AboutAuthorisation, Fact):
    """An official confirmed a legal representative; `first_day` is inclusive."""

    kind = "directory.representation_confirmed"
    personal = frozenset({"person"})
    visible_to = OF_A_CLAIM
    personal_visible_to = OF_A_CLAIM
    actor_visible_to = OF_A_CLAIM
    sentence = _("%(person)s is the %(authorised_as)s of %(whom)s from %(first_day)s.")
    first_day: str


@dataclass(frozen=True, kw_only=True)
class RepresentationRefused(AboutAuthorisation, Fact):
    """An official refused a claim, with the reason."""

    kind = "directory.representation_refused"
    personal = frozenset({"person", "reason"})
    visible_to = OF_A_CLAIM
    personal_visible_to = OF_A_CLAIM
    actor_visible_to = OF_A_CLAIM
    sentence = _("%(person)s was not confirmed for %(whom)s: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class AuthorisationOffered(AboutAuthorisation, Fact):
    """A legal representative offered an authorisation; both days are inclusive.

    `matters` are codes of types of cases; empty means all.
    """

    kind = "directory.authorisation_offered"
    personal = frozenset({"person"})
    visible_to = OF_THE_PARTIES
    personal_visible_to = OF_THE_PARTIES
    actor_visible_to = OF_THE_PARTIES
    sentence = _(
        "%(person)s may act for %(whom)s from %(first_day)s to %(last_day)s once accepted."
    )
    matters: tuple[str, ...]
    first_day: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class AuthorisationAccepted(AboutAuthorisation, Fact):
    """The authorised person accepted."""

    kind = "directory.authorisation_accepted"
    personal = frozenset({"person"})
    visible_to = OF_THE_PARTIES
    personal_visible_to = OF_THE_PARTIES
    actor_visible_to = OF_THE_PARTIES
    sentence = _("%(person)s accepted to act for %(whom)s.")


@dataclass(frozen=True, kw_only=True)
class AuthorisationDeclined(AboutAuthorisation, Fact):
    """The authorised person declined."""

    kind = "directory.authorisation_declined"
    personal = frozenset({"person"})
    visible_to = OF_THE_PARTIES
    personal_visible_to = OF_THE_PARTIES
    actor_visible_to = OF_THE_PARTIES
    sentence = _("%(person)s declined to act for %(whom)s.")


@dataclass(frozen=True, kw_only=True)
class AgentTakenOn(AboutAuthorisation, Fact):
    """An official helps an applicant in the applicant's own form, with consent.

    `consent` says how consent was given. Both days are inclusive.
    """

    kind = "directory.agent_taken_on"
    personal = frozenset({"person", "whom", "consent"})
    visible_to = OF_THE_PARTIES
    personal_visible_to = OF_THE_PARTIES
    actor_visible_to = OF_THE_PARTIES
    sentence = _(
        "%(person)s helps %(whom)s as %(authorised_as)s from %(first_day)s to %(last_day)s; "
        "consent: %(consent)s"
    )
    consent: str
    matters: tuple[str, ...]
    first_day: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class AuthorisationEnded(AboutAuthorisation, Fact):
    """An authorisation gives no rights from this instant on."""

    kind = "directory.authorisation_ended"
    personal = frozenset({"person", "whom", "reason"})
    visible_to = OF_THE_PARTIES
    personal_visible_to = OF_THE_PARTIES
    actor_visible_to = OF_THE_PARTIES
    sentence = _("%(person)s acts for %(whom)s no longer: %(reason)s")
    reason: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say so where nobody gave a reason."""
        return {**values, "reason": values.get("reason") or gettext("no reason given")}


@dataclass(frozen=True, kw_only=True)
class AuthorisationUsed(AboutAuthorisation, Fact):
    """Somebody did something for somebody else; `matter` is the code of a type of cases."""

    kind = "directory.authorisation_used"
    personal = frozenset({"person", "whom"})
    visible_to = OF_THE_PARTIES
    personal_visible_to = OF_THE_PARTIES
    actor_visible_to = OF_THE_PARTIES
    sentence = _("%(what)s: by %(authorised_as)s %(person)s for %(whom)s.")
    matter: str
    what: str
