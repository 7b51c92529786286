"""Case types: the one that a case began with, and those from which new cases start."""

from functools import lru_cache
from uuid import UUID

from yingshang.apps.casework.errors import TypeUnknownError
from yingshang.apps.casework.models import Case
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.engines.packs.casework.casetype import CaseType

KEPT_IN_MEMORY = 8


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
    rows = PackRelease.objects.current().order_by("-installed_at", "-pk")
    current = rows.values_list("pk", "digest").first()
    if current is None:
        raise TypeUnknownError
    release = _release(*current)
    return release, type_in(release, code)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _release(key: UUID, digest: str) -> PackRelease:
    """A release whose caller has just read that it is current; it never changes while it is."""
    return PackRelease.objects.defer("content").get(pk=key, digest=digest)


def current_types() -> tuple[CaseType, ...]:
    """Every type of the newest release, in the order of its folders."""
    release = current_release()
    return tuple(pack_of(release).case_types.values()) if release else ()
