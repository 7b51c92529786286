"""How the dates of a duty came about: changes, pauses, and second looks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.obligations.events import MOVE_REASONS
from yingshang.apps.obligations.models.obligation import Obligation, Verdict


class DueChange(models.Model):
    """The dates of a duty moved: from what to what, why, by whom. Never overwritten."""

    class Reason(models.TextChoices):
        """Why dates may move at all."""

        PAUSE = "pause", MOVE_REASONS["pause"]
        EXTENSION = "extension", MOVE_REASONS["extension"]
        CALENDAR = "calendar", MOVE_REASONS["calendar"]
        SUSPENSION = "suspension", MOVE_REASONS["suspension"]
        TOLD = "told", MOVE_REASONS["told"]

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="due_changes")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.TextField(_("explanation"), blank=True)
    from_due_on = models.DateField(_("last day before"))
    to_due_on = models.DateField(_("last day after"))
    from_due_at = models.DateTimeField()
    to_due_at = models.DateTimeField()
    from_warn_at = models.DateTimeField()
    to_warn_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of dates")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.from_due_on} → {self.to_due_on}"


class Pause(models.Model):
    """A stretch of days that the law does not count; `ground` is one that the limit allows."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="pauses")
    ground = models.CharField(_("ground"), max_length=60)
    note = models.TextField(_("document"), blank=True)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"), null=True)

    class Meta:
        verbose_name = _("pause")
        constraints = [
            models.CheckConstraint(
                name="pause_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("The pause ends before it begins."),
            ),
            models.UniqueConstraint(
                name="pause_one_running",
                fields=["obligation"],
                condition=Q(until_on=None),
                violation_error_message=_("A pause is running already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.from_on}"


class Extension(models.Model):
    """More time that was asked for before expiry and granted; `length` as in `20wd`."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="extensions")
    length = models.CharField(_("length"), max_length=20)
    asked_on = models.DateField(_("asked on"))
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(_("granted"))

    class Meta:
        verbose_name = _("extension")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.length} {self.asked_on}"


class Urging(models.Model):
    """One duty on which the lead office urged the holder on one local day."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="urgings")
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("urged"))

    class Meta:
        verbose_name = _("urging")
        constraints = [
            models.UniqueConstraint(
                name="urging_once_a_duty_and_day",
                fields=["obligation", "on"],
                violation_error_message=_("This was urged today already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.on}"


class Recheck(models.Model):
    """A settled duty drawn at random to be looked at again; the seed lets anyone draw again."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="rechecks")
    seed = models.CharField(max_length=80)
    drawn_at = models.DateTimeField(_("drawn"))
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.CharField(_("finding"), max_length=10, choices=Verdict, blank=True)
    note = models.TextField(_("what was seen"), blank=True)
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("recheck")
        constraints = [
            models.UniqueConstraint(fields=["obligation", "seed"], name="recheck_once_a_draw")
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.finding or '…'}"
