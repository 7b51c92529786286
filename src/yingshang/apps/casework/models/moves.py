"""Running cases on their way to a newer release."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.models.cases import Case
from yingshang.apps.registers.models import PackRelease


class Move(models.Model):
    """One attempt to move the running cases of a type to another release: tried, then done."""

    class State(models.TextChoices):
        """How far it has come."""

        TRYING = "trying", pgettext_lazy("move", "being tried")
        TRIED = "tried", pgettext_lazy("move", "tried, nothing changed")
        RUNNING = "running", pgettext_lazy("move", "running")
        DONE = "done", pgettext_lazy("move", "done")

    type_code = models.CharField(max_length=60)
    to_release = models.ForeignKey(PackRelease, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.TRYING)
    reason = models.TextField(_("reason"), blank=True)
    # Set by the move that put its cases back.
    undoes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    planned_at = models.DateTimeField(_("tried at"))
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey("ledger.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("move of cases")

    def __str__(self) -> str:
        return f"{self.type_code} → {self.to_release}"


class MoveVerdict(models.Model):
    """Whether one case can move, or why not; `faults` are `{"zh", "en"}`."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="verdicts")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="move_verdicts")
    from_release = models.ForeignKey(PackRelease, on_delete=models.PROTECT, related_name="+")
    to_release = models.ForeignKey(PackRelease, on_delete=models.PROTECT, related_name="+")
    can_move = models.BooleanField()
    faults = models.JSONField(default=list)
    # Last days by obligation as they stood when it was tried: proof that no clock moved.
    clocks = models.JSONField(default=dict)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("verdict of a move")
        constraints = [
            models.UniqueConstraint(fields=["move", "case"], name="casework_moveverdict_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.can_move}"
