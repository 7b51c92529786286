"""Today's limits, calendar and rules, read from the installed pack."""

from datetime import datetime
from functools import lru_cache

from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.errors import NoReleaseError
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release, pack_of, release_of
from yingshang.engines.packs.schema.common import Source
from yingshang.engines.packs.schema.obligations import ObligationRules
from yingshang.engines.timelimits import Calendar, national_calendar

KEPT_IN_MEMORY = 16
RULES_FILE = "obligations.yaml"
# What a pack without `obligations.yaml` gets.
DEFAULT_RULES = ObligationRules(source=Source(title="默认规则 / default"))


def current_timekeeping() -> Timekeeping:
    """The limits of the newest release on today's calendar: for duties that begin now.

    Raises:
        NoReleaseError: No pack is installed.
    """
    release = _current()
    return _timekeeping(release, release)


def timekeeping_of(release_digest: str, *, current: PackRelease | None = None) -> Timekeeping:
    """The limits as they stood in one release, on today's calendar: for duties under way.

    A duty is measured by the limits that it began with; days off are those known today. An unknown
    digest (a plain date, a release of another installation) means the newest release.

    Args:
        current: The newest release, where the caller has just read it.

    Raises:
        NoReleaseError: No pack is installed.
    """
    current = current or _current()
    if release_digest in {"", current.digest}:
        return _timekeeping(current, current)
    return _timekeeping(release_of(release_digest) or current, current)


def city_calendar() -> Calendar:
    """The working days of the city; those of the country while no pack is installed."""
    release = current_release()
    return _calendar(release) if release else national_calendar()


def grounds_of(release_digest: str, limit_ref: str, started_at: datetime) -> list[tuple[str, str]]:
    """Grounds on which a limit may be paused: id and name in the reader's language.

    Raises:
        LimitUnknown: The release has no such limit on that day.
    """
    keeping = timekeeping_of(release_digest)
    limit = keeping.limit(limit_ref, keeping.calendar.instant(started_at).date())
    return [(each.id, each.name.text(language())) for each in limit.grounds]


def rules() -> ObligationRules:
    """The rules of the newest release for lights and second looks, or the default ones."""
    release = current_release()
    model = pack_of(release).models.get(RULES_FILE) if release else None
    return model if isinstance(model, ObligationRules) else DEFAULT_RULES


def _current() -> PackRelease:
    release = current_release()
    if release is None:
        raise NoReleaseError
    return release


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _timekeeping(limits_of: PackRelease, calendar_of: PackRelease) -> Timekeeping:
    limits = pack_of(limits_of).time_limits
    return Timekeeping(
        register=limits.register(),
        calendar=_calendar(calendar_of),
        warn=limits.warn_rule(),
        release_digest=limits_of.digest,
        default_law=limits.default_law,
    )


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _calendar(release: PackRelease) -> Calendar:
    return pack_of(release).time_limits.calendar(national_calendar())
