"""The lead office owes an answer to every objection, within the limit that the pack names."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from yingshang.apps.delivery.errors import NoObjectionLimitError
from yingshang.apps.delivery.events.appraisal import OBJECTION
from yingshang.apps.delivery.kinds import OBJECTION_ANSWER
from yingshang.apps.delivery.models import Objection
from yingshang.apps.delivery.selectors.workings import scoring_of
from yingshang.apps.directory.models import CityRole, Person
from yingshang.apps.directory.selectors.units import units_with_city_role
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.duties import Duty, Term
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.following import begin, drop, following, fulfil
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import TimeLimitError


def owe_answer(objection: Objection, at: datetime) -> int | None:
    """Open the duty of the lead office to decide; none where the pack sets no day for it.

    Returns:
        The id of the duty. None also where no unit of the city is its lead office.

    Raises:
        NoObjectionLimitError: The limit gives no day.

    Source: pack `appraisal.yaml#answer_limit` and `time_limits.yaml`.
    """
    limit = scoring_of(objection.plan).answer_limit
    office = units_with_city_role(CityRole.Name.LEAD_OFFICE, on=local_day(at)).first()
    if not limit or office is None:
        return None
    duty = Duty(
        kind=OBJECTION_ANSWER.code,
        title_zh=_title(objection, "zh-hans"),
        title_en=_title(objection, "en"),
        subject=(OBJECTION, str(objection.pk)),
        holder=office,
        term=_term(objection, limit, at),
        period_on=objection.month_on,
    )
    return begin(duties=[duty])[0].pk


def settle_answer(
    objection: Objection, *, by: Person, at: datetime, late_reason: str
) -> int | None:
    """The objection is decided: nothing is owed any more.

    Raises:
        LateReasonMissingError: The day has passed, and nobody says why.
        PauseRunningError: The duty rests.
    """
    duty = _owed(objection)
    if duty is None:
        return None
    fulfil(duties=[duty], by=by, at=at, late_reason=late_reason)
    return duty.pk


def drop_answer(objection: Objection) -> int | None:
    """The objection is withdrawn, and the duty with it."""
    duty = _owed(objection)
    drop(kind=OBJECTION_ANSWER.code, keys=[objection.pk])
    return duty.pk if duty else None


def _owed(objection: Objection) -> Obligation | None:
    return following(kind=OBJECTION_ANSWER.code, keys=[objection.pk]).get(str(objection.pk))


def _term(objection: Objection, limit: str, at: datetime) -> Term:
    keeping = timekeeping_of(objection.plan.release.digest)
    try:
        return keeping.term(limit, local_day(at), opened_at=at)
    except TimeLimitError as missing:
        raise NoObjectionLimitError from missing


def _title(objection: Objection, language: str) -> str:
    with translation.override(language):
        return _("Decide on the objection of %(unit)s: %(title)s") % {
            "unit": objection.unit.official_name_zh,
            "title": objection.title,
        }
