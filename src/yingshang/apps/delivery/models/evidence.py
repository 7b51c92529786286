"""Files that prove what a return says."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.models.returns import ReturnLine

HEX_DIGITS = 64


class EvidenceFile(models.Model):
    """The content of a file, kept once however often it is attached; named by its SHA-256.

    `media_type` was found by looking at the content, never taken from the sender.
    """

    sha256 = models.CharField(max_length=HEX_DIGITS, primary_key=True)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("evidence file")
        constraints = [
            models.CheckConstraint(
                name="delivery_evidencefile_is_not_empty",
                condition=Q(size__gt=0),
                violation_error_message=_("The file is empty."),
            )
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def place(self) -> str:
        """Where the content is, below the folder of files."""
        return f"evidence/{self.sha256[:2]}/{self.sha256}"


class Evidence(models.Model):
    """A file attached to one line of one version of a return, under the name it came with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="evidence")
    name = models.CharField(_("file name"), max_length=200)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    attached_at = models.DateTimeField(_("attached"))

    class Meta:
        verbose_name = _("evidence")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_evidence_once_a_line",
                fields=["line", "file"],
                violation_error_message=_("This file is attached here already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
