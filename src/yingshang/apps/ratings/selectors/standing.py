"""In whose name somebody reads ratings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.models.units import UnitQuerySet
from yingshang.apps.directory.permissions import units_for, units_of
from yingshang.apps.ratings.models import Rating, RatingPoint
from yingshang.apps.ratings.models.given import RatingQuerySet
from yingshang.apps.ratings.models.points import RatingPointQuerySet
from yingshang.apps.ratings.permissions import APPEAL, OVERSEE, RECTIFY, SEE


@dataclass(frozen=True)
class Standing:
    """What somebody is to ratings on a day.

    Attributes:
        units: Units whose ratings they may read; None means every unit.
        own: Units in which they have a post: of these they know what the unit knows, no more.
        offices: Units for which they look after ratings of others.
        acting, appealing: Units for which they put right, and appeal.
    """

    units: frozenset[UUID] | None
    own: frozenset[UUID]
    offices: frozenset[UUID]
    acting: frozenset[UUID]
    appealing: frozenset[UUID]

    @property
    def sees_anything(self) -> bool:
        """Whether there is a list for them at all."""
        return self.units is None or bool(self.units or self.offices)

    def is_office_of(self, rating: Rating) -> bool:
        """Whether they look after it; never where it is about a unit of theirs."""
        return rating.office_id in self.offices and rating.unit_id not in self.own

    def is_of_unit(self, rating: Rating) -> bool:
        """Whether it is about a unit of theirs."""
        return rating.unit_id in self.own

    def readable(self) -> RatingQuerySet:
        """The ratings that they may read."""
        theirs = Q(office__in=self.offices) & ~Q(unit__in=self.own)
        told = Q(told_at__isnull=False)
        if self.units is not None:
            told &= Q(unit__in=self.units)
        return Rating.objects.filter(theirs | told)


def standing_of(person: Person, on: date) -> Standing:
    """What `person` is to ratings on the local day `on`."""
    return Standing(
        units=units_for(person, SEE, on=on),
        own=units_of(person, on),
        offices=units_for(person, OVERSEE, on=on) or frozenset(),
        acting=units_for(person, RECTIFY, on=on) or frozenset(),
        appealing=units_for(person, APPEAL, on=on) or frozenset(),
    )


def windows_of(standing: Standing) -> RatingPointQuerySet:
    """The windows whose sheets they print: of their units, and of halls that these run."""
    rows = RatingPoint.objects.in_use().in_order().select_related("unit", "hall_unit")
    if standing.units is None:
        return rows
    return rows.filter(Q(unit__in=standing.units) | Q(hall_unit__in=standing.units))


def units_with_ratings(standing: Standing) -> UnitQuerySet:
    """Units that are rated, as far as the reader may read their ratings."""
    rated = standing.readable().order_by().values("unit")
    return Unit.objects.within(None).filter(pk__in=rated).order_by("rank", "code")
