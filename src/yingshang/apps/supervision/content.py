"""What the newest release says of supervision."""

from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.apps.supervision.errors import NoGroundsError, ReportUnknownError
from yingshang.engines.packs.checks.supervision import SUPERVISION
from yingshang.engines.packs.schema.supervision import Ground, ReportEntry, Supervision


def rules() -> tuple[PackRelease, Supervision]:
    """The newest release and its grounds.

    Raises:
        NoGroundsError: It has none.
    """
    release = current_release()
    found = pack_of(release).models.get(SUPERVISION) if release else None
    if release is None or not isinstance(found, Supervision):
        raise NoGroundsError
    return release, found


def has_rules() -> bool:
    """Whether the newest release says anything of supervision."""
    try:
        rules()
    except NoGroundsError:
        return False
    return True


def ground_named(code: str) -> Ground | None:
    """The ground `code` of the newest release; None once it has gone."""
    _release, found = rules()
    return next((each for each in found.grounds if each.id == code), None)


def report_named(code: str) -> ReportEntry:
    """The report `code` of the newest release.

    Raises:
        ReportUnknownError: It has none.
    """
    _release, found = rules()
    entry = next((each for each in found.reports if each.id == code), None)
    if entry is None:
        raise ReportUnknownError
    return entry


def supervising_types() -> frozenset[str]:
    """Case types that proposals become; they are never proposed themselves."""
    _release, found = rules()
    return frozenset(each.case_type for each in found.grounds)
