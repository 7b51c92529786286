"""Installed pack releases, each stored whole."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.reader import in_words


class PackReleaseQuerySet(models.QuerySet["PackRelease"]):
    """The vocabulary of releases."""

    def current(self) -> "PackReleaseQuerySet":
        """The release of each pack that new work starts from."""
        return self.filter(superseded_at__isnull=True)


class PackRelease(models.Model):
    """One release of a pack as it was installed: every file, with the digest of the whole.

    `content` maps each file's path to its text. Work that started under a release goes on with it,
    so a release is never changed and never deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack_id = models.CharField(_("pack"), max_length=80)
    version = models.CharField(_("version"), max_length=40)
    name_zh = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64)
    content = models.JSONField(_("files"))
    installed_at = models.DateTimeField(_("installed at"))
    # None: installed from the command line.
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True)

    objects = PackReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pack release")
        constraints = [
            models.UniqueConstraint(
                name="registers_packrelease_one_current_a_pack",
                fields=["pack_id"],
                condition=Q(superseded_at__isnull=True),
                violation_error_message=_("This pack already has a current release."),
            ),
            models.CheckConstraint(
                name="registers_packrelease_superseded_after_installed",
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("installed_at")),
                violation_error_message=_("A release cannot be superseded before its installing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.version}"

    @property
    def name(self) -> str:
        """The pack's name in the reader's language; Chinese where English is missing."""
        return in_words(self.name_zh, self.name_en)
