"""Which releases are installed, and what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.parsed import parsed
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.reading import read_pack_files


@dataclass(frozen=True)
class ReleasesPage:
    """Every release ever installed, the newest first."""

    releases: Sequence[PackRelease]


def current_release(pack_id: str | None = None) -> PackRelease | None:
    """The release from which new work of `pack_id` starts; without one, the newest of any pack.

    Its `content` is loaded only when asked for; None means that nothing is installed.
    """
    releases = PackRelease.objects.current().defer("content")
    if pack_id is not None:
        releases = releases.filter(pack_id=pack_id)
    return releases.order_by("-installed_at", "-pk").first()


def release_of(digest: str) -> PackRelease | None:
    """The release with this digest, current or superseded; None when it was never installed."""
    return PackRelease.objects.filter(digest=digest).defer("content").order_by("pk").first()


def releases_page() -> ReleasesPage:
    """All releases, with who installed them."""
    releases = PackRelease.objects.defer("content").select_related("installed_by")
    return ReleasesPage(list(releases.order_by("-installed_at", "pack_id")))


def pack_of(release: PackRelease) -> ReadPack:
    """The content of a release, parsed; kept in memory by its digest."""
    return parsed(release.digest, lambda: _read(release.digest))


def _read(digest: str) -> ReadPack:
    content = (
        PackRelease.objects.filter(digest=digest).values_list("content", flat=True).order_by("pk")
    )
    return read_pack_files(content[0])
