"""Which unit or set of units a name in a document means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yingshang.apps.directory.models import Unit, UnitSet, Workspace
from yingshang.engines.plans.names import Directory, Entry, Resolution


@dataclass(frozen=True)
class Meaning:
    """What a name means: one unit, one set, or candidates among which a person decides.

    The reasons say, in each language, how it was found or why it was not.
    """

    name: str
    units: tuple[Unit, ...]
    sets: tuple[UnitSet, ...]
    reason_zh: str
    reason_en: str

    @property
    def unit(self) -> Unit | None:
        """The unit, when the name means exactly one and nothing else."""
        return self.units[0] if len(self.units) == 1 and not self.sets else None

    @property
    def set(self) -> UnitSet | None:
        """The set, when the name means exactly one and nothing else."""
        return self.sets[0] if len(self.sets) == 1 and not self.units else None


class Names:
    """Every name of one workspace on a local day; None is the city's own directory.

    A workspace never sees the city's units, nor the reverse.
    """

    def __init__(self, *, workspace: Workspace | None = None, on: date) -> None:
        """Read the directory once; ask as often as needed."""
        units = Unit.objects.within(workspace).on(on).prefetch_related("names")
        sets = UnitSet.objects.within(workspace).on(on).prefetch_related("names")
        self._units = {f"unit {u.pk}": u for u in units.order_by("rank", "code")}
        self._sets = {f"set {s.pk}": s for s in sets.order_by("rank", "code")}
        # The engine carries `kind` through; it leads back to the row.
        entries = [_unit_entry(key, unit) for key, unit in self._units.items()]
        entries += [_set_entry(key, unit_set) for key, unit_set in self._sets.items()]
        self._directory = Directory(entries)

    def resolve(self, name: str) -> Meaning:
        """What `name` means: an official, short or collective name, or another way to write it."""
        return self._meaning(self._directory.resolve(name))

    def resolve_all(self, names: Sequence[str]) -> list[Meaning]:
        """Names of one clause, in order; a name without its level takes that of the one before."""
        return [self._meaning(found) for found in self._directory.resolve_all(names)]

    def _meaning(self, found: Resolution) -> Meaning:
        keys = [entry.kind for entry in found.entries]
        return Meaning(
            name=found.name,
            units=tuple(self._units[key] for key in keys if key in self._units),
            sets=tuple(self._sets[key] for key in keys if key in self._sets),
            reason_zh=found.reason_zh,
            reason_en=found.reason_en,
        )


def resolve(name: str, *, workspace: Workspace | None = None, on: date) -> Meaning:
    """What one `name` means; for several, make `Names` once."""
    return Names(workspace=workspace, on=on).resolve(name)


def _unit_entry(key: str, unit: Unit) -> Entry:
    short_names = tuple(row.name for row in unit.names.all())
    return Entry(official=unit.official_name_zh, short_names=short_names, kind=key)


def _set_entry(key: str, unit_set: UnitSet) -> Entry:
    names = [row.name for row in unit_set.names.all()]
    return Entry(official=names[0] if names else "", short_names=tuple(names[1:]), kind=key)
