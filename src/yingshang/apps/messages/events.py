"""What this app records: what a person must know of, never one fact a message."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.events import PERSON
from yingshang.apps.ledger.events import Fact, Subject

MESSAGE = "yingshang_messages.message"


@dataclass(frozen=True, kw_only=True)
class AboutMessage:
    """The part of a fact that names one message and whom it is for."""

    message_id: UUID
    person_id: UUID

    def subjects(self) -> tuple[Subject, ...]:
        """The message and the person."""
        return (
            Subject("message", MESSAGE, self.message_id),
            Subject("person", PERSON, self.person_id),
        )


@dataclass(frozen=True, kw_only=True)
class MessageUndeliverable(AboutMessage, Fact):
    """An e-mail was given up; somebody has to look. `reason` is what the mail server said."""

    kind = "messages.undeliverable"
    sentence = _("An e-mail could not be delivered: %(reason)s")
    visible_to = ("lead_office", "administrator", "oneself")

    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageRetried(AboutMessage, Fact):
    """An undeliverable e-mail is tried again at a person's word."""

    kind = "messages.retried"
    sentence = _("An e-mail that could not be delivered is tried again.")
    visible_to = ("lead_office", "administrator", "oneself")


@dataclass(frozen=True, kw_only=True)
class PreferencesChanged(Fact):
    """Somebody chose how to be reminded; empty texts mean the city's own rule."""

    kind = "messages.preferences_changed"
    sentence = _("The way of being reminded was changed.")
    visible_to = ("oneself",)

    person_id: UUID
    wants_email: bool
    digest_hour: str
    quiet_from: str
    quiet_to: str

    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", PERSON, self.person_id),)
