"""Where market entities come from: sources, the files they sent, and what each file changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models.enterprises import Enterprise
from yingshang.apps.directory.models.sent_files import SentFile, SentRow


class EnterpriseSource(models.Model):
    """A body or system that sends files about market entities, and how its columns are read."""

    name = models.CharField(pgettext_lazy("source", "name"), max_length=200, unique=True)
    # Header → name of the column of the register; kept from the last import.
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("source of market entities")

    def __str__(self) -> str:
        return self.name


class EnterpriseImport(SentFile):
    """One file of a source: first tried without a trace, then taken over, both by the worker.

    The file is kept sealed until it is pruned; its SHA-256 and the digest over all changes stay.
    """

    source = models.ForeignKey(EnterpriseSource, on_delete=models.PROTECT, related_name="imports")
    # SHA-256 over every change in order, each with the digest before it.
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("import of market entities")
        indexes = [models.Index(fields=["-sent_at"], name="enterprise_import_latest")]
        constraints = [
            models.CheckConstraint(
                name="directory_enterpriseimport_taken_has_its_time",
                condition=~Q(state="taken") | Q(taken_at__isnull=False),
            )
        ]


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


class EnterpriseRejection(SentRow):
    """A row of a file that was not taken over, and why, in both languages."""

    file = models.ForeignKey(EnterpriseImport, on_delete=models.CASCADE, related_name="rejections")

    class Meta:
        verbose_name = _("rejected row")
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="enterprise_rejection_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.line}"
