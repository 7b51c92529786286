"""Ledgers as tables: locked months, and how a person likes to see one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.models.cases import Case
from yingshang.apps.directory.models import Unit


class LedgerMonth(models.Model):
    """A month of a unit's ledger that is closed: what it came to, and which rows it held.

    `roll_up` is what `decisions.roll_up` made of the rows; `cases` their numbers and digests.
    """

    type_code = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField(_("month"))
    roll_up = models.JSONField(default=dict)
    cases = models.JSONField(default=list)
    locked_at = models.DateTimeField(_("locked"))
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("month of a ledger")
        constraints = [
            models.UniqueConstraint(
                name="casework_ledgermonth_once",
                fields=["type_code", "unit", "month_on"],
                violation_error_message=_("This month is locked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.type_code} {self.month_on}"


class LedgerCorrection(models.Model):
    """A change to a row of a locked month: why, and which fields; the old sums stay as they were.

    `is_new`: the row was added after the month had been locked.
    """

    month = models.ForeignKey(LedgerMonth, on_delete=models.PROTECT, related_name="corrections")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    fields = models.JSONField(default=list)
    is_new = models.BooleanField(default=False)
    corrected_at = models.DateTimeField(_("corrected"))
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("correction of a ledger")

    def __str__(self) -> str:
        return f"{self.case_id} {self.corrected_at}"


class SavedView(models.Model):
    """Columns, filters and order in which a person likes to see a table.

    The one without a name holds the columns that the person chose last.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    type_code = models.CharField(max_length=60)
    name = models.CharField(pgettext_lazy("view", "name"), max_length=60, blank=True)
    columns = models.JSONField(default=list)
    filters = models.JSONField(default=dict)
    sort = models.JSONField(default=list)

    class Meta:
        verbose_name = _("saved view")
        constraints = [
            models.UniqueConstraint(
                name="casework_savedview_named_once",
                fields=["person", "type_code", "name"],
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
