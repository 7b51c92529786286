"""A unit's own plan for a task: versions, measures, milestones, what each month should bring."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.differences import figure_of
from yingshang.apps.delivery.models.findings import Measure
from yingshang.apps.delivery.models.plan import Plan, Task
from yingshang.apps.delivery.models.responsibility import Role


class ImplementationPlanQuerySet(models.QuerySet["ImplementationPlan"]):
    """The vocabulary of implementation plans."""

    def of(self, plan: Plan) -> Self:
        """Those that carry out one published plan."""
        return self.filter(task__plan=plan)

    def in_order(self) -> Self:
        """By task as published, then by the city's order of units."""
        return self.order_by("task__position", "unit__rank", "pk")

    def after(self, position: int, rank: int, key: uuid.UUID) -> Self:
        """Rows behind the one of this task, unit and id, in the order of `in_order`."""
        same_task = Q(task__position=position)
        behind = Q(unit__rank__gt=rank) | Q(unit__rank=rank, pk__gt=key)
        return self.filter(Q(task__position__gt=position) | (same_task & behind))

    def with_state(self, wanted: str = "") -> Self:
        """Annotate `state`, that of the latest version; `none` before anybody has begun.

        Args:
            wanted: Only plans in this state; empty keeps all.
        """
        latest = ImplementationVersion.objects.filter(plan=OuterRef("pk"), is_latest=True)
        state = Subquery(latest.order_by().values("state")[:1])
        annotated = self.annotate(state=Coalesce(state, Value("none")))
        return annotated.filter(Q(state=wanted)) if wanted else annotated


class ImplementationPlan(models.Model):
    """What one unit will do for one task; its content is in its versions.

    `role` is the strongest in which the unit answers for the task.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="implementation_plans")
    unit = models.ForeignKey(
        "directory.Unit", on_delete=models.PROTECT, related_name="implementation_plans"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    opened_at = models.DateTimeField(_("asked for"))

    objects = ImplementationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("implementation plan")
        constraints = [
            models.UniqueConstraint(
                name="delivery_implementation_once_a_unit_and_task",
                fields=["task", "unit"],
                violation_error_message=_("The unit already has a plan for this task."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.task}"


class ImplementationVersion(models.Model):
    """One version of an implementation plan. Only a draft can be edited; all others are kept.

    `revision` counts the savings of a draft, so that nobody overwrites what they have not read.
    """

    class State(models.TextChoices):
        """How far a version has come."""

        DRAFT = "draft", pgettext_lazy("implementation plan", "draft")
        SIGNED = "signed", pgettext_lazy("implementation plan", "signed")
        ACCEPTED = "accepted", pgettext_lazy("implementation plan", "accepted")
        SENT_BACK = "sent_back", pgettext_lazy("implementation plan", "sent back")
        REPLACED = "replaced", pgettext_lazy("implementation plan", "replaced")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(ImplementationPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    is_latest = models.BooleanField(default=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    # Why this version follows an accepted one; empty for the first and after a sending back.
    reason = models.TextField(_("reason for the change"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed at"), null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    review_note = models.TextField(_("reason for sending back"), blank=True)

    class Meta:
        verbose_name = _("version of an implementation plan")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_version_numbered_once", fields=["plan", "number"]
            ),
            models.UniqueConstraint(
                name="delivery_version_one_is_latest", fields=["plan"], condition=Q(is_latest=True)
            ),
            models.UniqueConstraint(
                name="delivery_version_one_is_in_force",
                fields=["plan"],
                condition=Q(state="accepted"),
            ),
            models.CheckConstraint(
                name="delivery_version_signed_by_a_person",
                condition=Q(state="draft") | Q(signed_by__isnull=False, signed_at__isnull=False),
                violation_error_message=_("Only what a leader has signed leaves the unit."),
            ),
            models.CheckConstraint(
                name="delivery_version_sent_back_with_a_reason",
                condition=~Q(state="sent_back") | ~Q(review_note=""),
                violation_error_message=_("Give the reason; the unit will read it."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "plan"],
                condition=Q(is_latest=True),
                name="delivery_version_by_state",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be edited."""
        return self.state == self.State.DRAFT


class PlannedMeasure(models.Model):
    """One thing that a unit will do: by whom, from when to when, shown by what.

    `key` stays the same from version to version. A draft may leave gaps; a signed one has none.
    `starts_on` and `ends_on` are local days, both inclusive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        ImplementationVersion, on_delete=models.CASCADE, related_name="planned_measures"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("own measure"))
    carries = models.ManyToManyField(Measure, related_name="carried_by", blank=True)
    section = models.CharField(_("responsible section"), max_length=100, blank=True)
    person_name = models.CharField(_("responsible person"), max_length=100, blank=True)
    # The account of that person, where the unit has exactly one of this name.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    evidence = models.TextField(_("evidence expected"), blank=True)
    result = models.TextField(_("expected result"), blank=True)

    class Meta:
        verbose_name = _("planned measure")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_plannedmeasure_once_a_version", fields=["version", "key"]
            ),
            models.CheckConstraint(
                name="delivery_plannedmeasure_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The measure ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class NotOurs(models.Model):
    """A published measure that the unit does not carry, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        ImplementationVersion, on_delete=models.CASCADE, related_name="not_ours"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it is not ours"))

    class Meta:
        verbose_name = _("measure of others")
        ordering = ["measure__position"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_notours_once_a_version", fields=["version", "measure"]
            ),
            models.CheckConstraint(
                name="delivery_notours_gives_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why this measure is not yours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.reason}"


class Milestone(models.Model):
    """A dated result that a planned measure promises, perhaps proven by a return since.

    `key` stays the same from version to version, and so does the proof. `proven_by` is the key of
    the return that proved it. `due_on` is a local day, inclusive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    planned_measure = models.ForeignKey(
        PlannedMeasure, on_delete=models.CASCADE, related_name="milestones"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("due on"))
    result = models.TextField(_("expected result"))
    proven_at = models.DateTimeField(_("proven at"), null=True)
    proven_by = models.CharField(_("proven by return"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("milestone")
        ordering = ["due_on", "position"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_milestone_once_a_measure", fields=["planned_measure", "key"]
            ),
            models.CheckConstraint(
                name="delivery_milestone_proven_by_a_return",
                condition=Q(proven_at=None, proven_by="")
                | (Q(proven_at__isnull=False) & ~Q(proven_by="")),
                violation_error_message=_("A milestone is proven by a return."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.result}"

    @property
    def is_proven(self) -> bool:
        """Whether a return has proven it."""
        return self.proven_at is not None


class ExpectedProgress(models.Model):
    """What a planned measure should have brought by the end of a month, in words and figures.

    `month_on` is the first day of the month. A figure is a numerator with its unit and source, and
    a denominator where it is a share.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    planned_measure = models.ForeignKey(
        PlannedMeasure, on_delete=models.CASCADE, related_name="expected_progress"
    )
    month_on = models.DateField(_("month"))
    words = models.TextField(_("expected progress"), blank=True)
    numerator = models.DecimalField(
        _("numerator"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    denominator = models.DecimalField(
        _("denominator"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit of measurement"), max_length=40, blank=True)
    source = models.CharField(_("source of the figure"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("expected progress")
        ordering = ["month_on"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_expectedprogress_once_a_month",
                fields=["planned_measure", "month_on"],
                violation_error_message=_("This month is there already."),
            ),
            models.CheckConstraint(
                name="delivery_expectedprogress_figure_names_its_unit",
                condition=Q(numerator=None, denominator=None)
                | (Q(numerator__isnull=False) & ~Q(unit="") & ~Q(source="")),
                violation_error_message=_("A figure needs its unit and its source."),
            ),
            models.CheckConstraint(
                name="delivery_expectedprogress_divides_by_something",
                condition=Q(denominator=None) | Q(denominator__gt=0),
                violation_error_message=_("A denominator is greater than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m} {self.words}"

    @property
    def figure(self) -> str:
        """The figure with its unit and source; empty without one."""
        return figure_of(self)
