"""Who may rate what, and the ratings that were given."""

from collections.abc import Collection
from datetime import date
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.fields import EncryptedTextField
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.ratings.models.points import RatingPoint


class SubjectKind(models.TextChoices):
    """What is rated."""

    WINDOW = "window", _("visit to a window")
    CASE = "case", _("matter that was handled")
    REQUEST = "request", _("request")


class Channel(models.TextChoices):
    """How a rating came in."""

    SCAN = "scan", _("code at the window")
    PORTAL = "portal", _("portal")
    APP = "app", _("mini-program")


class AboutItem(models.Model):
    """The unit that is rated, the service, and who served, where that is known."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit rated")
    )
    item = models.CharField(_("service"), max_length=80, blank=True)
    item_zh = models.CharField(max_length=200, blank=True)
    item_en = models.CharField(max_length=200, blank=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("served by"),
    )

    class Meta:
        abstract = True

    @property
    def item_name(self) -> str:
        """The service in the reader's language; empty where there is none."""
        return in_words(self.item_zh, self.item_en)


class RatingInvitation(AboutItem):
    """Somebody may rate a matter that ended: once, until `valid_until`.

    The token is derived from `code` and the installation's key, so the database does not hold it.
    `person` is who was told; a rating never says who gave it.
    """

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(_("what is rated"), max_length=10, choices=SubjectKind)
    key = models.CharField(max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField(_("opened"))
    opened_at = models.DateTimeField()
    valid_until = models.DateTimeField(_("good until"))
    is_spent = models.BooleanField(_("used"), default=False)

    class Meta:
        verbose_name = _("invitation to rate")
        constraints = [
            models.UniqueConstraint(
                name="ratings_invitation_once_a_matter",
                fields=["kind", "key"],
                violation_error_message=_("This matter has its invitation already."),
            ),
            models.CheckConstraint(
                name="ratings_invitation_is_about_a_matter",
                condition=~Q(kind="window"),
                violation_error_message=_("Windows are rated by their code, not by invitation."),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "item", "opened_on"], name="ratings_invitation_alike"),
            models.Index(fields=["opened_on"], name="ratings_invitation_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class RatingQuerySet(models.QuerySet["Rating"]):
    """The vocabulary of ratings."""

    def told(self) -> Self:
        """Ratings that the unit knows of."""
        return self.filter(told_at__isnull=False)

    def untold_before(self, day: date) -> Self:
        """Ratings of days before `day` that the unit does not know of yet."""
        return self.filter(told_at=None, rated_on__lt=day)

    def of_units(self, units: Collection[UUID]) -> Self:
        """Ratings of these units."""
        return self.filter(unit_id__in=units)

    def counted(self) -> Self:
        """Those that no appeal has left out of the rates."""
        return self.filter(left_out_at=None)

    def newest_first(self) -> Self:
        """By day; within a day in no order that means anything."""
        return self.order_by("-rated_on", "code")


class Rating(AboutItem):
    """What somebody said about one visit or matter; never who.

    `code` is its address: random, so that nothing can be read from it. `words` is what was typed
    and is shown to nobody; `masked_words` is what people read. `names_item`: whether the unit may
    learn which service it was, because several matters could have been meant.
    """

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(_("what is rated"), max_length=10, choices=SubjectKind)
    key = models.CharField(max_length=80)
    point = models.ForeignKey(
        RatingPoint,
        null=True,
        on_delete=models.PROTECT,
        related_name="ratings",
        verbose_name=_("window"),
    )
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField(_("grade"))
    is_bad = models.BooleanField(_("bad"))
    reasons = models.JSONField(default=list)
    words = EncryptedTextField(blank=True)
    masked_words = models.TextField(_("words"), blank=True)
    contact = EncryptedTextField(blank=True)
    is_named = models.BooleanField(_("may be contacted"), default=False)
    opens_matter = models.BooleanField(default=False)
    names_item = models.BooleanField(default=False)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    rated_on = models.DateField(_("day"))
    rated_at = models.DateTimeField()
    told_at = models.DateTimeField(_("told to the unit"), null=True)
    left_out_at = models.DateTimeField(_("left out of the rates"), null=True)
    idempotency_key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        constraints = [
            models.UniqueConstraint(
                name="ratings_rating_once_a_subject",
                fields=["kind", "key"],
                violation_error_message=_("This was rated already."),
            ),
            models.CheckConstraint(
                name="ratings_rating_has_one_of_five_grades",
                condition=Q(grade__gte=1, grade__lte=5),
                violation_error_message=_("A grade is one of five."),
            ),
            models.CheckConstraint(
                name="ratings_rating_is_looked_after_by_others",
                condition=~Q(unit=models.F("office")),
                violation_error_message=_("Nobody looks after ratings of their own unit."),
            ),
            models.CheckConstraint(
                name="ratings_rating_of_a_window_names_it",
                condition=Q(point__isnull=False) | ~Q(kind="window"),
                violation_error_message=_("A visit was at a window."),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-rated_on", "code"], name="ratings_rating_of_unit"),
            models.Index(fields=["-rated_on", "code"], name="ratings_rating_by_day"),
            models.Index(
                fields=["rated_on", "code"],
                condition=Q(told_at=None),
                name="ratings_rating_untold",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_counted(self) -> bool:
        """Whether it is in the rates."""
        return self.left_out_at is None
