"""《督查专报》 and 《民生专报》: drafted from the record, checked and signed by other people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SpecialReport(models.Model):
    """One issue of a report to the government.

    `sections` are `{"heading", "paragraphs": [{"text", "sources": [case numbers]}]}` in Chinese:
    they are an official document. `kind` is an entry of the pack's `reports`.
    """

    class Stage(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", pgettext_lazy("report", "draft")
        CHECKED = "checked", pgettext_lazy("report", "checked")
        SIGNED = "signed", pgettext_lazy("report", "signed")

    kind = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    issue = models.PositiveSmallIntegerField(_("issue"))
    title = models.CharField(_("title"), max_length=120)
    since_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    sections = models.JSONField(default=list)
    stage = models.CharField(_("state"), max_length=7, choices=Stage, default=Stage.DRAFT)
    release_digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_("drafted"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed at"), null=True)

    class Meta:
        verbose_name = _("special report")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="supervision_report_numbered_once", fields=["kind", "year", "issue"]
            ),
            models.CheckConstraint(
                name="supervision_report_checked_by_another",
                condition=Q(checked_by=None) | ~Q(checked_by=F("drafted_by")),
                violation_error_message=_("Nobody checks what they have written themselves."),
            ),
            models.CheckConstraint(
                name="supervision_report_days_in_order",
                condition=Q(since_on__lte=F("until_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}〔{self.year}〕{self.issue}"
