"""One duty of one unit: the row behind every to-do list, light and ranking."""

from collections.abc import Collection
from datetime import datetime
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.events import VERDICT_NAMES
from yingshang.apps.obligations.lights import in_time, light_at, turned_red_between


class State(models.TextChoices):
    """How far a duty has come."""

    OPEN = "open", pgettext_lazy("obligation", "open")
    SUSPENDED = "suspended", pgettext_lazy("obligation", "suspended")
    SETTLED = "settled", pgettext_lazy("obligation", "settled")
    WITHDRAWN = "withdrawn", pgettext_lazy("obligation", "withdrawn")


LIVE = (State.OPEN, State.SUSPENDED)


class Verdict(models.TextChoices):
    """What somebody else found when checking a claim."""

    NONE = "", _("not checked")
    PROVEN = "proven", VERDICT_NAMES["proven"]
    HOLLOW = "hollow", VERDICT_NAMES["hollow"]
    FALSE = "false", VERDICT_NAMES["false"]


# What a time limit decides, and a recomputation may change.
DATES = ("due_on", "practical_on", "warn_at", "due_at", "is_provisional")


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """The vocabulary of duties."""

    def held_by(self, units: Collection[UUID]) -> Self:
        """Duties that one of `units` owes, as holder."""
        return self.filter(holder_unit_id__in=units)

    def open(self) -> Self:
        """Neither settled nor withdrawn nor suspended."""
        return self.live().filter(state=State.OPEN)

    def live(self) -> Self:
        """Open or suspended: neither settled nor withdrawn."""
        return self.filter(state__in=LIVE)

    def to_verify(self) -> Self:
        """Claimed, and not yet checked by anybody."""
        return self.filter(state=State.OPEN, claimed_at__isnull=False)

    def measurable(self) -> Self:
        """Unclaimed duties that rest on a time limit, suspended ones too unless a pause runs."""
        rows = self.filter(state__in=[State.OPEN, State.SUSPENDED], claimed_at=None)
        return rows.exclude(limit_ref="").exclude(pauses__until_on=None, pauses__isnull=False)

    def overdue(self, now: datetime) -> Self:
        """Open past the due instant, without a claim made in time."""
        return self.open().filter(due_at__lte=now).exclude(in_time())

    def turned_red(self, since: datetime, until: datetime) -> Self:
        """Open duties whose due instant passed within `[since, until)`."""
        return self.filter(turned_red_between(since, until))

    def with_light(self, now: datetime, red_after_returns: int) -> Self:
        """Annotate `light` as it stands at the aware instant `now`."""
        return self.annotate(light=light_at(now, red_after_returns))

    def by_date(self) -> Self:
        """Earliest due first; `id` settles ties, so that pages can follow one another by key."""
        return self.order_by("due_at", "id")

    def after(self, due_at: datetime, key: int) -> Self:
        """Rows behind the one with this `due_at` and id, in the order of `by_date`."""
        return self.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=key))


class Obligation(models.Model):
    """Something that one unit owes by a date.

    `due_at` is the first instant that is late and counts for scoring; `practical_on` is the last
    working day on or before `due_on`, by which it is wise to be done. `matter` is what the duty is
    about (a task), `subject` the row that fulfils it (a return).
    """

    kind = models.CharField(max_length=60)
    title_zh = models.CharField(_("what is owed"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=40)
    matter_type = models.CharField(max_length=60, blank=True)
    matter_key = models.CharField(max_length=40, blank=True)
    matter_code = models.CharField(max_length=20, blank=True)
    theme = models.CharField(max_length=20, blank=True)
    period_on = models.DateField(_("period"), null=True)

    holder_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="obligations", verbose_name=_("holder")
    )
    holder_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_asked = models.BooleanField(_("asked, not supervised"), default=False)

    started_at = models.DateTimeField(_("counted from"))
    opened_at = models.DateTimeField(_("opened"))
    due_on = models.DateField(_("last day"))
    practical_on = models.DateField(_("last working day"))
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    limit_ref = models.CharField(_("time limit"), max_length=120, blank=True)
    release_digest = models.CharField(max_length=64, blank=True)
    explanation = models.JSONField(default=list)
    is_provisional = models.BooleanField(default=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    claimed_at = models.DateTimeField(_("claimed"), null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(_("verified"), null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    returned_times = models.PositiveSmallIntegerField(_("times sent back"), default=0)
    late_reason = models.TextField(_("reason for lateness"), blank=True)
    suspended_reason = models.TextField(_("reason for suspension"), blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        constraints = [
            models.UniqueConstraint(
                name="obligation_once_a_subject",
                fields=["kind", "subject_type", "subject_key", "holder_unit"],
                violation_error_message=_("This is owed already."),
            ),
            models.CheckConstraint(
                name="obligation_practical_day_not_after_the_last",
                condition=Q(practical_on__lte=F("due_on")),
                violation_error_message=_("The last working day lies after the last day."),
            ),
            models.CheckConstraint(
                name="obligation_warns_before_it_is_due",
                condition=Q(warn_at__lte=F("due_at")),
                violation_error_message=_("The warning comes after the due date."),
            ),
            models.CheckConstraint(
                name="obligation_claimed_by_somebody_at_an_instant",
                condition=Q(claimed_by=None) | Q(claimed_at__isnull=False),
                violation_error_message=_("A claim needs the instant at which it was made."),
            ),
            models.CheckConstraint(
                name="obligation_verified_by_somebody_else",
                condition=Q(verified_by=None) | ~Q(verified_by=F("claimed_by")),
                violation_error_message=_("Nobody verifies what they claimed themselves."),
            ),
        ]
        # Partial ones hold what is still alive, whose number does not grow with the years.
        indexes = [
            models.Index(
                fields=["holder_unit", "due_at", "id"],
                condition=Q(state__in=["open", "suspended"]),
                name="obligation_live_of_unit",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state__in=["open", "suspended"]),
                name="obligation_live_by_date",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state="open", claimed_at__isnull=False),
                name="obligation_to_verify",
            ),
            models.Index(fields=["matter_key", "period_on", "kind"], name="obligation_grid"),
            models.Index(fields=["period_on", "kind", "due_at", "id"], name="obligation_period"),
            models.Index(fields=["subject_type", "subject_key"], name="obligation_subject"),
            models.Index(fields=["due_at", "holder_unit", "id"], name="obligation_by_date"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is owed, in the reader's language."""
        return in_words(self.title_zh, self.title_en)

    @property
    def is_moved(self) -> bool:
        """Whether the last day is a rest day, so that the practical one lies before it."""
        return self.practical_on < self.due_on

    @property
    def light_shown(self) -> str:
        """The light that `with_light` has annotated; never stored."""
        return str(vars(self)["light"])

    def differs_from(self, term: Term) -> bool:
        """Whether `term` would change any of its dates."""
        return any(getattr(term, name) != getattr(self, name) for name in DATES)

    def is_late_at(self, now: datetime) -> bool:
        """Whether it was claimed too late, or is open at `now` past the due instant."""
        if self.claimed_at is not None:
            return self.claimed_at >= self.due_at
        return self.state == State.OPEN and now >= self.due_at


class CoHolder(models.Model):
    """A unit that owes the duty beside its holder (会同、配合); either may report it as done."""

    # Their own indexes would repeat the beginnings of the two below.
    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="co_holders", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("co-holder")
        constraints = [
            models.UniqueConstraint(fields=["obligation", "unit"], name="co_holder_once")
        ]
        indexes = [models.Index(fields=["unit", "obligation"], name="co_holder_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.obligation}"
