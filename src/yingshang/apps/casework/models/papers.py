"""What is asked to be completed, what is handed in, and what is issued."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.models.cases import Case
from yingshang.apps.casework.models.steps import Step
from yingshang.apps.files.models import KeptFile
from yingshang.apps.ledger.reader import in_words


class Correction(models.Model):
    """What an applicant was asked to put right: once, before acceptance, everything together.

    `items` are `{"what": field or material, "zh": sentence, "en": sentence}`. `missed_at` is when
    it was noticed that the last day had passed without an answer.

    Source: 行政许可法 §32(四): 应当当场或者在五日内一次告知申请人需要补正的全部内容.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="correction")
    items = models.JSONField(default=list)
    note = models.TextField(_("note"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    # Inclusive; null where neither the law nor the type gives one.
    last_on = models.DateField(_("last day"), null=True)
    missed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("case", "correction")
        indexes = [
            models.Index(
                fields=["last_on", "id"],
                condition=Q(answered_at=None, missed_at=None, last_on__isnull=False),
                name="casework_correction_awaited",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}"


class CaseFile(models.Model):
    """A file of a case: for one of its materials, or the answer of one of its fields."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="files")
    # The id of a material or of a field.
    belongs_to = models.CharField(max_length=60)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    attached_at = models.DateTimeField(_("attached"))

    class Meta:
        verbose_name = _("file of a case")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="casework_casefile_once",
                fields=["case", "belongs_to", "file"],
                violation_error_message=_("This file is attached here already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter as it was issued; neither text nor number ever changes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="letters")
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    serial = models.PositiveSmallIntegerField()
    title_zh = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    body_zh = models.TextField(_("text"))
    body_en = models.TextField(blank=True)
    signed_by = models.CharField(_("signed by"), max_length=200)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("letter")
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="casework_letter_numbered")
        ]

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_words(self.title_zh, self.title_en)

    @property
    def body(self) -> str:
        """The text in the reader's language."""
        return in_words(self.body_zh, self.body_en)
