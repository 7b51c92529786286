"""What follows a bad rating, and objections to ratings."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.files.models import KeptFile
from yingshang.apps.ratings.models.given import Rating


def _somebody() -> "models.ForeignKey":  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )


class Rectification(models.Model):
    """What one bad rating set going; its clocks are obligations whose subject is the rating."""

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("to be put right")
        REPORTED = "reported", _("to be checked")
        CHECKED = "checked", _("put right and checked")
        LEFT_OUT = "left_out", _("left out after an appeal")

    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="rectification")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    contacted_at = models.DateTimeField(_("contacted"), null=True)
    contacted_by = _somebody()
    contact_note = models.TextField(_("what was said"), blank=True)
    words = models.TextField(_("what was done"), blank=True)
    proof = models.ForeignKey(KeptFile, null=True, on_delete=models.PROTECT, related_name="+")
    proof_name = models.CharField(_("proof"), max_length=200, blank=True)
    reported_at = models.DateTimeField(_("reported as put right"), null=True)
    reported_by = _somebody()
    checked_at = models.DateTimeField(_("checked"), null=True)
    checked_by = _somebody()
    check_note = models.TextField(_("what the check found"), blank=True)
    is_in_time = models.BooleanField(_("in time"), default=False)
    returned_times = models.PositiveSmallIntegerField(_("times sent back"), default=0)
    call_tries = models.PositiveSmallIntegerField(_("tries to call"), default=0)
    called_back_at = models.DateTimeField(_("called back"), null=True)
    called_back_by = _somebody()
    is_satisfied = models.BooleanField(_("satisfied now"), null=True)
    call_note = models.TextField(_("what was heard"), blank=True)

    class Meta:
        verbose_name = _("rectification")
        constraints = [
            models.CheckConstraint(
                name="ratings_rectification_checked_by_another",
                condition=Q(checked_by=None) | ~Q(checked_by=F("reported_by")),
                violation_error_message=_("Nobody checks what they reported themselves."),
            ),
            models.CheckConstraint(
                name="ratings_rectification_reported_with_proof",
                condition=Q(reported_at=None) | Q(proof__isnull=False),
                violation_error_message=_("What was put right is shown with a proof."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id} {self.state}"


class RatingAppeal(models.Model):
    """The unit asks to leave a rating out of the rates; others decide, once."""

    class State(models.TextChoices):
        """How it was decided."""

        OPEN = "open", pgettext_lazy("appeal", "to be decided")
        UPHELD = "upheld", pgettext_lazy("appeal", "upheld")
        REFUSED = "refused", pgettext_lazy("appeal", "refused")

    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="appeal")
    ground = models.CharField(_("ground"), max_length=80)
    words = models.TextField(_("what happened"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = _somebody()
    note = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("appeal against a rating")
        constraints = [
            models.CheckConstraint(
                name="ratings_appeal_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Nobody decides on their own appeal."),
            )
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="ratings_appeal_open")]

    def __str__(self) -> str:
        return f"{self.rating_id} {self.state}"
