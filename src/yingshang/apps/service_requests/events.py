"""What happens to requests: facts in the past tense. None holds a name, a number or own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.events import CASE, READERS
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.ledger.reader import in_words

INTAKE = "intake"
CLIENT_KEY = "service_requests.clientkey"
ONLY_INTAKE: tuple[str, ...] = ("service_requests.intake",)


@dataclass(frozen=True, kw_only=True)
class AboutRequest(Fact):
    """The part of a fact that names one request and the office that received it."""

    visible_to = READERS
    actor_visible_to: ClassVar[tuple[str, ...]] = ("casework.readers",)

    case: int
    number: str
    intake_id: UUID

    def subjects(self) -> tuple[Subject, ...]:
        """The case, and the office that received it."""
        return (Subject("case", CASE, str(self.case)), Subject(INTAKE, UNIT, self.intake_id))

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Names in the reader's language."""
        shown = dict(values)
        for name, value in values.items():
            if name.endswith("_zh"):
                bare = name.removesuffix("_zh")
                shown[bare] = in_words(str(value), str(values.get(f"{bare}_en") or ""))
        return shown


@dataclass(frozen=True, kw_only=True)
class ReportTaken(AboutRequest):
    """Somebody told the city something; who it was stands in the report alone."""

    kind = "service_requests.report_taken"
    actor_visible_to = ONLY_INTAKE
    sentence = _("Received by way of %(channel)s.")
    channel_zh: str
    channel_en: str


@dataclass(frozen=True, kw_only=True)
class RequestsJoined(AboutRequest):
    """Two requests are one matter; both receipts stay."""

    kind = "service_requests.joined"
    sentence = _("Joined to %(into)s: %(reason)s")
    into: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestsKeptApart(AboutRequest):
    """Two requests that look alike are two matters."""

    kind = "service_requests.kept_apart"
    sentence = _("Kept apart from %(other)s: %(reason)s")
    other: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportParted(AboutRequest):
    """A report is a matter of its own after all."""

    kind = "service_requests.parted"
    sentence = _("Parted from %(before)s: %(reason)s")
    before: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TopicDecided(AboutRequest):
    """A person decided what it is about and who handles it."""

    kind = "service_requests.topic_decided"
    sentence = _("Topic %(topic)s, for %(unit)s.")
    topic_zh: str
    topic_en: str
    unit: str
    was_proposed: bool


@dataclass(frozen=True, kw_only=True)
class ReporterCalled(AboutRequest):
    """Somebody outside the handling unit called back, or the reporter answered by themselves."""

    kind = "service_requests.called_back"
    actor_visible_to = ONLY_INTAKE
    sentence = _("Call-back %(call_back)s: %(heard)s.")
    call_back: int
    heard_zh: str
    heard_en: str


@dataclass(frozen=True, kw_only=True)
class ReporterAsked(AboutRequest):
    """The unit asks the reporter a question; the words are on the page alone."""

    kind = "service_requests.question_asked"
    sentence = _("The reporter was asked a question.")


@dataclass(frozen=True, kw_only=True)
class ReporterAnswered(AboutRequest):
    """The reporter answered."""

    kind = "service_requests.question_answered"
    sentence = _("The reporter answered the question.")


@dataclass(frozen=True, kw_only=True)
class DisclosureAsked(AboutRequest):
    """A unit asked who it is."""

    kind = "service_requests.disclosure_asked"
    sentence = _("The reporter was asked whether the unit may know who they are: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class DisclosureAnswered(AboutRequest):
    """The reporter agreed, or did not."""

    kind = "service_requests.disclosure_answered"
    sentence = _("The reporter answered whether the unit may know who they are: %(answer)s.")
    answer_zh: str
    answer_en: str


@dataclass(frozen=True, kw_only=True)
class IdentityRead(AboutRequest):
    """A unit read who it is; from then on the reporter cannot take it back."""

    kind = "service_requests.identity_read"
    sentence = _("The unit read who reported, as the reporter had agreed.")


@dataclass(frozen=True, kw_only=True)
class ExclusionAsked(AboutRequest):
    """A call-back should not count for the rates."""

    kind = "service_requests.exclusion_asked"
    sentence = _("Call-back %(call_back)s should not count: %(reason)s")
    call_back: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExclusionDecided(AboutRequest):
    """Somebody else decided whether a call-back counts."""

    kind = "service_requests.exclusion_decided"
    sentence = _("Call-back %(call_back)s: %(decision)s.")
    call_back: int
    decision_zh: str
    decision_en: str


@dataclass(frozen=True, kw_only=True)
class TopicModelTaken(Fact):
    """A learned model proposes topics from now on."""

    kind = "service_requests.topic_model_taken"
    sentence = _("The topic model %(named)s was taken into use.")
    model: int
    named: str
    digest: str

    def subjects(self) -> tuple[Subject, ...]:
        """The model."""
        return (Subject("model", "service_requests.topicmodel", str(self.model)),)


@dataclass(frozen=True, kw_only=True)
class AboutClientKey(Fact):
    """The part of a fact that names the key of a program."""

    visible_to = ("service_requests.key_keepers",)
    actor_visible_to = ("service_requests.key_keepers",)

    key: int
    name: str

    def subjects(self) -> tuple[Subject, ...]:
        """The key."""
        return (Subject("key", CLIENT_KEY, str(self.key)),)


@dataclass(frozen=True, kw_only=True)
class ClientKeyMade(AboutClientKey):
    """A program of others may report from now on."""

    kind = "service_requests.client_key_made"
    sentence = _("A key for the open interface was made for %(name)s.")


@dataclass(frozen=True, kw_only=True)
class ClientKeyRevoked(AboutClientKey):
    """It may no longer."""

    kind = "service_requests.client_key_revoked"
    sentence = _("The key of %(name)s for the open interface was revoked.")
