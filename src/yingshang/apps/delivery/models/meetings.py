"""Dispatch meetings (调度会): called, held, minuted; their agenda, and what they decide."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.plan import Plan, Task
from yingshang.apps.delivery.models.returns import Return


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """The vocabulary of meetings."""

    def latest_first(self) -> Self:
        """The newest number first."""
        return self.order_by("-number")

    def took_place(self) -> Self:
        """Held, with or without minutes."""
        return self.filter(state__in=[Meeting.State.HELD, Meeting.State.MINUTED])


class Meeting(models.Model):
    """One dispatch meeting on a plan, numbered from 1; `held_on` is its day, past or to come.

    `revision` counts every change, so that nobody overwrites what they have not read.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", pgettext_lazy("meeting", "called")
        HELD = "held", pgettext_lazy("meeting", "held")
        MINUTED = "minuted", pgettext_lazy("meeting", "minuted")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=100)
    chair = models.CharField(_("chaired by"), max_length=100)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    opening = models.TextField(_("what was reported"), blank=True)
    closing = models.TextField(_("what else was asked"), blank=True)
    cancel_reason = models.TextField(_("reason"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    called_at = models.DateTimeField(_("called at"))
    drawn_up_at = models.DateTimeField(_("agenda drawn up"), null=True)
    minuted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    minuted_at = models.DateTimeField(_("minutes settled"), null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch meeting")
        constraints = [
            models.UniqueConstraint(
                name="delivery_meeting_numbered_once",
                fields=["plan", "number"],
                violation_error_message=_("There is a meeting with this number already."),
            ),
            models.CheckConstraint(
                name="delivery_meeting_minuted_by_somebody",
                condition=~Q(state="minuted")
                | Q(minuted_by__isnull=False, minuted_at__isnull=False),
                violation_error_message=_("Minutes need the person who settled them."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("dispatch meeting No. %(number)s")) % {"number": self.number}

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be held, so that its agenda can change."""
        return self.state == self.State.PLANNED

    @property
    def is_held(self) -> bool:
        """Whether it took place and its minutes are still open."""
        return self.state == self.State.HELD


class Attendance(models.Model):
    """A unit that a meeting calls, who comes for it, and whether anybody came (None: not yet)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    persons = models.CharField(_("people"), max_length=200, blank=True)
    came = models.BooleanField(_("came"), null=True)

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint(
                name="delivery_attendance_once_a_meeting", fields=["meeting", "unit"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.unit}"


class AgendaItem(models.Model):
    """Something on the agenda as it stood when the agenda was drawn up.

    `key` says from what it was made, so that drawing up again keeps the row: `duty:<id>`,
    `blocked:<return>:<line>`, `decision:<id>`, `hand:<uuid>`.
    """

    class Source(models.TextChoices):
        """Why it is on the agenda; in the order in which a meeting takes them."""

        DECISION = "decision", _("decided last time")
        OVERDUE = "overdue", pgettext_lazy("agenda", "overdue")
        SENT_BACK = "sent_back", pgettext_lazy("agenda", "sent back")
        BLOCKED = "blocked", pgettext_lazy("agenda", "blocked")
        NEAR = "near", pgettext_lazy("agenda", "due soon")
        HAND = "hand", _("added by hand")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    key = models.CharField(max_length=160)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(_("why"), max_length=9, choices=Source)
    theme = models.CharField(_("environment"), max_length=20, blank=True)
    unit = models.ForeignKey(
        "directory.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what"), max_length=300)
    note = models.TextField(_("how it stands"), blank=True)
    light = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(_("due on"), null=True)
    blocked_by = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("waits for"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    blocked_since = models.DateField(_("since"), null=True)
    obligation = models.ForeignKey(
        "obligations.Obligation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.ForeignKey(Return, null=True, on_delete=models.PROTECT, related_name="+")
    # What an earlier meeting decided, when the item asks how that stands.
    earlier = models.ForeignKey("Decision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("item of an agenda")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_agendaitem_once_a_meeting",
                fields=["meeting", "key"],
                violation_error_message=_("This is on the agenda already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What a meeting decided that one unit is to do, with the duty that carries its dates.

    The duty (kind `delivery.decision`) holds claim, verdict, lateness and the units beside.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decided")
    number = models.PositiveSmallIntegerField(_("number"))
    item = models.ForeignKey(
        AgendaItem, null=True, on_delete=models.PROTECT, related_name="decided"
    )
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="decided")
    what = models.CharField(_("what is to be done"), max_length=280)
    holder = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    obligation = models.OneToOneField(
        "obligations.Obligation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("decided at"))
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        verbose_name = _("decision of a meeting")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_decision_numbered_once", fields=["meeting", "number"]
            )
        ]

    def __str__(self) -> str:
        return self.what


class DecisionReport(models.Model):
    """A unit's word that it has done what was decided, and what the lead office found."""

    class Verdict(models.TextChoices):
        """What the lead office found."""

        NONE = "", _("not checked")
        PROVEN = "proven", pgettext_lazy("decision", "proven")
        HOLLOW = "hollow", pgettext_lazy("decision", "says nothing")
        FALSE = "false", pgettext_lazy("decision", "not true")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reports")
    note = models.TextField(_("what was done"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(_("reported at"))
    verdict = models.CharField(_("verdict"), max_length=6, choices=Verdict, blank=True)
    check_note = models.TextField(_("note of the lead office"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)

    class Meta:
        verbose_name = _("report on a decision")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="delivery_decisionreport_says_something",
                condition=~Q(note=""),
                violation_error_message=_("Say what was done."),
            )
        ]

    def __str__(self) -> str:
        return self.note
