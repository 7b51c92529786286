"""Posts and the designated person of a unit."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yingshang.apps.directory.decisions import mixes_duties
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import PersonAppointed, PersonDesignated, PostEnded
from yingshang.apps.directory.models import CityRole, Designation, Person, Post, Role, Unit
from yingshang.apps.directory.permissions import Actor, on_record, require, roles_of
from yingshang.apps.directory.selectors.people import is_last_administrator
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record

# Roles that only a unit with the same duty for the city can give.
OF_CITY = frozenset({Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE})


@transaction.atomic
def appoint(*, post: Post, actor: Actor, at: datetime) -> Post:
    """Let a person act for a unit in a role, from `post.valid_from` on (inclusive).

    Args:
        post: Not yet saved.

    Raises:
        PermissionDenied: `actor` may not appoint.
        RefusedError: Oneself, a closed account, a unit that has ended or is a draft, a role that
            the unit cannot give, a post already held, or duties that must stay apart.
    """
    require(actor, "directory.appoint", at=at)
    person = Person.objects.select_for_update().get(pk=post.person_id)
    _check_person(person, actor)
    _check_unit(post)
    _check_duties(person, post, local_day(at))
    post.save(force_insert=True)
    fact = PersonAppointed(
        person_id=person.pk,
        person=person.name,
        unit_id=post.unit_id,
        unit=post.unit.official_name_zh,
        role=post.role,
        first_day=_first_day(post).isoformat(),
    )
    record(fact, actor=on_record(actor), at=at)
    return post


@transaction.atomic
def end_post(*, post_id: UUID, last_day: date, actor: Actor, at: datetime) -> Post:
    """Let a post end after `last_day` (inclusive); a liaison's designation ends with it.

    Raises:
        PermissionDenied: `actor` may not end posts.
        RefusedError: It has ended, the day lies before its first, or no administrator is left.
    """
    require(actor, "directory.end_post", at=at)
    post = (
        Post.objects.select_for_update(of=("self",))
        .select_related("unit", "person")
        .get(pk=post_id)
    )
    if post.valid_to is not None:
        raise RefusedError(_("This post has an end already."))
    if last_day < _first_day(post):
        raise RefusedError(_("The last day lies before the first day."))
    if post.role == Role.ADMINISTRATOR and is_last_administrator(post.person, local_day(at)):
        raise RefusedError(_("This is the last administrator; appoint another one first."))
    post.valid_to = last_day
    post.save(update_fields=["valid_to"])
    if post.role == Role.LIAISON:
        _end_designation(post, last_day)
    fact = PostEnded(
        person_id=post.person_id,
        person=post.person.name,
        unit_id=post.unit_id,
        unit=post.unit.official_name_zh,
        role=post.role,
        last_day=last_day.isoformat(),
    )
    record(fact, actor=on_record(actor), at=at)
    return post


@transaction.atomic
def designate(
    *, unit_id: UUID, person_id: UUID, first_day: date, actor: Actor, at: datetime
) -> Designation:
    """Name the person who reports for a unit, from `first_day` on; the former one ends before it.

    Raises:
        PermissionDenied: `actor` may not designate for this unit.
        RefusedError: The person is no liaison of the unit, or the former one began no earlier.

    Source: the plan's work requirement 狠抓落实 (各责任单位要指定专人).
    """
    require(actor, "directory.designate", at=at, unit=unit_id)
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    person = Person.objects.get(pk=person_id)
    liaison = Post.objects.on(first_day).filter(person=person, unit=unit, role=Role.LIAISON)
    if not liaison.exists():
        raise RefusedError(
            _("%(person)s is no liaison of this unit on that day; appoint them first.")
            % {"person": person.name}
        )
    _follow_designation(unit, person, first_day)
    row = Designation.objects.create(unit=unit, person=person, valid_from=first_day)
    fact = PersonDesignated(
        person_id=person.pk,
        person=person.name,
        unit_id=unit.pk,
        unit=unit.official_name_zh,
        first_day=first_day.isoformat(),
    )
    record(fact, actor=on_record(actor), at=at)
    return row


def _check_person(person: Person, actor: Actor) -> None:
    if person == actor:
        raise RefusedError(_("Nobody appoints themselves; ask another administrator."))
    if not person.is_active:
        raise RefusedError(_("This account is closed."))


def _check_unit(post: Post) -> None:
    first_day, unit = _first_day(post), post.unit
    if unit.workspace_id is not None:
        raise RefusedError(_("Draft units of another workspace have no posts."))
    if not unit.holds_on(first_day):
        raise RefusedError(_("The unit does not exist on that day."))
    if post.valid_to is not None and post.valid_to < first_day:
        raise RefusedError(_("The last day lies before the first day."))
    if post.role in OF_CITY:
        duties = CityRole.objects.on(first_day).filter(unit=unit, role=post.role)
        if not duties.exists():
            raise RefusedError(
                _("%(unit)s does not hold this duty for the city.") % {"unit": unit.official_name}
            )


def _check_duties(person: Person, post: Post, today: date) -> None:
    first_day = _first_day(post)
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=first_day)
    same = Post.objects.filter(going_on, person=person, unit=post.unit, role=post.role)
    if same.exists():
        raise RefusedError(_("This person already holds this post."))
    held = [each.role for each in roles_of(person, max(first_day, today))]
    if mixes_duties([*held, post.role]):
        raise RefusedError(
            _("An administrator handles no business: use a second account for the other duty.")
        )


def _first_day(post: Post) -> date:
    if post.valid_from is None:
        raise RefusedError(_("Say from which day the post is held."))
    return post.valid_from


def _end_designation(post: Post, last_day: date) -> None:
    rows = Designation.objects.filter(
        unit_id=post.unit_id, person_id=post.person_id, valid_to__isnull=True
    )
    for row in rows.select_for_update():
        row.valid_to = max(last_day, row.valid_from or last_day)
        row.save(update_fields=["valid_to"])


def _follow_designation(unit: Unit, person: Person, first_day: date) -> None:
    former = Designation.objects.filter(unit=unit, valid_to__isnull=True).first()
    if former is None:
        return
    if former.person_id == person.pk:
        raise RefusedError(_("This person is designated already."))
    if former.valid_from is not None and former.valid_from >= first_day:
        raise RefusedError(_("The present designated person began no earlier; choose a later day."))
    former.valid_to = first_day - timedelta(days=1)
    former.save(update_fields=["valid_to"])
