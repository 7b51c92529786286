"""Where market entities come from: sources, the files they sent, and what each file changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models.enterprises import Enterprise
from yingshang.apps.ledger.models import Job


class EnterpriseSource(models.Model):
    """A body or system that sends files about market entities, and how its columns are read."""

    name = models.CharField(pgettext_lazy("source", "name"), max_length=200, unique=True)
    # Header → name of the column of the register; kept from the last import.
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("source of market entities")

    def __str__(self) -> str:
        return self.name


class EnterpriseImport(models.Model):
    """One file of a source: first tried without a trace, then taken over, both by the worker.

    The file is kept sealed until it is pruned; its SHA-256 and the digest over all changes stay.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", pgettext_lazy("import", "columns to be confirmed")
        TRYING = "trying", pgettext_lazy("import", "being tried")
        TRIED = "tried", pgettext_lazy("import", "tried, nothing changed yet")
        TAKING = "taking", pgettext_lazy("import", "being taken over")
        TAKEN = "taken", pgettext_lazy("import", "taken over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(EnterpriseSource, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(_("file"), max_length=200)
    stored_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    # Header → column, as confirmed for this file.
    mapping = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    as_of = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MAPPING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    rows = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    # SHA-256 over every change in order, each with the digest before it.
    digest = models.CharField(max_length=64, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    taken_at = models.DateTimeField(_("taken over at"), null=True)

    class Meta:
        verbose_name = _("import of market entities")
        indexes = [models.Index(fields=["-sent_at"], name="enterprise_import_latest")]
        constraints = [
            models.CheckConstraint(
                name="directory_enterpriseimport_taken_has_its_time",
                condition=~Q(state="taken") | Q(taken_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class EnterpriseChange(models.Model):
    """What one import changed about one market entity; a new one has only `is_new`.

    `values` is {column: [before, after]} in plain words; of personal values only that they changed.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="changes")
    file = models.ForeignKey(EnterpriseImport, on_delete=models.PROTECT, related_name="changes")
    is_new = models.BooleanField()
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of a market entity")
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "file"], name="enterprise_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.file_id}"


class EnterpriseRejection(models.Model):
    """A row of a file that was not taken over, and why, in both languages."""

    file = models.ForeignKey(EnterpriseImport, on_delete=models.CASCADE, related_name="rejections")
    line = models.PositiveIntegerField(_("row"))
    # [{"column", "zh", "en"}]
    reasons = models.JSONField()

    class Meta:
        verbose_name = _("rejected row")
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="enterprise_rejection_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.line}"
