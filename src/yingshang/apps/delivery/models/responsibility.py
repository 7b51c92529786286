"""Who answers for a task, as written and as resolved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.plan import Entry, Quoted, Task


class Role(models.TextChoices):
    """What a responsibility clause makes of a unit."""

    LEAD = "lead", pgettext_lazy("role", "leads")
    RESPONSIBLE = "responsible", pgettext_lazy("role", "answers")
    COOPERATING = "cooperating", pgettext_lazy("role", "supports")


class TaskUnit(Quoted):
    """A name in a responsibility clause; it means a unit, a set of units, or nobody knows yet.

    `group` counts the clauses of one task that name a lead of their own.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="task_units")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    group = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey(
        "directory.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit_set = models.ForeignKey(
        "directory.UnitSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Quoted.Meta):
        constraints = [
            *Quoted.Meta.constraints,
            models.CheckConstraint(
                name="delivery_taskunit_is_a_unit_or_a_set",
                condition=Q(unit__isnull=True) | Q(unit_set__isnull=True),
                violation_error_message=_("A name means a unit or a set of units, not both."),
            ),
        ]


class Responsibility(Entry):
    """One unit answering for one task in one role, sets expanded to their members."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="responsibilities")
    unit = models.ForeignKey(
        "directory.Unit", on_delete=models.PROTECT, related_name="responsibilities"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    # The set through which the unit is meant; None: it is named itself.
    via_set = models.ForeignKey(
        "directory.UnitSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Entry.Meta):
        verbose_name = _("responsibility")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                name="delivery_responsibility_once_a_role",
                fields=["task", "unit", "role"],
                violation_error_message=_("The unit already has this role in this task."),
            ),
        ]


class OpenEnded(Quoted):
    """Words of a clause that name further units only by description (等…单位)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="open_ended")

    class Meta(Quoted.Meta):
        verbose_name = _("open-ended")
