"""Whose cases somebody sees in the portal, and for whom they may apply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from yingshang.apps.casework.access import is_applicant_side
from yingshang.apps.casework.models import Case, Way
from yingshang.apps.directory.models import Authorisation, Enterprise, Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.selectors.authorisations import (
    acting_for,
    enterprises_of,
    people_helped_by,
)
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.casework.casetype import CaseType

Kind, State = Authorisation.Kind, Authorisation.State
MYSELF = "myself"


@dataclass(frozen=True)
class ActingFor:
    """One in whose name somebody may apply; both empty: in their own.

    Attributes:
        key: As a form names it.
        is_helped: Whether they help as an agent of the assistance desk.
    """

    key: str
    name: str
    enterprise: Enterprise | None = None
    person: Person | None = None
    is_helped: bool = False


def applicants_for(person: Person, case_type: CaseType, *, at: datetime) -> list[ActingFor]:
    """In whose name `person` may apply for this, oneself first."""
    on, matter = local_day(at), case_type.id
    entry = case_type.entry.applicant
    kinds = entry.kinds if entry else ("person", "enterprise")
    found: list[ActingFor] = []
    if "person" in kinds:
        found.append(ActingFor(MYSELF, person.name))
        helped = people_helped_by(person, on, matter)
        found += [ActingFor(f"p{p.pk}", p.name, person=p, is_helped=True) for p in helped]
    if "enterprise" in kinds:
        firms = enterprises_of(person, on, matter)
        found += [_firm(person, firm, case_type, at) for firm in firms]
    return found


def own(person: Person, *, at: datetime) -> Q:
    """The condition that a case is the applicant's side's: one's own, or one acts for whose it is.

    An authorisation for some matters opens cases of these alone.
    """
    mine = Q(applicant=person, enterprise=None)
    for row in _acting(person, at):
        whose = Q(enterprise=row.enterprise_id)
        if row.enterprise_id is None:
            whose = Q(applicant=row.for_person_id, enterprise=None)
        mine |= whose & Q(type_code__in=row.matters) if row.matters else whose
    return mine


def own_case(person: Person, number: str, *, at: datetime) -> Case | None:
    """The case of this number, if `person` is on the applicant's side today."""
    rows = Case.objects.select_related("release", "holder_unit", "applicant", "agent", "enterprise")
    case = rows.defer("release__content").filter(number=number.strip().upper()).first()
    return case if case is not None and is_applicant_side(person, case, at) else None


def drafts_of(person: Person, type_code: str, *, at: datetime) -> Sequence[Case]:
    """Drafts of this type that can be gone on with, newest first; at most ten."""
    rows = Case.objects.filter(own(person, at=at), type_code=type_code)
    drafts = rows.filter(stage="draft", way=Way.APPLICANT).select_related("enterprise", "applicant")
    return list(drafts.newest_first()[:10])


def _firm(person: Person, firm: Enterprise, case_type: CaseType, at: datetime) -> ActingFor:
    ground = acting_for(person, firm, case_type.id, local_day(at))
    is_agent = ground is not None and ground.kind == Kind.AGENT
    return ActingFor(f"e{firm.pk}", firm.name, enterprise=firm, is_helped=is_agent)


def _acting(person: Person, at: datetime) -> list[Authorisation]:
    if not person.is_active:
        return []
    on = local_day(at)
    rows = list(Authorisation.objects.acting(on).filter(person=person).order_by("pk"))
    if any(row.kind == Kind.AGENT for row in rows):
        helps = may(person, "directory.help_applicant", on=on)
        rows = [row for row in rows if helps or row.kind != Kind.AGENT]
    return rows
