"""Who is to be told on a day: holders of duties, and whoever stands in for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q

from yingshang.apps.directory.models import Deputy, Designation, Person, Post, Role
from yingshang.apps.directory.permissions import UNIT_ROLES

# Who is told when nobody holds a duty in person: the first of these who exists.
IN_PLACE_OF_HOLDER = (Role.LIAISON, Role.UNIT_REVIEWER, Role.UNIT_LEADER)
ROLES = {"reviewer": Role.UNIT_REVIEWER, "leader": Role.UNIT_LEADER}


@dataclass(frozen=True)
class Recipient:
    """Somebody who is told.

    Attributes:
        is_away: A deputy stands in; the person sees it in the site only.
        is_standing_in: The person is told as somebody's deputy.
    """

    person: Person
    is_away: bool = False
    is_standing_in: bool = False


class DayRecipients:
    """Everybody who may have to be told on one local day, read in four queries.

    Args:
        units: The units whose people are wanted; the lead office's are always known.
        holders: People who hold duties by name.
    """

    def __init__(self, units: Collection[UUID], holders: Collection[UUID], on: date) -> None:
        self._by_role: dict[tuple[UUID | None, str], list[Post]] = defaultdict(list)
        self._by_person: dict[tuple[UUID, UUID], list[Post]] = defaultdict(list)
        for post in _posts(units, on):
            is_lead = post.role == Role.LEAD_OFFICE
            self._by_role[None if is_lead else post.unit_id, post.role].append(post)
            self._by_person[post.unit_id, post.person_id].append(post)
        self._people = Person.objects.in_bulk(holders)
        self._designated = _designated(units, on)

    def of(self, recipient: str, unit_id: UUID, holder_id: UUID | None) -> list[Recipient]:
        """Who is meant by `holder`, `reviewer`, `leader` or `lead_office` for one duty.

        A holder is the person named, else the unit's designated person, else its liaisons,
        reviewers or leaders; a unit without anybody is the lead office's to look after.
        """
        if recipient == "lead_office":
            return _with_deputies(self._by_role[None, Role.LEAD_OFFICE])
        if recipient in ROLES:
            return _with_deputies(self._by_role[unit_id, ROLES[recipient]])
        return self._holders(unit_id, holder_id) or self.of("lead_office", unit_id, None)

    def deputies_of(self, person: Person, unit_id: UUID) -> list[Recipient]:
        """`person` and whoever stands in for them at a unit."""
        posts = self._by_person.get((unit_id, person.pk))
        return _with_deputies(posts) if posts else _active([Recipient(person)])

    def _holders(self, unit_id: UUID, holder_id: UUID | None) -> list[Recipient]:
        named = self._people.get(holder_id) if holder_id else None
        for person in (named, self._designated.get(unit_id)):
            if person is not None and (found := self.deputies_of(person, unit_id)):
                return found
        for role in IN_PLACE_OF_HOLDER:
            if found := _with_deputies(self._by_role[unit_id, role]):
                return found
        return []


def _posts(units: Collection[UUID], on: date) -> Iterable[Post]:
    standing_in = Deputy.objects.filter(from_on__lte=on, until_on__gte=on)
    now = Prefetch("deputies", standing_in.select_related("person"), to_attr="standing_in")
    wanted = Q(unit_id__in=list(units), role__in=UNIT_ROLES) | Q(role=Role.LEAD_OFFICE)
    posts = Post.objects.on(on).filter(wanted).select_related("person")
    return posts.prefetch_related(now).order_by("valid_from", "pk")


def _designated(units: Collection[UUID], on: date) -> dict[UUID, Person]:
    rows = Designation.objects.on(on).filter(unit_id__in=list(units)).select_related("person")
    return {row.unit_id: row.person for row in rows.order_by("valid_from", "pk")}


def _with_deputies(posts: Sequence[Post]) -> list[Recipient]:
    found = []
    for post in posts:
        deputies: list[Deputy] = getattr(post, "standing_in", [])
        acting = _active([Recipient(each.person, is_standing_in=True) for each in deputies])
        found += _active([Recipient(post.person, is_away=bool(acting))]) + acting
    return found


def _active(recipients: list[Recipient]) -> list[Recipient]:
    return [each for each in recipients if each.person.is_active]
