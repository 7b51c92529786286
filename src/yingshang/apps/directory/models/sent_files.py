"""Tables that come from elsewhere: what every such file and every row that stays out has."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.ledger.models import Job


class SentFile(models.Model):
    """One file: first tried without a trace, then taken over, both by the worker.

    The file is kept sealed until it is pruned; its SHA-256 stays.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", pgettext_lazy("import", "columns to be confirmed")
        TRYING = "trying", pgettext_lazy("import", "being tried")
        TRIED = "tried", pgettext_lazy("import", "tried, nothing changed yet")
        TAKING = "taking", pgettext_lazy("import", "being taken over")
        TAKEN = "taken", pgettext_lazy("import", "taken over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    stored_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    # Header → column, as confirmed for this file.
    mapping = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    as_of = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MAPPING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    rows = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    taken_at = models.DateTimeField(_("taken over at"), null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether the worker has it."""
        return self.job is not None and self.job.is_open


class SentRow(models.Model):
    """A row of a file that was not taken over, and why, in both languages."""

    line = models.PositiveIntegerField(_("row"))
    # [{"column", "zh", "en"}]
    reasons = models.JSONField()

    class Meta:
        abstract = True
