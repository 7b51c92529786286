"""What the plan asks of every unit: work requirements, their duties, rules of service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.models.plan import Entry, Quoted
from yingshang.apps.delivery.models.wording import WordingField


class WorkRequirement(Entry):
    """One paragraph of the plan's work requirements."""

    name = WordingField(_("name"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta(Entry.Meta):
        verbose_name = _("work requirement")


class Duty(Quoted):
    """One duty of every responsible unit."""

    requirement = models.ForeignKey(
        WorkRequirement, on_delete=models.CASCADE, related_name="duties"
    )
    plain = WordingField(_("in plain words"))

    class Meta(Quoted.Meta):
        verbose_name = _("duty")


class ServiceRule(Quoted):
    """A rule of service that the plan's principles name."""

    name = WordingField(_("name"))
    plain = WordingField(_("in plain words"))

    class Meta(Quoted.Meta):
        verbose_name = _("service rule")
