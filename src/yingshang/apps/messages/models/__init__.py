"""What is said to whom, how, and by which rules."""

from yingshang.apps.messages.models.digests import Digest, Reminder
from yingshang.apps.messages.models.messages import Channel, Message, MessageQuerySet, State
from yingshang.apps.messages.models.rules import Preference, Rulebook

__all__ = [
    "Channel",
    "Digest",
    "Message",
    "MessageQuerySet",
    "Preference",
    "Reminder",
    "Rulebook",
    "State",
]
