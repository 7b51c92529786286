"""People, their posts and deputies; telephone and e-mail masked unless one may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from yingshang.apps.directory.models import (
    Authorisation,
    Deputy,
    OutsideIdentity,
    Person,
    Post,
    Role,
    Unit,
)
from yingshang.apps.directory.permissions import may, roles_of
from yingshang.apps.directory.selectors.deputies import deputies_from
from yingshang.apps.directory.selectors.identities import identities_of
from yingshang.apps.ledger.masks import mask_email, mask_number

DEMO_AT_ONCE = 3


@dataclass(frozen=True)
class Contact:
    """A person's telephone and e-mail as a viewer sees them."""

    phone: str
    email: str
    is_masked: bool


@dataclass(frozen=True)
class PersonPage:
    """One person: posts now and before, who stands in, contact masked."""

    person: Person
    posts: Sequence[Post]
    deputyships: Sequence[Deputy]
    contact: Contact
    may_see_contact: bool
    may_administer: bool
    identities: Sequence[OutsideIdentity]


@dataclass(frozen=True)
class PeoplePage:
    """Everybody with an account, for administrators; `words` is what was searched for."""

    people: Sequence[Person]
    words: str


@dataclass(frozen=True)
class AccountPage:
    """One's own account: posts, who stands in for whom, contact masked.

    `is_official` is False for a member of the public, who holds no post.
    """

    person: Person
    posts: Sequence[Post]
    deputyships: Sequence[Deputy]
    contact: Contact
    identities: Sequence[OutsideIdentity]
    is_official: bool


@dataclass(frozen=True)
class DemoRole:
    """One button of the one-click roles."""

    person: Person
    post: Post


@dataclass(frozen=True)
class DemoGroup:
    """Buttons of one role: a few that stand there at once, and the others behind a door."""

    role: str
    first: Sequence[DemoRole]
    others: Sequence[DemoRole]


@dataclass(frozen=True)
class DemoPublic:
    """One button for a member of the public, and for which enterprises they act."""

    person: Person
    authorisations: Sequence[Authorisation]


def person_of(pk: UUID) -> Person | None:
    """A person by id."""
    return Person.objects.filter(pk=pk).first()


def post_of(pk: UUID) -> Post | None:
    """A post by id, with its person and unit."""
    return Post.objects.select_related("person", "unit").filter(pk=pk).first()


def deputy_of(pk: UUID) -> Deputy | None:
    """A deputy by id, with the post."""
    return (
        Deputy.objects.select_related("post__unit", "post__person", "person").filter(pk=pk).first()
    )


def people(words: str, *, on: date) -> PeoplePage:
    """Everybody whose name or account contains `words`, by account, with the posts of the day."""
    found = Person.objects.filter(Q(name__icontains=words) | Q(login__icontains=words))
    now = Prefetch("posts", Post.objects.on(on).select_related("unit"))
    return PeoplePage(list(found.prefetch_related(now).order_by("login")), words)


def active_people() -> QuerySet[Person]:
    """People with an open account, by name: for choices in forms."""
    return Person.objects.filter(is_active=True).order_by("name", "login")


def people_at(unit: Unit, *, on: date, role: Role | None = None) -> QuerySet[Person]:
    """People with a post at `unit` on a local day, in one role or any, by name."""
    posts = Post.objects.on(on).filter(unit=unit)
    if role is not None:
        posts = posts.filter(role=role)
    return active_people().filter(pk__in=posts.values("person"))


def person_page(person: Person, *, viewer: Person, on: date) -> PersonPage:
    """What `viewer` may see of `person` on a local day."""
    sees = may_see_contact(viewer, person, on=on)
    return PersonPage(
        person=person,
        posts=list(_posts(person, on)),
        deputyships=list(_deputyships(person)),
        contact=masked_contact(person),
        may_see_contact=sees,
        may_administer=may(viewer, "directory.see_administration", on=on),
        identities=identities_of(person),
    )


def account_page(person: Person, *, on: date) -> AccountPage:
    """One's own account on a local day."""
    return AccountPage(
        person=person,
        posts=list(_posts(person, on)),
        deputyships=list(_deputyships(person)),
        contact=masked_contact(person),
        identities=identities_of(person),
        is_official=bool(roles_of(person, on)),
    )


def masked_contact(person: Person) -> Contact:
    """Telephone and e-mail as strangers see them."""
    return Contact(mask_number(person.phone), mask_email(person.email), is_masked=True)


def clear_contact(person: Person) -> Contact:
    """Telephone and e-mail in clear; ask `may_see_contact` first and log the look."""
    return Contact(person.phone, person.email, is_masked=False)


def may_see_contact(viewer: Person, person: Person, *, on: date) -> bool:
    """Whether `viewer` may see the contact of `person`: their own, a colleague's, or by role."""
    if viewer == person:
        return True
    if may(viewer, "directory.see_contacts", on=on):
        return True
    units = {held.unit_id for held in roles_of(person, on)}
    return any(may(viewer, "directory.see_contacts", on=on, unit=unit) for unit in units)


def is_last_administrator(person: Person, on: date) -> bool:
    """Whether nobody else with an open account is administrator without end from `on`."""
    posts = Post.objects.on(on).filter(role=Role.ADMINISTRATOR, person__is_active=True)
    own = posts.filter(person=person).exists()
    return own and not posts.filter(valid_to__isnull=True).exclude(person=person).exists()


def demo_roles(*, on: date) -> list[DemoRole]:
    """One-click roles of a sample installation by role; empty anywhere else."""
    if not settings.IS_SAMPLE:
        return []
    posts = Post.objects.on(on).filter(person__is_demo=True, person__is_active=True)
    found = posts.select_related("person", "unit").order_by("unit__rank", "person__login")
    order = list(Role)
    roles = [DemoRole(post.person, post) for post in found]
    return sorted(roles, key=lambda each: order.index(Role(each.post.role)))


def demo_groups(*, on: date) -> list[DemoGroup]:
    """`demo_roles` by role, so that many units stand in no one's way."""
    found: dict[str, list[DemoRole]] = {}
    for each in demo_roles(on=on):
        found.setdefault(str(each.post.get_role_display()), []).append(each)
    return [
        DemoGroup(role, people[:DEMO_AT_ONCE], people[DEMO_AT_ONCE:])
        for role, people in found.items()
    ]


def demo_public(*, on: date) -> list[DemoPublic]:
    """One-click members of the public of a sample installation; empty anywhere else."""
    if not settings.IS_SAMPLE:
        return []
    acting = Authorisation.objects.acting(on).select_related("enterprise").order_by("pk")
    found = Person.objects.filter(is_demo=True, is_active=True, posts__isnull=True)
    shown = found.prefetch_related(Prefetch("authorisations", acting)).order_by("login")
    return [DemoPublic(person, list(person.authorisations.all())) for person in shown]


def demo_person(login: str) -> Person | None:
    """A demo account of a sample installation; None anywhere else and for real people."""
    if not settings.IS_SAMPLE:
        return None
    return Person.objects.filter(login=login, is_demo=True, is_active=True).first()


def _posts(person: Person, on: date) -> QuerySet[Post]:
    posts = Post.objects.filter(person=person).select_related("unit")
    return posts.prefetch_related(deputies_from(on)).order_by("-valid_from", "role")


def _deputyships(person: Person) -> QuerySet[Deputy]:
    rows = Deputy.objects.filter(person=person)
    return rows.select_related("post__unit", "post__person").order_by("-from_on")
