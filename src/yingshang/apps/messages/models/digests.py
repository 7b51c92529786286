"""The one collection of reminders that a person gets on a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """Everything that one person is reminded of on one local day; at most one a day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digests"
    )
    on = models.DateField(_("day"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("digest")
        constraints = [
            models.UniqueConstraint(
                name="digest_once_a_person_and_day",
                fields=["person", "on"],
                violation_error_message=_("This person has had the digest of this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.on}"


class Reminder(models.Model):
    """One line of a digest: a duty that a rule reminded one person of, once for each occasion.

    `is_away`: somebody stands in for the person, who sees the line in the site only.
    `is_standing_in`: the person gets the line as somebody's deputy.
    """

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=80)
    template = models.CharField(max_length=80)
    template_version = models.PositiveIntegerField()
    heading = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    line = models.TextField()
    url = models.CharField(max_length=300, blank=True)
    light = models.CharField(max_length=20, blank=True)
    is_away = models.BooleanField(default=False)
    is_standing_in = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("reminder")
        ordering = ["digest", "place"]
        constraints = [
            models.UniqueConstraint(
                name="reminder_once_a_person_and_occasion",
                fields=["person", "occasion"],
                violation_error_message=_("This person has been reminded of this already."),
            )
        ]
        indexes = [models.Index(fields=["url"], name="reminder_of_a_page")]

    def __str__(self) -> str:
        return self.line

    @property
    def parts(self) -> tuple[str, str, str]:
        """The line before its title, the title, and the line after it."""
        return self.line.partition(self.title) if self.title else ("", "", self.line)
