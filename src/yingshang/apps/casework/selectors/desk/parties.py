"""Whom a form offers: units of the city, and people who handle cases in a unit."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yingshang.apps.casework.access import standing_of
from yingshang.apps.casework.models import Signatory, Step
from yingshang.apps.casework.parties import Party
from yingshang.apps.directory.models import Person, Post, Role
from yingshang.apps.directory.selectors.units import units
from yingshang.apps.ledger.clock import local_day

Choices = list[tuple[str, str]]
ACTING = (Role.HANDLER, Role.UNIT_LEADER)


def party_key(party: Party) -> str:
    """A party as a form writes it: its unit, and the person of it where there is one."""
    return f"{party.unit_id}:{party.person_id}" if party.person_id else f"{party.unit_id}"


def party_of(key: str) -> Party:
    """A party as a form wrote it.

    Raises:
        ValueError: It is no key of a party.
    """
    unit, _colon, person = key.partition(":")
    return Party(unit_id=UUID(unit), person_id=UUID(person) if person else None)


def colleagues(viewer: Person, *, at: datetime) -> Choices:
    """People who act on cases in the units of `viewer`, themselves left out."""
    return people_of(standing_of(viewer, at).units, at=at, without=viewer)


def people_of(
    of_units: Collection[UUID], *, at: datetime, without: Person | None = None
) -> Choices:
    """People who act on cases of these units today, by unit and name."""
    acting = Q(role__in=ACTING, unit_id__in=of_units, person__is_active=True)
    rows = Post.objects.on(local_day(at)).filter(acting).select_related("person", "unit")
    found: dict[str, str] = {}
    for post in rows.order_by("unit__rank", "unit__code", "person__name", "person__login"):
        if without is None or post.person_id != without.pk:
            key = party_key(Party(unit_id=post.unit_id, person_id=post.person_id))
            found[key] = f"{post.unit} · {post.person.name}"
    return list(found.items())


def everybody(step: Step, *, at: datetime) -> Choices:
    """Units of the city, and before them the people of the unit that holds the step."""
    own = people_of([step.holder_unit_id], at=at) if step.holder_unit_id else []
    rows = units(on=local_day(at)).prefetch_related(None)
    return [*own, *((str(unit.pk), str(unit)) for unit in rows)]


def asked_in(step: Step, kind: Signatory.Kind) -> Choices:
    """Those who were asked in a step and have said nothing yet, as their rows name them."""
    rows = Signatory.objects.filter(step=step, kind=kind, opinion=Signatory.Opinion.ASKED)
    found = rows.select_related("unit", "person").order_by("pk")
    return [(each.party, name_of(each)) for each in found]


def name_of(seat: Signatory) -> str:
    """What people call somebody who was asked."""
    return seat.person.name if seat.person else str(seat.unit or "")


def person_named(party: Party) -> Person:
    """The person of a party that has one.

    Raises:
        Person.DoesNotExist: There is none: a form offers people only.
    """
    return Person.objects.get(pk=str(party.person_id))
