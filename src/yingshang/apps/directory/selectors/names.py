"""Which unit or set of units a name in a document means."""

from dataclasses import dataclass
from datetime import date

from yingshang.apps.directory.models import Unit, UnitSet, Workspace


@dataclass(frozen=True)
class Meaning:
    """What a name means: one unit, one set, or candidates among which a person decides."""

    name: str
    units: tuple[Unit, ...]
    sets: tuple[UnitSet, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit, when the name means exactly one and nothing else."""
        return self.units[0] if len(self.units) == 1 and not self.sets else None

    @property
    def set(self) -> UnitSet | None:
        """The set, when the name means exactly one and nothing else."""
        return self.sets[0] if len(self.sets) == 1 and not self.units else None

    @property
    def is_decided(self) -> bool:
        """Whether nobody needs to decide."""
        return self.unit is not None or self.set is not None


def resolve(name: str, *, workspace: Workspace | None = None, on: date) -> Meaning:
    """What `name` means in a workspace on a local day, by exact official, short or set name.

    Spaces around the name do not count. A workspace never sees the city's units, nor the reverse.
    """
    wanted = name.strip()
    units = Unit.objects.within(workspace).on(on).called(wanted).order_by("rank", "code")
    sets = UnitSet.objects.within(workspace).on(on).filter(names__name=wanted)
    return Meaning(wanted, tuple(units), tuple(sets.distinct().order_by("rank", "code")))
