"""One voice: who told what, by which channel, and what came with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.models import Enterprise
from yingshang.apps.files.models import KeptFile
from yingshang.apps.ledger.fields import EncryptedTextField
from yingshang.apps.service_requests.models.requests import ServiceRequest


class Report(models.Model):
    """One reporting (一次反映) by one channel; a request may have several.

    Only the office that receives requests, and whoever reported, read it. `contact_key` is a keyed
    digest of the telephone number: equal numbers are found, no number can be read from it.
    """

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="reports")
    channel = models.CharField(_("channel"), max_length=80)
    # Null where the channel has no numbers, so that many rows may have none.
    outside_number = models.CharField(  # noqa: DJ001
        _("number there"), max_length=80, null=True
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    enterprise = models.ForeignKey(
        Enterprise, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    name = EncryptedTextField(_("name"), blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    contact_key = models.CharField(max_length=64, blank=True, db_index=True)
    own_words = EncryptedTextField(_("own words"))
    happened_on = models.DateField(_("happened on"), null=True)
    receipt_code = models.CharField(_("receipt code"), max_length=32, unique=True)
    key = models.CharField(max_length=80, unique=True)
    shows_identity = models.BooleanField(_("the unit may know who"), default=False)
    keeps_place = models.BooleanField(_("the place may be kept"), default=False)
    may_publish = models.BooleanField(_("may be published without names"), default=False)
    privacy_version = models.PositiveSmallIntegerField(default=0)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("report")
        constraints = [
            models.UniqueConstraint(
                name="service_requests_report_numbered_once",
                fields=["channel", "outside_number"],
                condition=Q(outside_number__isnull=False),
                violation_error_message=_("This number of the channel is here already."),
            )
        ]
        indexes = [
            models.Index(fields=["reporter", "-id"], name="requests_report_of_reporter"),
            models.Index(fields=["enterprise", "-id"], name="requests_report_of_firm"),
        ]

    def __str__(self) -> str:
        return self.receipt_code


class ReportMedia(models.Model):
    """A photo or a voice note of a report; without one, it waits under its token to be sent along.

    `stripped` says what was removed from the file; `told` is what the reporter typed of a voice
    note, whose original is kept.
    """

    class Kind(models.TextChoices):
        """What it is."""

        PHOTO = "photo", _("photo")
        VOICE = "voice", _("voice note")

    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="media")
    token = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    file = models.ForeignKey(KeptFile, null=True, on_delete=models.PROTECT, related_name="+")
    stripped = models.JSONField(default=list)
    told = EncryptedTextField(_("what was told"), blank=True)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("photo or voice note")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
