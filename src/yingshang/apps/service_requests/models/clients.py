"""Programs of others that report by the open interface."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClientKey(models.Model):
    """A key by which a program reports; only its SHA-256 is kept, and it is shown once."""

    name = models.CharField(pgettext_lazy("program", "name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    class Meta:
        verbose_name = _("key of a program")

    def __str__(self) -> str:
        return self.name
