"""Who may do which verb: one declarative table, filled by each app for its own verbs.

A person's rights follow from the posts they hold or stand in for on the day of the act, never from
the account. An administrator manages accounts, posts and units; the content of the city's work
belongs to the roles that answer for it.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.models import Person, Post, Role, Unit
from yingshang.apps.directory.models.validity import in_force
from yingshang.apps.ledger.clock import local_day

EVERYBODY: Final = frozenset(Role)
UNIT_ROLES: Final = frozenset({Role.LIAISON, Role.UNIT_REVIEWER, Role.UNIT_LEADER})
# Those who work on cases of their unit.
CASE_ROLES: Final = frozenset({Role.HANDLER, Role.WINDOW_CLERK, Role.UNIT_LEADER})


@dataclass(frozen=True, slots=True)
class Installation:
    """Whoever stands at the machine's command line: may only set the house up."""

    pk: None = None


INSTALLATION: Final = Installation()
Actor = Person | Installation


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person has on a day, in which unit, and through which post."""

    role: Role
    unit_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a verb: `anywhere` roles for every unit, `in_unit` roles for their own only."""

    anywhere: frozenset[Role]
    in_unit: frozenset[Role]
    from_command_line: bool


VERBS: dict[str, Rule] = {}
_held: ContextVar[dict[tuple[UUID, date], frozenset[Held]] | None] = ContextVar(
    "directory_held", default=None
)


def declare(
    verb: str,
    *,
    anywhere: Collection[Role] = (),
    in_unit: Collection[Role] = (),
    from_command_line: bool = False,
) -> None:
    """Say who may use `verb` (`<app>.<verb>`); each app declares its own in `permissions.py`.

    Raises:
        ValueError: The verb is declared already.
    """
    if verb in VERBS:
        raise ValueError(f"verb {verb} is declared twice")
    VERBS[verb] = Rule(frozenset(anywhere), frozenset(in_unit), from_command_line)


declare("directory.register_unit", anywhere=[Role.ADMINISTRATOR], from_command_line=True)
declare("directory.open_workspace", anywhere=[Role.ADMINISTRATOR, Role.LEAD_OFFICE])
declare("directory.open_account", anywhere=[Role.ADMINISTRATOR], from_command_line=True)
declare("directory.close_account", anywhere=[Role.ADMINISTRATOR])
declare("directory.set_password", anywhere=[Role.ADMINISTRATOR], from_command_line=True)
declare("directory.appoint", anywhere=[Role.ADMINISTRATOR], from_command_line=True)
declare("directory.end_post", anywhere=[Role.ADMINISTRATOR])
declare("directory.deputise", anywhere=[Role.ADMINISTRATOR], in_unit=[Role.UNIT_LEADER])
declare(
    "directory.designate",
    anywhere=[Role.ADMINISTRATOR],
    in_unit=[Role.UNIT_LEADER, Role.UNIT_REVIEWER],
)
declare("directory.found_task_force", anywhere=[Role.LEAD_OFFICE], in_unit=UNIT_ROLES)
declare("directory.dissolve_task_force", anywhere=[Role.LEAD_OFFICE], in_unit=UNIT_ROLES)
declare("directory.link_identity", anywhere=[Role.ADMINISTRATOR])
# Whoever sees licence and identity card at a window confirms who represents an enterprise.
declare("directory.confirm_representation", anywhere=[Role.WINDOW_CLERK])
declare("directory.help_applicant", anywhere=[Role.WINDOW_CLERK, Role.HANDLER])
declare("directory.see_people", anywhere=EVERYBODY)
declare("directory.see_administration", anywhere=[Role.ADMINISTRATOR])
declare(
    "directory.see_contacts",
    anywhere=[Role.ADMINISTRATOR, Role.LEAD_OFFICE],
    in_unit=UNIT_ROLES,
)

SEE_ENTERPRISES: Final = "directory.see_enterprises"
IMPORT_ENTERPRISES: Final = "directory.import_enterprises"
SEE_ENTERPRISE_CONTACTS: Final = "directory.see_enterprise_contacts"
declare(SEE_ENTERPRISES, anywhere=EVERYBODY)
declare(
    IMPORT_ENTERPRISES,
    anywhere=[Role.ADMINISTRATOR, Role.LEAD_OFFICE],
    in_unit=UNIT_ROLES,
    from_command_line=True,
)
declare(SEE_ENTERPRISE_CONTACTS, anywhere=[Role.LEAD_OFFICE], in_unit=UNIT_ROLES)


def roles_of(person: Person | AnonymousUser, on: date) -> frozenset[Held]:
    """Every role that `person` has on the local day `on`, by post or as a deputy.

    A deputy acts only while the post itself is held; a deputy's deputy gets nothing.
    """
    if not isinstance(person, Person) or not person.is_active:
        return frozenset()
    read = _held.get()
    if read is None:
        return _roles_of(person, on)
    if (person.pk, on) not in read:
        read[person.pk, on] = _roles_of(person, on)
    return read[person.pk, on]


def _roles_of(person: Person, on: date) -> frozenset[Held]:
    own = Q(person=person)
    standing_in = Q(deputies__person=person, deputies__from_on__lte=on, deputies__until_on__gte=on)
    posts = Post.objects.on(on).filter(own | standing_in, in_force(on, "unit__"))
    return frozenset(Held(Role(post.role), post.unit_id, post.pk) for post in posts.order_by())


@contextmanager
def read_once() -> Iterator[None]:
    """Within this block the roles of each person are read at most once: nothing may change them."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def units_of(person: Person | AnonymousUser, on: date) -> frozenset[UUID]:
    """Ids of the units for which `person` acts on the local day `on`, deputies included."""
    return frozenset(held.unit_id for held in roles_of(person, on))


def has_role(person: Person | AnonymousUser, on: date, *roles: Role) -> bool:
    """Whether `person` has one of `roles`, in any unit, on the local day `on`."""
    return any(held.role in roles for held in roles_of(person, on))


def may(
    actor: Actor | AnonymousUser, verb: str, *, on: date, unit: Unit | UUID | None = None
) -> bool:
    """Whether `actor` may use `verb` on the local day `on`, for `unit` where it concerns one.

    Raises:
        KeyError: Nobody declared the verb: a fault of the program.
    """
    rule = VERBS[verb]
    if isinstance(actor, Installation):
        return rule.from_command_line
    unit_id = unit.pk if isinstance(unit, Unit) else unit
    return any(
        held.role in rule.anywhere or (held.role in rule.in_unit and held.unit_id == unit_id)
        for held in roles_of(actor, on)
    )


def may_for_keepers(actor: Actor | AnonymousUser, verb: str, *, on: date) -> bool:
    """Whether `actor` may use `verb` anywhere, or for a unit that keeps the register.

    Source: pack `directory/enterprises.yaml`, `kept_by`.
    """
    if may(actor, verb, on=on):
        return True
    if isinstance(actor, Installation):
        return False
    units = [held.unit_id for held in roles_of(actor, on) if held.role in VERBS[verb].in_unit]
    content = city_content().register
    codes = content.kept_by if content else ()
    return Unit.objects.within(None).filter(pk__in=units, code__in=codes).exists()


def require(
    actor: Actor | AnonymousUser, verb: str, *, at: datetime, unit: Unit | UUID | None = None
) -> None:
    """Raise PermissionDenied unless `actor` may use `verb` at the aware instant `at`."""
    if not may(actor, verb, on=local_day(at), unit=unit):
        raise PermissionDenied(verb)


def units_for(actor: Person | AnonymousUser, verb: str, *, on: date) -> frozenset[UUID] | None:
    """Units for which `actor` may use `verb` on `on`; None means every unit.

    An empty set means none: filter with `unit_id__in`, never with a single nullable id.
    """
    rule = VERBS[verb]
    held = roles_of(actor, on)
    if any(each.role in rule.anywhere for each in held):
        return None
    return frozenset(each.unit_id for each in held if each.role in rule.in_unit)


def on_record(actor: Actor) -> Person | None:
    """Who the ledger names: the person, or nobody when the installation itself acted."""
    return actor if isinstance(actor, Person) else None
