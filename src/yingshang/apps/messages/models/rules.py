"""By which rules people are reminded: the pack's, and each person's own wishes."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.engines.packs.schema.reminders import Reminders


class Rulebook(models.Model):
    """The rules and words that one pack release brought; the newest one holds, all are kept."""

    pack_id = models.CharField(_("pack"), max_length=80)
    release_digest = models.CharField(max_length=64)
    content = models.JSONField(_("content"))
    taken_over_at = models.DateTimeField(_("taken over at"))

    class Meta:
        verbose_name = _("rulebook")
        constraints = [
            models.UniqueConstraint(
                name="rulebook_once_a_release",
                fields=["pack_id", "release_digest"],
                violation_error_message=_("The rules of this release are here already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.release_digest[:12]}"

    @cached_property
    def rules(self) -> Reminders:
        """The content in its schema."""
        return Reminders.model_validate(self.content)


class Preference(models.Model):
    """How one person wants to be reminded; what is empty follows the city's rule."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_preference"
    )
    wants_email = models.BooleanField(_("also by e-mail"), default=True)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the digest"), null=True)
    quiet_from = models.TimeField(_("no e-mail from"), null=True)
    quiet_to = models.TimeField(_("no e-mail until"), null=True)

    class Meta:
        verbose_name = _("preference")
        constraints = [
            models.CheckConstraint(
                name="preference_hour_of_a_day",
                condition=Q(digest_hour=None) | Q(digest_hour__lte=23),
                violation_error_message=_("Choose an hour from 0 to 23."),
            ),
            models.CheckConstraint(
                name="preference_quiet_hours_have_both_ends",
                condition=Q(quiet_from=None, quiet_to=None)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                violation_error_message=_("Give both ends of the quiet hours, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
