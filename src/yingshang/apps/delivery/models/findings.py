"""What a task's words say: measures, dates, numbers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models.plan import Entry, Quoted, Task
from yingshang.apps.delivery.models.requirements import Duty, ServiceRule
from yingshang.apps.delivery.models.wording import WordingField


class Measure(Quoted):
    """One thing that a task orders to be done, as published and in plain words."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="measures")
    plain = WordingField(_("in plain words"))

    class Meta(Quoted.Meta):
        verbose_name = _("measure")


class Instrument(Entry):
    """What carries out a measure, a duty or a service rule: exactly one of them."""

    class Kind(models.TextChoices):
        CASE_TYPE = "case_type", _("case type")
        LEDGER = "ledger", pgettext_lazy("instrument", "ledger")
        REQUEST_TOPIC = "request_topic", _("topic of requests")
        REGISTER = "register", pgettext_lazy("instrument", "register")
        SCREENING_RULE = "screening_rule", _("screening rule")
        INDICATOR = "indicator", _("indicator")
        INSPECTION = "inspection", _("inspection")
        REVIEW = "review", pgettext_lazy("instrument", "review")
        MAP = "map", pgettext_lazy("instrument", "map")
        GENERIC = "generic", _("implementation plan and monthly return")

    class State(models.TextChoices):
        WORKING = "working", pgettext_lazy("instrument", "working")
        NONE_YET = "none_yet", pgettext_lazy("instrument", "none yet")

    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="instruments"
    )
    duty = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.CASCADE, related_name="instruments"
    )
    service_rule = models.ForeignKey(
        ServiceRule, null=True, blank=True, on_delete=models.CASCADE, related_name="instruments"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = WordingField(_("name"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    ref = models.CharField(max_length=200, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("instrument")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="delivery_instrument_carries_one_thing",
                condition=(
                    Q(measure__isnull=False, duty__isnull=True, service_rule__isnull=True)
                    | Q(measure__isnull=True, duty__isnull=False, service_rule__isnull=True)
                    | Q(measure__isnull=True, duty__isnull=True, service_rule__isnull=False)
                ),
                violation_error_message=_(
                    "An instrument carries one measure, one duty or one service rule."
                ),
            ),
        ]

    @property
    def is_working(self) -> bool:
        """Whether something installed does the work."""
        return self.state == self.State.WORKING


class Figure(Quoted):
    """A number as it stands in the text. `value` is in base units: 5.5万户 is 55000 户."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("goal")
        LIMIT = "limit", pgettext_lazy("figure", "limit")
        PARAMETER = "parameter", _("parameter")
        COUNT = "count", pgettext_lazy("figure", "count")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="figures")
    subject = models.TextField(_("subject"), blank=True)
    operator = models.CharField(max_length=10)
    value = models.FloatField(_("value"))
    value_max = models.FloatField(null=True, blank=True)
    value_text = models.CharField(max_length=100)
    unit = models.CharField(max_length=40)
    from_value = models.FloatField(null=True, blank=True)
    delta = models.CharField(max_length=1, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    is_striving = models.BooleanField(_("aspired to"))

    class Meta(Quoted.Meta):
        verbose_name = _("figure")


class Deadline(Quoted):
    """A date that the plan sets. `last_on` is the last day, inclusive, where it has one."""

    class Type(models.TextChoices):
        DUE = "due", pgettext_lazy("deadline", "due")
        MILESTONE = "milestone", pgettext_lazy("deadline", "milestone")
        WINDOW = "window", pgettext_lazy("deadline", "within a period")
        RECURRING = "recurring", pgettext_lazy("deadline", "recurring")
        ONGOING = "ongoing", pgettext_lazy("deadline", "ongoing")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="deadlines")
    stated = models.CharField(_("as stated"), max_length=60, blank=True)
    type = models.CharField(max_length=10, choices=Type)
    last_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta(Quoted.Meta):
        verbose_name = _("deadline")
