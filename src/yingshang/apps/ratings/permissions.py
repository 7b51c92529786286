"""Who may do what with ratings. What looks after a rating never belongs to the unit rated."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.permissions import (
    CASE_ROLES,
    UNIT_ROLES,
    declare,
    require,
    units_of,
)
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ratings.models import Rating

SEE = "ratings.see"
OVERSEE = "ratings.oversee"
RECTIFY = "ratings.rectify"
APPEAL = "ratings.appeal"
SEE_STAFF = "ratings.see_staff"

OVERSEERS = (Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER)

declare(SEE, anywhere=OVERSEERS, in_unit=UNIT_ROLES | CASE_ROLES)
# Contact, check, call back, decide on appeals: for ratings that the unit was given to look after.
declare(
    OVERSEE,
    in_unit=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.HANDLER, *sorted(UNIT_ROLES)],
)
declare(RECTIFY, in_unit=[Role.HANDLER, *sorted(UNIT_ROLES)])
declare(APPEAL, in_unit=[Role.UNIT_REVIEWER, Role.UNIT_LEADER])
declare(SEE_STAFF, in_unit=[Role.UNIT_REVIEWER, Role.UNIT_LEADER])


def require_stranger(actor: Person, rating: Rating, at: datetime) -> None:
    """Raise PermissionDenied unless `actor` acts for the office, and never for the unit rated."""
    require(actor, OVERSEE, at=at, unit=rating.office_id)
    if rating.unit_id in units_of(actor, local_day(at)):
        raise PermissionDenied(OVERSEE)
