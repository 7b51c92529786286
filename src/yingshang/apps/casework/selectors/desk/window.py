"""What a window clerk chooses from when a case is opened for somebody."""

from datetime import datetime

from yingshang.apps.casework.permissions import OPEN
from yingshang.apps.casework.selectors.desk.types import ListedType, types_page
from yingshang.apps.casework.selectors.desk.words import Choices, said
from yingshang.apps.casework.types import current_types
from yingshang.apps.directory.models import Enterprise, Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.directory.selectors.authorisations import (
    enterprise_by_number,
    person_by_account,
)
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.casework.casetype import CaseType


def window_types() -> list[ListedType]:
    """Services that are opened at the window."""
    codes = {each.id for each in current_types() if "window" in each.entry.opened_by}
    return [each for each in types_page() if each.code in codes and not each.is_ledger]


def opening_units(viewer: Person, at: datetime) -> Choices:
    """Units in whose name `viewer` opens cases."""
    keys = units_for(viewer, OPEN, on=local_day(at)) or frozenset()
    rows = Unit.objects.filter(pk__in=keys).order_by("rank", "code")
    return [(str(unit.pk), str(unit)) for unit in rows]


def unit_named(key: str) -> Unit:
    """A unit that a form offered.

    Raises:
        Unit.DoesNotExist: There is none: a form offers units only.
    """
    return Unit.objects.get(pk=key)


def routes_of(case_type: CaseType) -> Choices:
    """Ways of handling of a type."""
    return [(key, said(each.name)) for key, each in case_type.routes.items()]


def applicant_of(
    credit_code: str, login: str, name: str
) -> tuple[Person | None, Enterprise | None]:
    """The person and the enterprise that were named at the window; None for unknown ones."""
    enterprise = enterprise_by_number(credit_code) if credit_code.strip() else None
    person = person_by_account(login, name) if login.strip() else None
    return person, enterprise
