"""Cases that live in another system: where they come from, and each event once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models.cases import Case
from yingshang.apps.ledger.reader import in_words


class OutsideSource(models.Model):
    """A system that reports its cases to us."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_zh = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("outside source")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_words(self.name_zh, self.name_en)


class OutsideMapping(models.Model):
    """How columns and states of a source become those of a type; one is in use at a time."""

    source = models.ForeignKey(OutsideSource, on_delete=models.CASCADE, related_name="mappings")
    type_code = models.CharField(max_length=60)
    columns = models.JSONField(default=dict)
    states = models.JSONField(default=dict)
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("outside mapping")
        constraints = [
            models.UniqueConstraint(
                name="casework_outsidemapping_one_current",
                fields=["source", "type_code"],
                condition=Q(is_current=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.type_code}"


class OutsideEvent(models.Model):
    """An event that a source reported; the same one is taken once, however often it arrives."""

    source = models.ForeignKey(OutsideSource, on_delete=models.PROTECT, related_name="events")
    event_id = models.CharField(max_length=120)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outside_events")
    step_code = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("outside event")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "event_id"], name="casework_outsideevent_once"
            )
        ]

    def __str__(self) -> str:
        return self.event_id
