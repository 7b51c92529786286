"""What says nearly the same, and what a person decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.service_requests.models.requests import ServiceRequest


class Signature(models.Model):
    """A key of the words of a request: those that share one are candidates for the same matter."""

    request = models.ForeignKey(
        ServiceRequest, on_delete=models.CASCADE, related_name="signatures", db_index=False
    )
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("signature")
        constraints = [
            models.UniqueConstraint(fields=["key", "request"], name="requests_signature_once")
        ]
        indexes = [models.Index(fields=["request"], name="requests_signature_of")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.key}"


class SamenessProposal(models.Model):
    """Two requests that may be one matter: why, how much alike, and what a person decided.

    `alike` is a share in thousandths; `ground`: words, reporter or enterprise.
    """

    class Ground(models.TextChoices):
        """Why they were proposed."""

        WORDS = "words", _("nearly the same words")
        REPORTER = "reporter", _("the same reporter")
        ENTERPRISE = "enterprise", _("the same enterprise")

    class Verdict(models.TextChoices):
        """What was decided."""

        PENDING = "pending", _("to be decided")
        JOINED = "joined", _("joined")
        APART = "apart", _("kept apart")

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="proposals")
    other = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    alike = models.PositiveSmallIntegerField(_("alike, in thousandths"), default=0)
    phrases = models.JSONField(default=list)
    verdict = models.CharField(
        _("decision"), max_length=7, choices=Verdict, default=Verdict.PENDING
    )
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("proposal of sameness")
        constraints = [
            models.UniqueConstraint(fields=["request", "other"], name="requests_sameness_once"),
            models.CheckConstraint(
                name="requests_sameness_of_two",
                condition=~Q(request=F("other")),
                violation_error_message=_("A request is not compared with itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} = {self.other_id}"
