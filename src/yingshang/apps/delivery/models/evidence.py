"""Files that prove what a return says."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.models.returns import ReturnLine
from yingshang.apps.files.models import KeptFile


class Evidence(models.Model):
    """A file attached to one line of one version of a return, under the name it came with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="evidence")
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
