"""Targets in computable form."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.amounts import amount
from yingshang.apps.delivery.models.findings import Figure, Measure
from yingshang.apps.delivery.models.plan import Entry, Task
from yingshang.apps.delivery.models.requirements import WorkRequirement
from yingshang.apps.delivery.models.wording import WordingField


class Target(Entry):
    """A target of a task or of a work requirement.

    `value` None: the plan gives no number. `basis` tells whether the plan states the figure or the
    project reads it into the words. The baseline is missing when one is needed and has no value.
    """

    class Basis(models.TextChoices):
        TEXT = "text", pgettext_lazy("basis", "stated in the text")
        READING = "reading", pgettext_lazy("basis", "a reading")

    class Status(models.TextChoices):
        VERIFIED = "verified", pgettext_lazy("target", "verified")
        UNVERIFIED = "unverified", pgettext_lazy("target", "unverified")
        EXAMPLE = "example", pgettext_lazy("target", "example")

    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.CASCADE, related_name="targets"
    )
    requirement = models.ForeignKey(
        WorkRequirement, null=True, blank=True, on_delete=models.CASCADE, related_name="targets"
    )
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="targets"
    )
    figures = models.ManyToManyField(Figure, related_name="targets", blank=True)
    name = WordingField(_("name"))
    operator = models.CharField(max_length=10)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit = WordingField(_("unit of measurement"))
    is_striving = models.BooleanField(_("aspired to"))
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    needs_baseline = models.BooleanField(default=False)
    baseline_value = models.DecimalField(
        _("baseline"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    baseline_source = models.CharField(_("source of the baseline"), max_length=500, blank=True)
    baseline_on = models.DateField(_("day of the baseline"), null=True, blank=True)
    formula = WordingField(_("formula"))
    data_needed = WordingField(_("data needed"))
    status = models.CharField(max_length=10, choices=Status)
    note = WordingField(_("note"))

    class Meta(Entry.Meta):
        verbose_name = _("target")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="delivery_target_belongs_to_one_thing",
                condition=(
                    Q(task__isnull=False, requirement__isnull=True)
                    | Q(task__isnull=True, requirement__isnull=False)
                ),
                violation_error_message=_(
                    "A target belongs to one task or to one work requirement."
                ),
            ),
        ]

    @property
    def is_baseline_missing(self) -> bool:
        """Whether a baseline is needed and nobody has given it."""
        return self.needs_baseline and self.baseline_value is None

    @property
    def amount(self) -> str:
        """Operator, value and unit in the reader's language."""
        return amount(self.operator, self.value, str(self.unit))

    @property
    def baseline(self) -> str:
        """The figure that the target starts from, with its unit; empty without one."""
        if self.baseline_value is None:
            return ""
        return amount("=", self.baseline_value, str(self.unit))
