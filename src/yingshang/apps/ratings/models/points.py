"""Windows whose visitors rate them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.reader import in_words


class RatingPointQuerySet(models.QuerySet["RatingPoint"]):
    """The vocabulary of windows."""

    def in_use(self) -> Self:
        """Windows of the newest pack."""
        return self.filter(is_closed=False)

    def in_order(self) -> Self:
        """By hall and place in it."""
        return self.order_by("rank", "code")


class RatingPoint(models.Model):
    """A window of a hall, and the unit that sits behind it.

    `code` is in the address that is printed at the window, so it never changes. A window that the
    newest pack does not name is closed; its ratings stay.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name_zh = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    hall_zh = models.CharField(_("hall"), max_length=200)
    hall_en = models.CharField(_("hall in English"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit behind the window")
    )
    hall_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit that runs the hall")
    )
    rank = models.PositiveIntegerField(default=0)
    is_unverified = models.BooleanField(default=True)
    is_closed = models.BooleanField(_("closed"), default=False)

    objects = RatingPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("window")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_words(self.name_zh, self.name_en)

    @property
    def hall(self) -> str:
        """The name of its hall in the reader's language."""
        return in_words(self.hall_zh, self.hall_en)
