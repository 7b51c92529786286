"""Plans, their sections and tasks, and what a person corrected."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.models.wording import Wording, WordingField, as_wording


class PlanQuerySet(models.QuerySet["Plan"]):
    """The vocabulary of plans."""

    def of_the_city(self) -> Self:
        """Plans of the city itself, not those kept in workspaces."""
        return self.filter(workspace__isnull=True)

    def latest_first(self) -> Self:
        """By period, the newest first."""
        return self.order_by("-period_from", "code")


class Plan(models.Model):
    """A published plan, as last installed. `code` is the id of its pack.

    `period_from` and `period_to` are local days, both inclusive. An empty `doc_number` means that
    the published text has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(
        "directory.Workspace", null=True, blank=True, on_delete=models.CASCADE, related_name="plans"
    )
    release = models.ForeignKey(
        "registers.PackRelease", on_delete=models.PROTECT, related_name="plans"
    )
    code = models.CharField(_("pack"), max_length=80)
    city = WordingField(_("city"))
    title = models.CharField(_("title"), max_length=300)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    doc_number = models.CharField(_("document number"), max_length=100, blank=True)
    period_from = models.DateField(_("first day of the period"))
    period_to = models.DateField(_("last day of the period"))
    text = models.TextField(_("published text"))
    sha256 = models.CharField(_("SHA-256 of the published text"), max_length=64)
    compiled_by = models.CharField(_("compiled by"), max_length=200)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        constraints = [
            models.UniqueConstraint(
                name="delivery_plan_once_in_the_city",
                fields=["code"],
                condition=Q(workspace__isnull=True),
                violation_error_message=_("The city already has this plan."),
            ),
            models.UniqueConstraint(
                name="delivery_plan_once_in_a_workspace",
                fields=["workspace", "code"],
                violation_error_message=_("This workspace already has this plan."),
            ),
            models.CheckConstraint(
                name="delivery_plan_ends_after_it_begins",
                condition=Q(period_to__gte=models.F("period_from")),
                violation_error_message=_("The plan's period ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_earlier_than_issue(self, day: date | None) -> bool:
        """Whether `day` lies before the day on which the plan was issued."""
        return day is not None and self.issued_on is not None and day < self.issued_on


class EntryQuerySet(models.QuerySet[Any]):
    """The vocabulary of what a plan holds."""

    def in_force(self) -> Self:
        """Rows that the installed release still has."""
        return self.filter(ended_at__isnull=True)


class Entry(models.Model):
    """A row of a plan. `code` is unique among the plan's rows of its kind and made of content.

    A row that a newer release no longer has is ended, never deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)s_rows")
    code = models.CharField(_("code"), max_length=300)
    position = models.PositiveIntegerField(_("place in the plan"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_code_once_in_a_plan",
                fields=["plan", "code"],
                violation_error_message=_("The plan already has a row with this code."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class Quoted(Entry):
    """A row that rests on words of the published text: half-open code-point offsets."""

    quote = models.TextField(_("words of the plan"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta(Entry.Meta):
        abstract = True

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand."""
        return self.start, self.end


class Section(Entry):
    """A numbered heading of the plan; `code` is its path, such as `2.1`."""

    number = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta(Entry.Meta):
        verbose_name = _("section")

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class Task(Entry):
    """A numbered task: its heading, sentence and responsibility clause in the published text.

    `start` and `end` enclose the whole task. Without a clause, `clause_start` equals `clause_end`.
    `search_text` is what a search looks through, folded.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="tasks")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    clause_start = models.PositiveIntegerField(default=0)
    clause_end = models.PositiveIntegerField(default=0)
    summary = WordingField(_("summary"))
    stored_notes = models.JSONField(default=list)
    search_text = models.TextField(default="")

    class Meta(Entry.Meta):
        verbose_name = _("task")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def notes(self) -> tuple[Wording, ...]:
        """How the project interprets the task where its words leave a choice."""
        return tuple(as_wording(note) for note in self.stored_notes)


class Correction(Entry):
    """What a person decided against the compiler's reading, and why."""

    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    field = models.CharField(_("field"), max_length=200)
    compiled = models.TextField(_("as compiled"), blank=True)
    decided = models.TextField(_("as decided"))
    reason = models.TextField(_("reason"))
    decided_by = models.CharField(_("decided by"), max_length=200)
    decided_on = models.DateField(_("decided on"))

    class Meta(Entry.Meta):
        verbose_name = _("correction")
