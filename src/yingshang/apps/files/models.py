"""The content of files, kept once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

HEX_DIGITS = 64


class KeptFile(models.Model):
    """The content of a file, kept once however often it is attached; named by its SHA-256.

    `media_type` was found by looking at the content, never taken from the sender.
    """

    sha256 = models.CharField(max_length=HEX_DIGITS, primary_key=True)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("kept file")
        constraints = [
            models.CheckConstraint(
                name="files_keptfile_is_not_empty",
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
