"""What the installed pack says of places, of the register and of sizes.

Packs are installed above the directory, so `web/wiring.py` connects who can read the present one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from yingshang.engines.identifiers import regions
from yingshang.engines.packs.schema.areas import Areas, Enterprises
from yingshang.engines.packs.schema.size_classes import SizeClasses


@dataclass(frozen=True)
class CityContent:
    """Places, keepers of the register and size classes; None where the pack says nothing.

    `release` is the digest of the pack release; empty without one.
    """

    release: str = ""
    areas: Areas | None = None
    register: Enterprises | None = None
    sizes: SizeClasses | None = None

    @cached_property
    def streets(self) -> dict[str, str]:
        """Names of streets, towns and townships by code."""
        return {street.code: street.name for street in self.areas.streets} if self.areas else {}

    @cached_property
    def districts(self) -> tuple[regions.Region, ...]:
        """The districts of the city, by code."""
        return regions.within(self.areas.region) if self.areas else ()


NOTHING = CityContent()
_readers: list[Callable[[], CityContent]] = []


def read_from(reader: Callable[[], CityContent]) -> None:
    """Have `reader` tell the present content; a later call replaces an earlier one."""
    _readers[:] = [reader]


def city_content() -> CityContent:
    """The content of the present release; an empty one while nothing is installed."""
    return _readers[0]() if _readers else NOTHING
