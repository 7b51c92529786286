"""Drafts of imported plans, the corrections that people make to them, and who has them open."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.plan import Plan

HEX_DIGITS = 64
DELETED = "deleted"


class PlanDraftQuerySet(models.QuerySet["PlanDraft"]):
    """The vocabulary of drafts."""

    def kept(self) -> Self:
        """Drafts that nobody has deleted."""
        return self.exclude(state=DELETED)


class PlanDraft(models.Model):
    """A published document as read by the compiler, waiting for a person to correct and approve it.

    `base` is the compiler's reading and never changes; `sequence` rises with every correction and
    every undoing. `media_type` was told from the content. A deleted draft has lost text and base.
    """

    class Scope(models.TextChoices):
        CITY = "city", _("a plan of this city")
        WORKSPACE = "workspace", _("a plan of another body")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("draft", "being corrected")
        APPROVED = "approved", pgettext_lazy("draft", "approved")
        DELETED = DELETED, pgettext_lazy("draft", "deleted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(_("what it is"), max_length=10, choices=Scope)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    file_name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=HEX_DIGITS)
    text = models.TextField(_("text"))
    base = models.JSONField(_("the compiler's reading"))
    sequence = models.PositiveIntegerField(default=0)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("received"))
    changed_at = models.DateTimeField(_("last changed"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="drafts")

    objects = PlanDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan draft")
        ordering = ["-received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_plandraft_once_a_file",
                fields=["sha256"],
                condition=~Q(state=DELETED),
                violation_error_message=_("This file has been imported already."),
            ),
            models.CheckConstraint(
                name="delivery_plandraft_approved_has_a_plan",
                condition=Q(state="approved", plan__isnull=False)
                | (~Q(state="approved") & Q(plan__isnull=True)),
                violation_error_message=_("An approved draft has become a plan; no other has."),
            ),
            models.CheckConstraint(
                name="delivery_plandraft_deleted_with_a_reason",
                condition=~Q(state=DELETED) | ~Q(reason=""),
                violation_error_message=_("Say why the draft is deleted."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether it can still be corrected."""
        return self.state == self.State.OPEN

    @property
    def place(self) -> str:
        """Where the original file is, below the folder of files; made of its digest alone."""
        return f"plans/{self.sha256[:2]}/{self.sha256}"


class DraftCorrectionQuerySet(models.QuerySet["DraftCorrection"]):
    """The vocabulary of corrections of drafts."""

    def standing(self) -> Self:
        """Corrections that nobody has undone, in order."""
        return self.filter(undone_number__isnull=True).order_by("number")

    def since(self, sequence: int) -> Self:
        """Corrections made or undone after the draft stood at `sequence`."""
        return self.filter(Q(number__gt=sequence) | Q(undone_number__gt=sequence)).order_by(
            "number"
        )


class DraftCorrection(models.Model):
    """One thing that a person changed in a draft, or has undone again.

    `number` is the draft's sequence that it led to; `touches` names tasks, or parts of the
    document; `key` and `undone_key` come from the page, so that a second click does nothing.
    """

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    key = models.UUIDField()
    operation: Any = models.JSONField(_("operation"))
    touches: Any = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    undone_number = models.PositiveIntegerField(null=True)
    undone_key = models.UUIDField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DraftCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft correction")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_draftcorrection_number_once_a_draft",
                fields=["draft", "number"],
                violation_error_message=_("Another correction has this number."),
            ),
            models.UniqueConstraint(
                name="delivery_draftcorrection_key_once_a_draft",
                fields=["draft", "key"],
                violation_error_message=_("This correction has been made already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.operation['op']}"


class DraftPresence(models.Model):
    """When somebody last had a draft open or corrected it, and at which task."""

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("draft presence")
        constraints = [
            models.UniqueConstraint(
                name="delivery_draftpresence_once_a_person",
                fields=["draft", "person"],
                violation_error_message=_("This person is here already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.task}"
