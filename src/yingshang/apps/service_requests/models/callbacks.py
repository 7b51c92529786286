"""What a reporter said of how it was handled."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models import Step
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.fields import EncryptedTextField
from yingshang.apps.service_requests.models.requests import ServiceRequest


class CallBack(models.Model):
    """One call-back, or the reporter's own verdict (`called_by` is empty then).

    `unit` is the one that had handled the matter, whose rates it counts for. An exclusion asked for
    by one person counts only once another has approved it, and stays visible.
    """

    class Exclusion(models.TextChoices):
        """Whether it is left out of the rates."""

        NONE = "none", _("counted")
        ASKED = "asked", _("exclusion asked for")
        APPROVED = "approved", _("excluded")
        REFUSED = "refused", _("exclusion refused")

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="call_backs")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    called_at = models.DateTimeField(_("called"))
    reached = models.BooleanField(_("reached"))
    contacted = models.BooleanField(_("the unit had been in touch"), null=True)
    solved = models.BooleanField(_("solved"), null=True)
    satisfied = models.CharField(_("satisfied"), max_length=80, blank=True)
    words = EncryptedTextField(_("what was told"), blank=True)
    recording = models.CharField(_("recording"), max_length=120, blank=True)
    exclusion = models.CharField(
        _("exclusion"), max_length=8, choices=Exclusion, default=Exclusion.NONE
    )
    exclusion_reason = models.TextField(_("reason of the exclusion"), blank=True)
    exclusion_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    exclusion_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    exclusion_decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("call-back")
        constraints = [
            models.CheckConstraint(
                name="requests_callback_reached_or_silent",
                condition=Q(reached=True, solved__isnull=False)
                | Q(reached=False, solved=None, contacted=None, satisfied=""),
                violation_error_message=_("Whoever was not reached said nothing."),
            ),
            models.CheckConstraint(
                name="requests_callback_excluded_by_another",
                condition=Q(exclusion_decided_by=None)
                | ~Q(exclusion_decided_by=F("exclusion_asked_by")),
                violation_error_message=_("Somebody else decides on an exclusion."),
            ),
        ]
        indexes = [models.Index(fields=["called_at"], name="requests_callback_called")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.pk}"
