"""Returns: what a unit says of a task each month, or of a quarter, in versions that are kept."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.periods import ReportingPeriod
from yingshang.apps.delivery.models.plan import Task
from yingshang.apps.delivery.models.responsibility import Role


class ReturnQuerySet(models.QuerySet["Return"]):
    """The vocabulary of returns."""

    def of_tasks(self) -> Self:
        """Returns and consolidations, without summaries."""
        return self.filter(task__isnull=False)

    def sent(self) -> Self:
        """Those that have left their unit and were not sent back."""
        return self.filter(state__in=Return.SENT)

    def with_names(self) -> Self:
        """With everything that the title of a row shows."""
        return self.select_related("period", "period__plan", "unit", "task", "task__section")

    def in_order(self) -> Self:
        """By the city's order of units, then by task as published; a summary comes first."""
        first = models.F("task__position").asc(nulls_first=True)
        return self.order_by("unit__rank", "unit__code", first, "kind", "id")


class Return(models.Model):
    """What one unit owes for one period: on one task, or as its summary of a quarter.

    Its content is in its versions. `revision` counts every saving, so that nobody overwrites what
    they have not read. `obligation` carries the dates, the claim and the verdict.
    """

    class Kind(models.TextChoices):
        """What is returned."""

        PROGRESS = "progress", pgettext_lazy("return", "return")
        CONSOLIDATION = "consolidation", pgettext_lazy("return", "consolidation")
        SUMMARY = "summary", pgettext_lazy("return", "summary")

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", pgettext_lazy("return", "draft")
        IN_REVIEW = "in_review", pgettext_lazy("return", "in review at the unit")
        SUBMITTED = "submitted", pgettext_lazy("return", "submitted")
        APPROVED = "approved", pgettext_lazy("return", "approved")
        SENT_BACK = "sent_back", pgettext_lazy("return", "sent back")

    # Left the unit, and not sent back.
    SENT: ClassVar = frozenset({State.SUBMITTED, State.APPROVED})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="returns")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="returns")
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="returns")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.PROGRESS)
    # The strongest in which the unit answers for the task; empty for summaries and consolidations.
    role = models.CharField(_("role"), max_length=12, choices=Role, blank=True)
    obligation = models.OneToOneField(
        "obligations.Obligation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("return")
        constraints = [
            models.UniqueConstraint(
                name="delivery_return_once_a_unit_task_and_period",
                fields=["period", "unit", "task", "kind"],
                violation_error_message=_("The unit already has this return."),
            ),
            models.UniqueConstraint(
                name="delivery_return_one_summary_a_unit_and_quarter",
                fields=["period", "unit"],
                condition=Q(kind="summary"),
                violation_error_message=_("The unit already has this summary."),
            ),
            models.CheckConstraint(
                name="delivery_return_summary_is_about_no_task",
                condition=Q(kind="summary", task__isnull=True)
                | (~Q(kind="summary") & Q(task__isnull=False)),
                violation_error_message=_("A return is about a task, a summary about none."),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "period"], name="delivery_return_of_unit"),
            models.Index(fields=["task", "period"], name="delivery_return_of_task"),
            models.Index(fields=["period", "state"], name="delivery_return_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.unit} · {self.task or self.get_kind_display()}"

    @property
    def is_editable(self) -> bool:
        """Whether the unit can write into it."""
        return self.state in {self.State.DRAFT, self.State.SENT_BACK}

    @property
    def is_begun(self) -> bool:
        """Whether anything was ever saved."""
        return self.revision > 0

    @property
    def gathers(self) -> bool:
        """Whether it rests on the returns of the other units of the task."""
        return self.kind == self.Kind.CONSOLIDATION or self.role == Role.LEAD


class ReturnVersion(models.Model):
    """One version of a return. Only the latest can be edited; all others are kept.

    `reason` says why it follows an approved one; it is empty for the first and after a sending
    back. `flags` are what the checks found when it left the unit, as code → value.
    """

    class Verdict(models.TextChoices):
        """What the lead office found."""

        NONE = "", _("not checked")
        APPROVED = "approved", pgettext_lazy("return", "approved")
        HOLLOW = "hollow", pgettext_lazy("return", "says nothing")
        FALSE = "false", pgettext_lazy("return", "not true")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    is_latest = models.BooleanField(default=True)
    reason = models.TextField(_("reason for the correction"), blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"))
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_in_at = models.DateTimeField(_("handed in"), null=True)
    # What the reviewer of the unit asks to be put right.
    unit_note = models.TextField(_("note of the reviewer"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    # Why a lead reports although returns of the others are missing.
    without_note = models.TextField(_("why without the others"), blank=True)
    rests_on = models.ManyToManyField(Return, related_name="supports", blank=True)
    flags = models.JSONField(default=dict)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict, blank=True)
    check_note = models.TextField(_("reason for sending back"), blank=True)

    class Meta:
        verbose_name = _("version of a return")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_returnversion_numbered_once", fields=["report", "number"]
            ),
            models.UniqueConstraint(
                name="delivery_returnversion_one_is_latest",
                fields=["report"],
                condition=Q(is_latest=True),
            ),
            models.CheckConstraint(
                name="delivery_returnversion_sent_back_with_a_reason",
                condition=~Q(verdict__in=["hollow", "false"]) | ~Q(check_note=""),
                violation_error_message=_("Give the reason; the unit will read it."),
            ),
            models.CheckConstraint(
                name="delivery_returnversion_checked_after_it_was_submitted",
                condition=Q(verdict="") | Q(submitted_at__isnull=False),
                violation_error_message=_("Only what has left the unit can be checked."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"


class ReturnLine(models.Model):
    """What is said of one measure, or in one section of a summary.

    `key` names what it is about: `planned:<key>` an own measure of the implementation plan,
    `measure:<code>` one of the published task, `section:<code>` a part of a summary. `title` keeps
    its words as they were. A figure is a numerator with unit and source, and a denominator where it
    is a share.
    """

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(ReturnVersion, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=80)
    title = models.TextField(_("measure"))
    progress = models.TextField(_("progress in this period"), blank=True)
    numerator = models.DecimalField(
        _("numerator"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    denominator = models.DecimalField(
        _("denominator"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    measured_in = models.CharField(_("unit of measurement"), max_length=40, blank=True)
    source = models.CharField(_("source of the figure"), max_length=200, blank=True)
    problems = models.TextField(_("problems"), blank=True)
    blocked_by = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("blocked by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    blocked_since = models.DateField(_("blocked since"), null=True, blank=True)
    next_step = models.TextField(_("next step"), blank=True)

    class Meta:
        verbose_name = _("line of a return")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_returnline_once_a_version", fields=["version", "key"]
            ),
            models.CheckConstraint(
                name="delivery_returnline_divides_by_something",
                condition=Q(denominator=None) | Q(denominator__gt=0),
                violation_error_message=_("A denominator is greater than zero."),
            ),
            models.CheckConstraint(
                name="delivery_returnline_blocked_by_somebody",
                condition=Q(blocked_since=None) | Q(blocked_by__isnull=False),
                violation_error_message=_("Say which unit it waits for."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["blocked_by", "blocked_since"],
                condition=Q(blocked_by__isnull=False),
                name="delivery_returnline_blocked",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ClaimedMilestone(models.Model):
    """A milestone that a line claims as reached; approval of the return proves it.

    `milestone` is the key of the milestone, the same in every version of the plan.
    """

    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="claimed")
    milestone = models.UUIDField()
    result = models.TextField(_("expected result"))

    class Meta:
        verbose_name = _("claimed milestone")
        constraints = [
            models.UniqueConstraint(
                name="delivery_claimedmilestone_once_a_line", fields=["line", "milestone"]
            )
        ]

    def __str__(self) -> str:
        return self.result
