"""What the present release says of places, the register and sizes, for the directory below."""

from functools import lru_cache

from yingshang.apps.directory.city_content import NOTHING, CityContent
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release, pack_of, release_of
from yingshang.engines.packs.schema.areas import Areas, Enterprises
from yingshang.engines.packs.schema.size_classes import SizeClasses

KEPT_IN_MEMORY = 8


def present_content() -> CityContent:
    """The content of the newest release; an empty one while nothing is installed."""
    release = current_release()
    return NOTHING if release is None else _content(release.digest)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _content(digest: str) -> CityContent:
    """By its digest, so that names of streets are looked up once."""
    release = release_of(digest)
    return NOTHING if release is None else _read(release)


def _read(release: PackRelease) -> CityContent:
    models = pack_of(release).models
    areas = models.get("directory/areas.yaml")
    register = models.get("directory/enterprises.yaml")
    sizes = models.get("size_classes.yaml")
    return CityContent(
        release=release.digest,
        areas=areas if isinstance(areas, Areas) else None,
        register=register if isinstance(register, Enterprises) else None,
        sizes=sizes if isinstance(sizes, SizeClasses) else None,
    )
