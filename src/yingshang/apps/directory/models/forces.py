"""The task force (工作专班) that every responsible unit sets up."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.models.units import Unit
from yingshang.apps.directory.models.validity import Valid, ValidQuerySet


class TaskForce(Valid):
    """A unit's task force: who answers first, who is in charge, which section does the work.

    Source: the plan's work requirement on organisation (成立工作专班, 一把手负总责,
    明确分管领导和责任科室).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="task_forces")
    first_responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    deputy_leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    section = models.CharField(_("responsible section"), max_length=100)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = ValidQuerySet["TaskForce"].as_manager()

    class Meta(Valid.Meta):
        verbose_name = _("task force")
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                name="directory_taskforce_one_at_a_time",
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                violation_error_message=_("The unit already has a task force; dissolve it first."),
            ),
            models.CheckConstraint(
                name="directory_taskforce_names_a_section",
                condition=~Q(section=""),
                violation_error_message=_("Name the responsible section."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}"
