"""Publicity and good practice (方案三（三）): what units published, and what others may copy."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.plan import Plan, Task
from yingshang.apps.delivery.models.wording import Wording
from yingshang.apps.files.models import KeptFile


class PublicityQuerySet(models.QuerySet["PublicityItem"]):
    """The vocabulary of publicity."""

    def in_force(self) -> Self:
        """Everything that was not withdrawn."""
        return self.exclude(state=PublicityItem.State.WITHDRAWN)

    def adopted(self) -> Self:
        """Good practice in the library."""
        return self.filter(state=PublicityItem.State.ADOPTED)

    def waiting(self) -> Self:
        """Good practice on which the lead office has still to decide."""
        return self.filter(
            kind=PublicityItem.Kind.GOOD_PRACTICE, state=PublicityItem.State.RECORDED
        )

    def newest_first(self) -> Self:
        """By day of publication; `id` settles ties, so that pages can follow by key."""
        return self.order_by("-published_on", "-id")


class PublicityItem(models.Model):
    """Something a unit published, or a practice that others may copy, with where to see it.

    `channel` is a code of the pack; its name is kept as it was. Only good practice is adopted into
    the library or declined.
    """

    class Kind(models.TextChoices):
        """What it is."""

        PUBLICITY = "publicity", pgettext_lazy("publicity", "publicity")
        GOOD_PRACTICE = "good_practice", pgettext_lazy("publicity", "good practice")

    class State(models.TextChoices):
        """How far it has come."""

        RECORDED = "recorded", pgettext_lazy("publicity", "recorded")
        ADOPTED = "adopted", pgettext_lazy("publicity", "in the library")
        DECLINED = "declined", pgettext_lazy("publicity", "not taken into the library")
        WITHDRAWN = "withdrawn", pgettext_lazy("publicity", "withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="publicity")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="publicity")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.PUBLICITY)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.RECORDED)
    title = models.CharField(_("title"), max_length=200)
    channel = models.CharField(_("channel"), max_length=80)
    channel_zh = models.CharField(max_length=100)
    channel_en = models.CharField(max_length=100, blank=True)
    published_on = models.DateField(_("published on"))
    address = models.URLField(_("address"), max_length=500, blank=True)
    file = models.ForeignKey(KeptFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    practice = models.TextField(_("how it is done"), blank=True)
    effect = models.TextField(_("what it brought"), blank=True)
    may_quote = models.BooleanField(_("may be quoted"), default=False)
    tasks = models.ManyToManyField(Task, related_name="publicity", blank=True)
    # Folded words of everything above, for searching by containment.
    search_text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    # Why it was adopted, declined or withdrawn.
    note = models.TextField(_("reason"), blank=True)

    objects = PublicityQuerySet.as_manager()

    class Meta:
        verbose_name = _("publicity item")
        constraints = [
            models.CheckConstraint(
                name="delivery_publicityitem_can_be_seen_somewhere",
                condition=~Q(address="") | Q(file__isnull=False),
                violation_error_message=_("Give an address, or attach a file."),
            ),
            models.CheckConstraint(
                name="delivery_publicityitem_only_practice_is_adopted",
                condition=Q(kind="good_practice") | Q(state__in=["recorded", "withdrawn"]),
                violation_error_message=_("Only good practice goes into the library."),
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "published_on", "id"], name="delivery_publicity_by_day"),
            models.Index(fields=["unit", "published_on"], name="delivery_publicity_of_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def channel_name(self) -> str:
        """The channel as it was called, in the reader's language."""
        return str(Wording(self.channel_zh, self.channel_en or None))
