"""What a unit asks of the reporter: a question, or who it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.fields import EncryptedTextField
from yingshang.apps.service_requests.models.reports import Report


class Question(models.Model):
    """A question to the reporter; at most one waits for an answer."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="questions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("question"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    own_answer = EncryptedTextField(_("answer in their own words"), blank=True)
    # What the unit reads: without personal data.
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question to a reporter")
        constraints = [
            models.UniqueConstraint(
                name="requests_question_one_waits",
                fields=["report"],
                condition=Q(answered_at=None, lapsed_at=None),
                violation_error_message=_("A question still waits for its answer."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.pk}"


class Disclosure(models.Model):
    """A unit asks who reported; only the reporter decides, and may take it back until read."""

    class Answer(models.TextChoices):
        """What the reporter said."""

        ASKED = "asked", _("asked")
        AGREED = "agreed", _("agreed")
        HIDDEN = "hidden", _("stays hidden")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="disclosures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    answer = models.CharField(_("answer"), max_length=6, choices=Answer, default=Answer.ASKED)
    answered_at = models.DateTimeField(_("answered"), null=True)
    read_at = models.DateTimeField(_("read"), null=True)

    class Meta:
        verbose_name = _("disclosure")
        constraints = [
            models.UniqueConstraint(fields=["report", "unit"], name="requests_disclosure_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.answer}"
