"""In whose name somebody acts on a case: their units, those they stand in for, the applicant."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from yingshang.apps.casework.models import Case, Signatory, Step
from yingshang.apps.casework.parties import APPLICANT
from yingshang.apps.casework.permissions import HANDLE, verb_for
from yingshang.apps.directory.models import Person, Post, Role
from yingshang.apps.directory.permissions import roles_of, units_for
from yingshang.apps.directory.selectors.authorisations import acting_for
from yingshang.apps.ledger.clock import local_day


@dataclass(frozen=True)
class Standing:
    """The names under which somebody may act that day.

    Attributes:
        units: Units whose cases they handle, deputies included.
        led: Units that they lead, in which they may act for everybody.
    """

    person: Person
    units: frozenset[UUID]
    led: frozenset[UUID]
    stands_in_for: frozenset[UUID]

    def may_be(self, party: str, unit_id: UUID | None) -> bool:
        """Whether they may act as `party`, a person of `unit_id` where it is one."""
        kind, _, key = party.partition(":")
        if kind == "unit":
            return UUID(key) in self.units
        if kind != "person":
            return False
        holder = UUID(key)
        return holder == self.person.pk or holder in self.stands_in_for or unit_id in self.led


def standing_of(person: Person, at: datetime, case: Case | None = None) -> Standing:
    """The names under which `person` may act at `at`, on `case` where it is named; 1–2 queries."""
    on = local_day(at)
    held = roles_of(person, on)
    own = {each.post_id for each in held}
    verb = verb_for(HANDLE, is_ledger=case is not None and case.is_ledger)
    others = Post.objects.filter(pk__in=own).exclude(person=person) if own else Post.objects.none()
    return Standing(
        person=person,
        units=units_for(person, verb, on=on) or frozenset(),
        led=frozenset(each.unit_id for each in held if each.role == Role.UNIT_LEADER),
        stands_in_for=frozenset(others.values_list("person_id", flat=True)),
    )


def is_applicant_side(person: Person | AnonymousUser, case: Case, at: datetime) -> bool:
    """Whether `person` applied for `case`, or acts for whoever did, on that day."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    if case.enterprise_id is None and person.pk == case.applicant_id:
        return True
    whom = case.enterprise or case.applicant
    is_own = person.pk in {case.applicant_id, case.agent_id}
    if whom is None:
        return is_own
    return acting_for(person, whom, case.type_code, local_day(at)) is not None


def require_applicant(person: Person, case: Case, at: datetime) -> None:
    """Raise PermissionDenied unless `person` is on the applicant's side."""
    if not is_applicant_side(person, case, at):
        raise PermissionDenied("casework.apply")


def holder_name(person: Person, step: Step, at: datetime) -> str:
    """The name under which `person` acts on a step as its holder or delegate.

    Raises:
        PermissionDenied: They are neither, nor may they act for them.
    """
    if step.holder == APPLICANT:
        require_applicant(person, step.case, at)
        return APPLICANT
    name = name_as_holder(standing_of(person, at, step.case), step)
    if name is None:
        raise PermissionDenied(HANDLE)
    return name


def name_as_holder(standing: Standing, step: Step) -> str | None:
    """The name under which somebody acts on a step of officials; None where they may not."""
    if step.delegate and standing.may_be(step.delegate, step.holder_unit_id):
        is_only_delegate = not standing.may_be(step.holder, step.holder_unit_id)
        if is_only_delegate or step.delegate_person_id == standing.person.pk:
            return step.delegate
    return step.holder if standing.may_be(step.holder, step.holder_unit_id) else None


def seat_name(person: Person, step: Step, kind: str, at: datetime) -> str:
    """The name under which `person` is asked to sign or help in a step.

    Raises:
        PermissionDenied: Nobody asked them, nor anybody for whom they act.
    """
    standing = standing_of(person, at, step.case)
    asked = Signatory.objects.filter(step=step, kind=kind, opinion=Signatory.Opinion.ASKED)
    for each in asked.order_by("pk"):
        if standing.may_be(each.party, each.unit_id):
            return each.party
    raise PermissionDenied(HANDLE)
