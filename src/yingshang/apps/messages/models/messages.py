"""One message to one person over one channel."""

import uuid
from datetime import datetime
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.messages.models.digests import Digest


class Channel(models.TextChoices):
    """The ways in which a message can go."""

    IN_APP = "in_app", _("in the site")
    EMAIL = "email", _("e-mail")


class State(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENT = "sent", pgettext_lazy("message", "sent")
    READ = "read", pgettext_lazy("message", "read")
    FAILED = "failed", pgettext_lazy("message", "failed, will be tried again")
    UNDELIVERABLE = "undeliverable", pgettext_lazy("message", "undeliverable")
    WITHDRAWN = "withdrawn", pgettext_lazy("message", "not sent")


class MessageQuerySet(models.QuerySet["Message"]):
    """The vocabulary of messages."""

    def inbox_of(self, person_id: UUID) -> Self:
        """What a person finds in the site."""
        return self.filter(person_id=person_id, channel=Channel.IN_APP)

    def unread(self) -> Self:
        """Delivered in the site and not opened."""
        return self.filter(channel=Channel.IN_APP, state=State.SENT)

    def owed(self) -> Self:
        """Still to be sent."""
        return self.filter(state__in=[State.WAITING, State.FAILED])

    def due(self, at: datetime) -> Self:
        """Owed, and to be tried at the aware instant `at` or before."""
        return self.owed().filter(next_attempt_at__lte=at)

    def undeliverable(self) -> Self:
        """Given up; a person has to look."""
        return self.filter(state=State.UNDELIVERABLE)


class Message(models.Model):
    """What was or will be said to one person over one channel, in the words as they were rendered.

    `key` makes sending idempotent: the same key is never queued twice. Words are kept short and
    name no person; `url` leads to the page where everything is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages"
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    template = models.CharField(_("template"), max_length=80)
    template_version = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    url = models.CharField(max_length=300, blank=True)
    about_type = models.CharField(max_length=80, blank=True)
    about_key = models.CharField(max_length=80, blank=True)
    digest = models.ForeignKey(Digest, null=True, on_delete=models.PROTECT, related_name="messages")
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(_("written"))
    next_attempt_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    read_at = models.DateTimeField(_("read at"), null=True)
    ended_at = models.DateTimeField(_("given up at"), null=True)
    last_error = models.TextField(_("last fault"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        constraints = [
            models.CheckConstraint(
                name="message_owed_has_a_next_attempt",
                condition=Q(state__in=["waiting", "failed"], next_attempt_at__isnull=False)
                | ~Q(state__in=["waiting", "failed"]),
                violation_error_message=_("A message that is still to be sent needs a time."),
            ),
            models.CheckConstraint(
                name="message_sent_has_a_time",
                condition=~Q(state__in=["sent", "read"]) | Q(sent_at__isnull=False),
                violation_error_message=_("A message that was sent needs the time of sending."),
            ),
            models.CheckConstraint(
                name="message_read_in_the_site_only",
                condition=~Q(state="read") | Q(channel="in_app", read_at__isnull=False),
                violation_error_message=_("Only a message in the site is known to be read."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state__in=["waiting", "failed"]),
                name="message_owed",
            ),
            models.Index(
                fields=["person", "queued_at", "id"],
                condition=Q(channel="in_app"),
                name="message_inbox",
            ),
            models.Index(
                fields=["person"],
                condition=Q(channel="in_app", state="sent"),
                name="message_unread",
            ),
            models.Index(
                fields=["ended_at", "id"],
                condition=Q(state="undeliverable"),
                name="message_undeliverable",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_unread(self) -> bool:
        """Whether it waits in the site to be opened."""
        return self.channel == Channel.IN_APP and self.state == State.SENT
