"""Cases, who may see them, and their personal answers."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models import Enterprise, Unit
from yingshang.apps.ledger.fields import EncryptedTextField
from yingshang.apps.registers.models import PackRelease


class Stage(models.TextChoices):
    """How far a case has come."""

    DRAFT = "draft", pgettext_lazy("case", "draft")
    SUBMITTED = "submitted", pgettext_lazy("case", "waits to be accepted")
    CORRECTING = "correcting", pgettext_lazy("case", "to be completed")
    REFUSED_ENTRY = "refused_entry", pgettext_lazy("case", "not accepted")
    RUNNING = "running", pgettext_lazy("case", "being handled")
    ENDED = "ended", pgettext_lazy("case", "ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")


OPEN_STAGES = (Stage.DRAFT, Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING)


class Way(models.TextChoices):
    """By whom a case was brought in."""

    APPLICANT = "applicant", pgettext_lazy("case", "by the applicant")
    WINDOW = "window", pgettext_lazy("case", "at the window")
    OFFICIAL = "official", pgettext_lazy("case", "by an official")
    FILE = "file", pgettext_lazy("case", "from a file")


class CaseQuerySet(models.QuerySet["Case"]):
    """The vocabulary of cases."""

    def open(self) -> Self:
        """Neither ended nor withdrawn nor refused."""
        return self.filter(stage__in=OPEN_STAGES)

    def of_units(self, units: Collection[UUID]) -> Self:
        """Cases that one of these units may see; an applicant's draft is seen by no unit."""
        rows = CaseUnit.objects.filter(case=OuterRef("pk"), unit_id__in=units)
        return self.filter(Exists(rows))

    def newest_first(self) -> Self:
        """In the order of every list."""
        return self.order_by("-pk")


class Case(models.Model):
    """One matter: an application for a service, or a row of a ledger.

    It goes by the release with which it began. `values` holds the answers by field, personal ones
    apart in `PersonalValue`; `sources` says of filled-in ones who knew them and as of when.
    `counted_from` is the instant from which the decision is counted: that of acceptance, or of the
    day on which the materials were received where acceptance is deemed.
    """

    number = models.CharField(_("case number"), max_length=40, unique=True)
    type_code = models.CharField(max_length=60)
    is_ledger = models.BooleanField(default=False)
    release = models.ForeignKey(PackRelease, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(_("route"), max_length=60, blank=True)
    stage = models.CharField(_("stage"), max_length=13, choices=Stage, default=Stage.DRAFT)
    way = models.CharField(_("brought in"), max_length=9, choices=Way)
    title = models.CharField(_("matter"), max_length=300, blank=True, db_index=True)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    enterprise = models.ForeignKey(
        Enterprise, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    holder_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="cases", verbose_name=_("unit in charge")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    values = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    # Digest of the answers by which two rows of a ledger are of one matter; null: nothing to tell.
    natural_key = models.CharField(max_length=64, null=True)  # noqa: DJ001
    outcome = models.CharField(_("outcome"), max_length=60, blank=True)
    # The kind of the outcome: granted, done, refused, barred, lapsed, withdrawn or ended.
    ending = models.CharField(max_length=10, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    opened_at = models.DateTimeField(_("opened"))
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    received_at = models.DateTimeField(_("materials received"), null=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    is_deemed = models.BooleanField(_("deemed accepted"), default=False)
    counted_from = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    promised_on = models.DateField(_("promised last day"), null=True)
    statutory_on = models.DateField(_("statutory last day"), null=True)
    # 告知承诺: the words that the applicant accepted, as they were shown.
    commitment = models.TextField(_("commitment"), blank=True)
    committed_at = models.DateTimeField(_("committed"), null=True)
    receipt_code = models.CharField(_("receipt code"), max_length=32, unique=True)
    # Null where no form was used, so that many rows may have none.
    idempotency_key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001
    # Held elsewhere: where, under which number there, and how fresh what we know is.
    source = models.ForeignKey(
        "casework.OutsideSource", null=True, on_delete=models.PROTECT, related_name="cases"
    )
    outside_number = models.CharField(_("number there"), max_length=80, blank=True)
    as_of = models.DateTimeField(_("as of"), null=True)
    planned_at = models.DateTimeField(_("planned end"), null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("matter", "case")
        constraints = [
            models.UniqueConstraint(
                name="casework_case_once_a_source",
                fields=["source", "outside_number"],
                condition=Q(source__isnull=False),
                violation_error_message=_("This case of the source is here already."),
            ),
            models.CheckConstraint(
                name="casework_case_ended_with_an_instant",
                condition=Q(ended_at__isnull=False)
                | ~Q(stage__in=["ended", "withdrawn", "refused_entry"]),
                violation_error_message=_("A case that is over says when it ended."),
            ),
            models.CheckConstraint(
                name="casework_case_running_was_accepted",
                condition=~Q(stage="running") | Q(accepted_at__isnull=False),
                violation_error_message=_("Only an accepted case is handled."),
            ),
        ]
        indexes = [
            models.Index(fields=["type_code", "-id"], name="casework_case_of_type"),
            models.Index(
                fields=["type_code", "natural_key"],
                condition=Q(natural_key__isnull=False),
                name="casework_case_natural_key",
            ),
            models.Index(fields=["applicant", "-id"], name="casework_case_of_applicant"),
            models.Index(fields=["enterprise", "-id"], name="casework_case_of_enterprise"),
            models.Index(
                fields=["type_code", "accepted_at"],
                condition=Q(accepted_at__isnull=False),
                name="casework_case_times",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Neither ended nor withdrawn nor refused."""
        return self.stage in OPEN_STAGES

    @property
    def is_editable(self) -> bool:
        """Whether the applicant may write into it: a draft, or one to be completed."""
        return self.stage in {Stage.DRAFT, Stage.CORRECTING}


class CaseUnit(models.Model):
    """A unit that may see a case: the one in charge, and those that hold a step or a signature."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="units", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Copied from the case, so that each list is a stretch of one index.
    type_code = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("unit of a case")
        constraints = [
            models.UniqueConstraint(fields=["case", "unit"], name="casework_caseunit_once")
        ]
        indexes = [
            models.Index(fields=["unit", "-case"], name="casework_caseunit_newest"),
            models.Index(fields=["unit", "type_code", "-case"], name="casework_caseunit_type"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.case_id}"


class PersonalValue(models.Model):
    """One personal answer of a case, as JSON, encrypted and shown masked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="personal_values")
    field = models.CharField(max_length=60)
    value = EncryptedTextField()

    class Meta:
        verbose_name = _("personal answer")
        constraints = [
            models.UniqueConstraint(fields=["case", "field"], name="casework_personalvalue_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.field}"
