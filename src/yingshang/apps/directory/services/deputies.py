"""Who stands in for whom, and for how long."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.decisions import mixes_duties
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import DeputyNamed, DeputyRecalled
from yingshang.apps.directory.models import Deputy, Person, Post
from yingshang.apps.directory.permissions import Actor, on_record, require, roles_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def deputise(*, deputy: Deputy, actor: Actor, at: datetime) -> Deputy:
    """Let a person act in somebody's post from `from_on` to `until_on`, both inclusive.

    Args:
        deputy: Not yet saved.

    Raises:
        PermissionDenied: `actor` is neither administrator nor leader of the post's unit.
        RefusedError: Oneself, the holder, a closed account, no reason, days out of order, past or
            already taken, a post not held by then, or duties that must stay apart.
    """
    post = (
        Post.objects.select_for_update(of=("self",))
        .select_related("unit", "person")
        .get(pk=deputy.post_id)
    )
    require(actor, "directory.deputise", at=at, unit=post.unit_id)
    person = Person.objects.select_for_update().get(pk=deputy.person_id)
    _check_person(person, post, actor)
    _check_days(deputy, post, local_day(at))
    held = [each.role for each in roles_of(person, max(deputy.from_on, local_day(at)))]
    if mixes_duties([*held, post.role]):
        raise RefusedError(
            _("An administrator handles no business: use a second account for the other duty.")
        )
    deputy.save(force_insert=True)
    fact = DeputyNamed(
        person_id=person.pk,
        person=person.name,
        unit_id=post.unit_id,
        unit=post.unit.official_name_zh,
        holder_id=post.person_id,
        holder=post.person.name,
        role=post.role,
        first_day=deputy.from_on.isoformat(),
        last_day=deputy.until_on.isoformat(),
        reason=deputy.reason,
    )
    record(fact, actor=on_record(actor), at=at)
    return deputy


@transaction.atomic
def recall_deputy(*, deputy_id: UUID, last_day: date, actor: Actor, at: datetime) -> Deputy:
    """Let a deputy end earlier, after `last_day` (inclusive).

    Raises:
        PermissionDenied: `actor` is neither administrator nor leader of the post's unit.
        RefusedError: `last_day` lies outside the deputy's days.
    """
    deputy = (
        Deputy.objects.select_for_update(of=("self",))
        .select_related("post__unit", "person")
        .get(pk=deputy_id)
    )
    post = deputy.post
    require(actor, "directory.deputise", at=at, unit=post.unit_id)
    if not deputy.from_on <= last_day < deputy.until_on:
        raise RefusedError(_("Choose a last day between the first day and the present last day."))
    deputy.until_on = last_day
    deputy.save(update_fields=["until_on"])
    fact = DeputyRecalled(
        person_id=deputy.person_id,
        person=deputy.person.name,
        unit_id=post.unit_id,
        unit=post.unit.official_name_zh,
        role=post.role,
        last_day=last_day.isoformat(),
    )
    record(fact, actor=on_record(actor), at=at)
    return deputy


def _check_person(person: Person, post: Post, actor: Actor) -> None:
    if person == actor:
        raise RefusedError(_("Nobody names themselves as deputy."))
    if person.pk == post.person_id:
        raise RefusedError(_("The holder of the post cannot be their own deputy."))
    if not person.is_active:
        raise RefusedError(_("This account is closed."))


def _check_days(deputy: Deputy, post: Post, today: date) -> None:
    if not deputy.reason.strip():
        raise RefusedError(_("Give the reason for the deputy."))
    if deputy.until_on < deputy.from_on:
        raise RefusedError(_("The last day lies before the first day."))
    if deputy.until_on < today:
        raise RefusedError(_("The last day has passed; choose today or later."))
    if not (post.holds_on(deputy.from_on) and post.holds_on(deputy.until_on)):
        raise RefusedError(_("The post is not held on all of these days."))
    taken = Deputy.objects.filter(
        post=post, from_on__lte=deputy.until_on, until_on__gte=deputy.from_on
    )
    if taken.exists():
        raise RefusedError(_("Somebody already stands in on some of these days."))
