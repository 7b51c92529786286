"""Send e-mails that are due; a crash at any point loses none and repeats at most one."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.decisions import LONGEST_WAIT, wait_after
from yingshang.apps.ledger.services import record
from yingshang.apps.messages.channels import Channel, Email, Outcome, Outgoing, Receipt
from yingshang.apps.messages.decisions import end_of_quiet, is_stale
from yingshang.apps.messages.events import MessageUndeliverable
from yingshang.apps.messages.models import Channel as ChannelCode
from yingshang.apps.messages.models import Message, State
from yingshang.apps.messages.selectors import rulebooks

logger = logging.getLogger(__name__)
CLOSED = gettext_noop("The account was closed before it could be sent.")
UNWANTED = gettext_noop("The person does not want e-mail any more.")
NO_ADDRESS = gettext_noop("The person has no e-mail address any more.")
STALE = gettext_noop("It waited for days without a mail server; it can be read in the site.")


@dataclass(frozen=True)
class Attempt:
    """A message that is to be sent now."""

    message_id: UUID
    outgoing: Outgoing


def send_due(*, at: datetime, limit: int = 50) -> int:
    """Send e-mails that are due at an instant, the oldest first.

    Each attempt is committed, with the time of the next one, before anything is sent: whoever is
    killed in between leaves a row that is tried again, under the same Message-ID. Without a mail
    server everything stays as it is.

    Returns:
        How many rows were dealt with: sent, put off or withdrawn.
    """
    channel = Email()
    count = 0
    if not channel.is_connected():
        return count
    try:
        while count < limit and _send_next(channel, at):
            count += 1
    finally:
        channel.close()
    return count


def _send_next(channel: Channel, at: datetime) -> bool:
    """Deal with the next due row; False when there is none or the mail server is out of order."""
    taken = _take(at)
    if not isinstance(taken, Attempt):
        return taken
    receipt = channel.send(taken.outgoing)
    _finish(taken.message_id, receipt, at)
    return not receipt.is_down


@transaction.atomic
def _take(at: datetime) -> Attempt | bool:
    """Lock the next due row and decide: an attempt to make, True when put off, False for none."""
    due = Message.objects.due(at).filter(channel=ChannelCode.EMAIL)
    free = due.select_for_update(of=("self",), skip_locked=True).select_related("person")
    message = free.order_by("next_attempt_at", "pk").first()
    if message is None:
        return False
    if reason := _no_longer(message, at):
        message.state, message.ended_at, message.last_error = State.WITHDRAWN, at, reason
        message.save(update_fields=["state", "ended_at", "last_error"])
        return True
    if (later := _quiet_until(message, at)) is not None:
        message.next_attempt_at = later
        message.save(update_fields=["next_attempt_at"])
        return True
    message.attempts += 1
    message.next_attempt_at = at + (wait_after(message.attempts) or LONGEST_WAIT)
    message.save(update_fields=["attempts", "next_attempt_at"])
    letter = Outgoing(message.key, message.person.email, message.subject, message.body)
    return Attempt(message.pk, letter)


def _no_longer(message: Message, at: datetime) -> str:
    """Why a message is not to be sent any more; empty when it is."""
    person = message.person
    wants_email = rulebooks.preference_of(person.pk).wants_email
    is_untried = message.state == State.WAITING and not message.attempts
    reasons = (
        (not person.is_active, CLOSED),
        (not wants_email, UNWANTED),
        (not person.email, NO_ADDRESS),
        (is_untried and is_stale(message.queued_at, at), STALE),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _quiet_until(message: Message, at: datetime) -> datetime | None:
    preference = rulebooks.preference_of(message.person_id)
    quiet = rulebooks.quiet_hours(preference, rulebooks.current())
    return end_of_quiet(at.astimezone(clock.zone()), quiet)


@transaction.atomic
def _finish(message_id: UUID, receipt: Receipt, at: datetime) -> None:
    """Write down what became of an attempt; what is given up is told to the ledger."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.last_error = receipt.reason
    is_last = wait_after(message.attempts) is None
    if receipt.outcome == Outcome.SENT:
        message.state, message.sent_at = State.SENT, at
    elif receipt.outcome == Outcome.LATER and not is_last:
        message.state = State.FAILED
    else:
        message.state, message.ended_at = State.UNDELIVERABLE, at
    message.save(update_fields=["state", "sent_at", "ended_at", "last_error"])
    if message.state == State.UNDELIVERABLE:
        logger.error("message %s is undeliverable: %s", message.pk, receipt.reason)
        fact = MessageUndeliverable(
            message_id=message.pk, person_id=message.person_id, reason=receipt.reason
        )
        record(fact, actor=None, at=at)
