"""Steps of a case as they happened, who signs in them, and what waits for them."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.models.cases import Case
from yingshang.apps.directory.models import Unit


class StepQuerySet(models.QuerySet["Step"]):
    """The vocabulary of steps."""

    def open(self) -> Self:
        """Steps on which somebody has to act."""
        return self.filter(status=Step.Status.OPEN)

    def held_by(self, units: Collection[UUID]) -> Self:
        """Steps that one of these units holds."""
        return self.filter(holder_unit_id__in=units)

    def by_date(self) -> Self:
        """The earliest last day first; those without a limit come last."""
        return self.order_by(F("due_at").asc(nulls_last=True), "id")


class Step(models.Model):
    """One doing of one step of a case; a step done again is a further row.

    Its holder is a unit, a person of that unit, or the applicant; `holder` is the same as the
    process engine names it (see `parties`). `promised_on` is the last day by which the city said it
    would be done and that of its obligation, `statutory_on` the one of the law.
    """

    class Status(models.TextChoices):
        """As `engines.process.Status`."""

        OPEN = "open", pgettext_lazy("step", "open")
        HELD = "held", pgettext_lazy("step", "waits for particulars")
        DONE = "done", pgettext_lazy("step", "done")
        SKIPPED = "skipped", pgettext_lazy("step", "not needed")
        UNREACHED = "unreached", pgettext_lazy("step", "not reached")
        WITHDRAWN = "withdrawn", pgettext_lazy("step", "withdrawn")
        RETURNED = "returned", pgettext_lazy("step", "sent back")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField(default=1)
    performer = models.CharField(max_length=9, default="official")
    status = models.CharField(_("state"), max_length=9, choices=Status, default=Status.OPEN)
    outcome = models.CharField(_("outcome"), max_length=80, blank=True)
    holder = models.CharField(max_length=60, blank=True)
    holder_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("holder")
    )
    holder_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    delegate = models.CharField(max_length=60, blank=True)
    delegate_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed = models.CharField(max_length=80, blank=True)
    proposed_by = models.CharField(max_length=60, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    missing = models.JSONField(default=list)
    # How many signatories must agree: {"mode", "share"}; empty where nobody signs.
    rule = models.JSONField(default=dict)
    round = models.PositiveSmallIntegerField(default=0)
    is_superseded = models.BooleanField(default=False)
    opened_at = models.DateTimeField(_("opened"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    promised_on = models.DateField(_("promised last day"), null=True)
    statutory_on = models.DateField(_("statutory last day"), null=True)
    due_at = models.DateTimeField(null=True)
    # When the step settles itself because nobody did; null where silence means nothing.
    expires_at = models.DateTimeField(null=True)
    late_reason = models.TextField(_("reason for lateness"), blank=True)
    late_reason_published_at = models.DateTimeField(null=True)
    # 销号: whether somebody else must check what was done, and who did.
    needs_check = models.BooleanField(default=False)
    waits_for_check = models.BooleanField(default=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("case", "step")
        constraints = [
            models.UniqueConstraint(
                name="casework_step_numbered_once", fields=["case", "code", "number"]
            ),
            models.UniqueConstraint(
                name="casework_step_one_is_under_way",
                fields=["case", "code"],
                condition=Q(status__in=["open", "held"]),
                violation_error_message=_("This step is under way already."),
            ),
            models.CheckConstraint(
                name="casework_step_settled_with_an_instant",
                condition=Q(status__in=["open", "held"], settled_at__isnull=True)
                | (~Q(status__in=["open", "held"]) & Q(settled_at__isnull=False)),
                violation_error_message=_("A settled step says when it was settled."),
            ),
            models.CheckConstraint(
                name="casework_step_checked_by_somebody_else",
                condition=Q(checked_by=None) | ~Q(checked_by=F("settled_by")),
                violation_error_message=_("Nobody checks what they have done themselves."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder_unit", "due_at", "id"],
                condition=Q(status="open"),
                name="casework_step_open_of_unit",
            ),
            models.Index(
                fields=["holder_person", "due_at", "id"],
                condition=Q(status="open"),
                name="casework_step_open_of_person",
            ),
            models.Index(
                fields=["expires_at", "id"],
                condition=Q(status="open", expires_at__isnull=False),
                name="casework_step_expiring",
            ),
            models.Index(
                fields=["holder_unit", "id"],
                condition=Q(waits_for_check=True),
                name="casework_step_to_check",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code} {self.number}"


class Tally(models.Model):
    """What a step, a milestone or an end of a case waits for, as counts; as the engine keeps it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tallies", db_index=False)
    node = models.CharField(max_length=90)
    counts = models.JSONField(default=list)
    owed = models.JSONField(default=list)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tally")
        constraints = [models.UniqueConstraint(fields=["case", "node"], name="casework_tally_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.node}"


class Signatory(models.Model):
    """Somebody who is asked to sign in a step (会签), or to help with an opinion (协办)."""

    class Kind(models.TextChoices):
        """What they are asked for."""

        SIGNATURE = "signature", _("signature")
        HELP = "help", _("help")

    class Opinion(models.TextChoices):
        """What they said, or why nothing will be said."""

        ASKED = "asked", pgettext_lazy("signatory", "asked")
        AGREED = "agreed", pgettext_lazy("signatory", "agreed")
        OBJECTED = "objected", pgettext_lazy("signatory", "objected")
        ANSWERED = "answered", pgettext_lazy("signatory", "answered")
        REMOVED = "removed", pgettext_lazy("signatory", "taken off")
        RELEASED = "released", pgettext_lazy("signatory", "no longer needed")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="signatories")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    party = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    round = models.PositiveSmallIntegerField(default=0)
    seat = models.CharField(max_length=15, blank=True)
    waits_for = models.JSONField(default=list)
    added_by = models.CharField(max_length=60, blank=True)
    opinion = models.CharField(_("opinion"), max_length=8, choices=Opinion, default=Opinion.ASKED)
    words = models.TextField(_("words"), blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        verbose_name = _("signatory")
        constraints = [
            models.UniqueConstraint(
                name="casework_signatory_once_a_round", fields=["step", "kind", "round", "party"]
            )
        ]
        indexes = [
            models.Index(
                fields=["unit", "id"],
                condition=Q(opinion="asked"),
                name="casework_signatory_asked_unit",
            ),
            models.Index(
                fields=["person", "id"],
                condition=Q(opinion="asked"),
                name="casework_signatory_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.party}"
