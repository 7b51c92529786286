"""Rows that hold for a time: first and last day, both inclusive, either open."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

ModelT_co = TypeVar("ModelT_co", bound=models.Model, covariant=True)


def in_force(on: date, path: str = "") -> Q:
    """The condition that the row at `path` (such as `post__`) holds on the local day `on`."""
    begun = Q(**{f"{path}valid_from__isnull": True}) | Q(**{f"{path}valid_from__lte": on})
    lasting = Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gte": on})
    return begun & lasting


class ValidQuerySet(models.QuerySet[ModelT_co]):
    """The vocabulary of rows with a validity."""

    def on(self, day: date) -> Self:
        """Rows that hold on the local day `day`."""
        return self.filter(in_force(day))


class Valid(models.Model):
    """A row that holds from its first to its last day, both inclusive; None is open."""

    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day lies before the first day."),
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Whether the row holds on the local day `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)
