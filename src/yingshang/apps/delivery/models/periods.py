"""Periods for which every unit reports: months, and quarters."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.models.plan import Plan

MONTHS_IN_A_QUARTER = 3


class ReportingPeriod(models.Model):
    """A month or a quarter of one plan, opened once; `starts_on` is its first local day."""

    class Kind(models.TextChoices):
        """How long a period is."""

        MONTH = "month", pgettext_lazy("period", "month")
        QUARTER = "quarter", pgettext_lazy("period", "quarter")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    starts_on = models.DateField(_("first day"))
    opened_at = models.DateTimeField(_("opened"))
    # None: the installation itself, on the first day.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("reporting period")
        constraints = [
            models.UniqueConstraint(
                name="delivery_period_opened_once",
                fields=["plan", "kind", "starts_on"],
                violation_error_message=_("This period is open already."),
            ),
            models.CheckConstraint(
                name="delivery_period_begins_with_a_month",
                condition=Q(starts_on__day=1),
                violation_error_message=_("A period begins on the first of a month."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_month(self) -> bool:
        """Whether returns on tasks are due, rather than summaries."""
        return self.kind == self.Kind.MONTH

    @property
    def code(self) -> str:
        """As addresses have it: `2024-05`, or `2024-q2`."""
        return period_code(self.kind, self.starts_on)

    @property
    def name(self) -> str:
        """What people call it, in the reader's language."""
        return period_name(self.kind, self.starts_on)


def period_code(kind: str, starts_on: date) -> str:
    """As addresses have it: `2024-05`, or `2024-q2`."""
    if kind == ReportingPeriod.Kind.MONTH:
        return f"{starts_on:%Y-%m}"
    return f"{starts_on.year}-q{quarter_of(starts_on)}"


def period_name(kind: str, starts_on: date) -> str:
    """What people call it, in the reader's language."""
    if kind == ReportingPeriod.Kind.MONTH:
        return date_format(starts_on, "YEAR_MONTH_FORMAT")
    values = {"year": starts_on.year, "quarter": quarter_of(starts_on)}
    return gettext("quarter %(quarter)s of %(year)s") % values


def quarter_of(day: date) -> int:
    """The quarter, 1 to 4, in which `day` lies."""
    return (day.month - 1) // MONTHS_IN_A_QUARTER + 1
