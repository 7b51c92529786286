"""The book of record: what happened, who still has to be told, what is still running."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Clock(models.Model):
    """The one row that says at which instant a sample installation stands."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    standing_at = models.DateTimeField(_("standing at"), null=True)

    class Meta:
        verbose_name = _("clock")
        constraints = [models.CheckConstraint(name="ledger_has_one_clock", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.standing_at or _("the real clock"))


class Head(models.Model):
    """Where one strand of the chain ends; whoever writes into a strand holds its row.

    `id` is the strand, `number` the place of its last event in it, `sequence` that event.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    ledger_id = models.UUIDField(default=uuid.uuid4, editable=False)
    sequence = models.PositiveBigIntegerField(default=0)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="ledger_strand_from_1", condition=Q(id__gte=1))]

    def __str__(self) -> str:
        return f"{self.pk}: {self.number} {self.hash}"


class Event(models.Model):
    """One fact, written in the transaction that made it true. Never updated, never deleted.

    `sequence` is its number in the ledger: larger than that of everything that was committed
    before it. `number` is its place in its strand, without gaps. `subjects` is what the hash
    covers; the `EventSubject` rows are its index. A personal field holds only
    `{"sm3": digest}` in `payload`.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    strand = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(_("kind"), max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"))
    payload = models.JSONField()
    subjects = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        constraints = [
            models.UniqueConstraint(fields=["strand", "number"], name="ledger_event_place_once")
        ]
        indexes = [
            models.Index(fields=["kind", "sequence"], name="ledger_event_kind"),
            models.Index(fields=["actor", "sequence"], name="ledger_event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"


class EventSubject(models.Model):
    """Something an event is about: the row that puts the event into its timeline."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="subject_rows")
    role = models.CharField(max_length=40)
    type = models.CharField(max_length=80)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "role", "type", "key"], name="event_subject_once"
            )
        ]
        indexes = [models.Index(fields=["type", "key", "event"], name="ledger_subject_timeline")]

    def __str__(self) -> str:
        return f"{self.role} {self.type} {self.key}"


class PersonalValue(models.Model):
    """The personal value of one field of one event, encrypted; empty once erased."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="personal_values")
    field = models.CharField(max_length=60)
    salt = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "field"], name="personal_value_once"),
            models.CheckConstraint(
                name="personal_value_whole_or_erased",
                condition=Q(salt=None, sealed=None) | Q(salt__isnull=False, sealed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.field}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The vocabulary of the outbox."""

    def owed(self) -> "DeliveryQuerySet":
        """Neither done nor given up."""
        return self.filter(done_at=None, dead_at=None)

    def due(self, at: Any) -> "DeliveryQuerySet":
        """Owed, and to be tried at the instant `at` or before."""
        return self.owed().filter(next_attempt_at__lte=at)

    def dead(self) -> "DeliveryQuerySet":
        """Given up after the last attempt; a person has to look."""
        return self.filter(done_at=None, dead_at__isnull=False)


class Delivery(models.Model):
    """One subscriber who is owed one event: the outbox row. Done ones may be pruned."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(_("subscriber"), max_length=120)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(_("given up at"), null=True)
    last_error = models.TextField(_("last error"), blank=True)
    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        constraints = [
            models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_once"),
            models.CheckConstraint(
                name="delivery_done_or_dead", condition=Q(done_at=None) | Q(dead_at=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "event"],
                condition=Q(done_at=None, dead_at=None),
                name="ledger_delivery_owed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.subscriber}"


class Job(models.Model):
    """Work that outlives a request: which function, how far it has got, and where to go on.

    `cursor` commits with the chunk that it follows, so that a job resumed after a crash repeats
    nothing and skips nothing.
    """

    class State(models.TextChoices):
        """How the work stands."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    ENDED = (State.DONE, State.FAILED, State.CANCELLED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=200)
    function = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    cursor = models.JSONField(null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    is_cancelling = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    result_url = models.CharField(max_length=300, blank=True)
    message = models.TextField(blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        constraints = [
            models.CheckConstraint(
                name="job_done_within_total", condition=Q(total=0) | Q(done__lte=F("total"))
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="ledger_job_open",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether the page has to look again."""
        return self.state not in self.ENDED
