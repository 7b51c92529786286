"""Case types: the one that a case began with, and those from which new cases start."""

from yingshang.apps.casework.errors import TypeUnknownError
from yingshang.apps.casework.models import Case
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.engines.packs.casework.casetype import CaseType


def type_of(case: Case) -> CaseType:
    """The type by which `case` goes: that of its own release.

    Raises:
        TypeUnknownError: The release has lost it: a fault of the program.
    """
    return type_in(case.release, case.type_code)


def type_in(release: PackRelease, code: str) -> CaseType:
    """The type `code` of one release.

    Raises:
        TypeUnknownError: It has none.
    """
    found = pack_of(release).case_types.get(code)
    if found is None:
        raise TypeUnknownError
    return found


def current_type(code: str) -> tuple[PackRelease, CaseType]:
    """The release from which a new case of this type starts, and the type.

    Raises:
        TypeUnknownError: The installed pack has none, or no pack is installed.
    """
    release = current_release()
    if release is None:
        raise TypeUnknownError
    return release, type_in(release, code)


def current_types() -> tuple[CaseType, ...]:
    """Every type of the newest release, in the order of its folders."""
    release = current_release()
    return tuple(pack_of(release).case_types.values()) if release else ()
