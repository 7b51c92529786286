"""The appraisal (方案三（四）): frozen results, and objections. Open months are never stored."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.plan import Plan
from yingshang.apps.delivery.models.wording import WordingField

HEX_DIGITS = 64


class AppraisalResult(models.Model):
    """The result of one month, frozen: whatever changes later, this stays.

    `content_digest` is SHA-256 over scores and entries as `decisions.appraisal.fingerprint` writes
    them; `as_of` is the instant up to which the record was read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="appraisals")
    month_on = models.DateField(_("month"))
    base = models.DecimalField(_("points to begin with"), max_digits=9, decimal_places=2)
    rules_version = models.PositiveSmallIntegerField(_("version of the rules"))
    rules_digest = models.CharField(max_length=HEX_DIGITS)
    release_digest = models.CharField(max_length=HEX_DIGITS)
    is_example = models.BooleanField(_("by example rules"), default=True)
    as_of = models.DateTimeField(_("as of"))
    content_digest = models.CharField(_("digest"), max_length=HEX_DIGITS)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(_("frozen at"))

    class Meta:
        verbose_name = _("appraisal result")
        constraints = [
            models.UniqueConstraint(
                name="delivery_appraisalresult_once_a_month",
                fields=["plan", "month_on"],
                violation_error_message=_("This month is frozen already."),
            ),
            models.CheckConstraint(
                name="delivery_appraisalresult_is_of_a_month",
                condition=Q(month_on__day=1),
                violation_error_message=_("A month begins on its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"


class AppraisalScore(models.Model):
    """What one unit reached in a frozen month; nothing to score: no points and no rank."""

    result = models.ForeignKey(AppraisalResult, on_delete=models.CASCADE, related_name="scores")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"), null=True)
    points = models.DecimalField(_("points"), max_digits=9, decimal_places=2, null=True)
    due = models.PositiveIntegerField(_("came due"))
    in_time = models.PositiveIntegerField(_("in time"))

    class Meta:
        verbose_name = _("appraisal score")
        constraints = [
            models.UniqueConstraint(
                name="delivery_appraisalscore_once_a_unit", fields=["result", "unit"]
            ),
            models.CheckConstraint(
                name="delivery_appraisalscore_ranks_points",
                condition=Q(rank=None, points=None) | Q(rank__isnull=False, points__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result} · {self.unit}"


class AppraisalEntry(models.Model):
    """Points of a frozen month for one thing on record; `counted` is what the cap left of them."""

    result = models.ForeignKey(AppraisalResult, on_delete=models.CASCADE, related_name="entries")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=160)
    rule = models.CharField(max_length=80)
    rule_name = WordingField(_("rule"))
    title = models.CharField(_("what"), max_length=300)
    happened_on = models.DateField(_("day"))
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2)
    counted = models.DecimalField(_("counted"), max_digits=7, decimal_places=2)
    source_type = models.CharField(max_length=60)
    source_key = models.CharField(max_length=60)
    void_reason = models.TextField(_("why it does not count"), blank=True)

    class Meta:
        verbose_name = _("appraisal entry")
        ordering = ["happened_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_appraisalentry_once_a_result", fields=["result", "key"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.points}"


class Objection(models.Model):
    """A unit contests one entry, and the lead office decides: upheld voids the entry.

    `note` is the reason of the decision, or of the unit that withdrew it.

    The entry is kept as it was read, because open months are computed afresh at every look.
    """

    class State(models.TextChoices):
        """How it ended."""

        OPEN = "open", pgettext_lazy("objection", "waits for a decision")
        UPHELD = "upheld", pgettext_lazy("objection", "upheld, the entry is void")
        KEPT = "kept", pgettext_lazy("objection", "rejected, the entry stays")
        WITHDRAWN = "withdrawn", pgettext_lazy("objection", "withdrawn by the unit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objections")
    month_on = models.DateField(_("month"))
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    entry_key = models.CharField(max_length=160)
    rule_name = WordingField(_("rule"))
    title = models.CharField(_("what"), max_length=300)
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2)
    reason = models.TextField(_("reason"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField(_("raised at"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    note = models.TextField(_("reason for the decision"), blank=True)

    class Meta:
        verbose_name = _("objection")
        constraints = [
            models.UniqueConstraint(
                name="delivery_objection_once_an_entry",
                fields=["plan", "month_on", "entry_key"],
                violation_error_message=_("An objection to this entry is on record already."),
            ),
            models.CheckConstraint(
                name="delivery_objection_decided_with_a_reason",
                condition=Q(state="open")
                | (Q(state="withdrawn", decided_by=None) & ~Q(note=""))
                | (~Q(note="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message=_("Give the reason; the unit will read it."),
            ),
            models.CheckConstraint(
                name="delivery_objection_decided_by_somebody_else",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("raised_by")),
                violation_error_message=_("Nobody decides on their own objection."),
            ),
        ]
        indexes = [models.Index(fields=["plan", "state"], name="delivery_objection_open")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.title}"
