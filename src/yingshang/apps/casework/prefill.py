"""What the city knows of an applicant before it is asked, with its source and day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.casework.decisions.values import UnfitError, read
from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Enterprise, Person
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry

OWN_ACCOUNT = "本人账户"
THIS_SITE = "本系统"


@dataclass(frozen=True)
class Known:
    """An answer that nobody had to type: its value, who said it, and when it was true."""

    value: object
    source: str
    as_of: date


# Only these say what a body is; an enterprise of the register may be a company or a partnership.
CERTAIN_KINDS = frozenset(
    {Enterprise.Kind.BRANCH, Enterprise.Kind.COOPERATIVE, Enterprise.Kind.SOLE_TRADER}
)
OF_ENTERPRISE: dict[str, Callable[[Enterprise], object]] = {
    "name": lambda firm: firm.name,
    "credit_code": lambda firm: firm.number,
    "kind": lambda firm: firm.kind if firm.kind in CERTAIN_KINDS else None,
    "industry": lambda firm: firm.section + firm.industry_code,
    "region": lambda firm: firm.region_code,
    "address": lambda firm: firm.address,
    "registered_on": lambda firm: firm.established_on and firm.established_on.isoformat(),
    "capital": lambda firm: firm.registered_capital_yuan,
    "status": lambda firm: firm.get_status_display(),
    "size_class": lambda firm: firm.size_class,
    "legal_representative": lambda firm: firm.legal_representative,
}
OF_PERSON: dict[str, Callable[[Person], object]] = {
    "name": lambda person: person.name,
    "phone": lambda person: person.phone,
}


def known(case: Case, case_type: CaseType, actor: Person | None, at: datetime) -> dict[str, Known]:
    """What can be filled in, by field; what nobody knows is left out."""
    found: dict[str, Known] = {}
    for key, field in case_type.fields.items():
        fact = _fact(case, field.prefill, actor, local_day(at)) if field.prefill else None
        if fact is not None and _fits(field, fact.value):
            found[key] = fact
    return found


def _fits(field: FieldEntry, value: object) -> bool:
    try:
        return read(field, value) is not None
    except UnfitError:
        return False


def _fact(case: Case, what: str, actor: Person | None, today: date) -> Known | None:
    family, _, name = what.partition(".")
    if family == "enterprise" and case.enterprise is not None:
        firm = case.enterprise
        value = OF_ENTERPRISE[name](firm)
        return Known(None if value is None else str(value), firm.source_name, firm.as_of)
    if family == "person" and case.applicant is not None:
        return Known(OF_PERSON[name](case.applicant), OWN_ACCOUNT, today)
    if family == "case":
        said = {
            "today": today.isoformat(),
            "official": actor.name if actor else None,
            "unit": case.holder_unit.code,
        }
        return Known(said[name], THIS_SITE, today)
    return None
