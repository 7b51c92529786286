"""Who holds a step: a unit of the directory, one that a field names, or the applicant."""

from collections.abc import Iterable, Mapping, Sequence

from yingshang.apps.casework.errors import UnitUnknownError
from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Unit, UnitSet
from yingshang.engines.identifiers.regions import find
from yingshang.engines.packs.schema.casework.common import FieldHolder, Holder
from yingshang.engines.packs.schema.casework.steps import StepEntry


class Holders:
    """Units by their codes in the city's directory, read together and once an act."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._units: dict[str, Unit] = {}
        if case.holder_unit_id is not None and case.holder_unit.workspace_id is None:
            self._units[case.holder_unit.code] = case.holder_unit

    def learn(self, steps: Iterable[StepEntry], values: Mapping[str, object]) -> None:
        """Read the units of these steps in one query."""
        codes = {_code(step.holder, values) for step in steps}
        missing = {code for code in codes if code and code not in self._units}
        if missing:
            found = Unit.objects.filter(workspace=None, code__in=missing).order_by("pk")
            self._units |= {unit.code: unit for unit in found}

    def unit_of(self, step: StepEntry, values: Mapping[str, object]) -> Unit:
        """The unit that answers for a step; the one in charge of the case where none is named.

        Raises:
            UnitUnknownError: The pack or the field names a unit that the directory does not have.
        """
        code = _code(step.holder, values)
        if code is None:
            if isinstance(step.holder, FieldHolder):
                raise UnitUnknownError(step.holder.field)
            return self._case.holder_unit
        return self._units.get(code) or self.named(code, values)

    def named(self, code: str, values: Mapping[str, object]) -> Unit:
        """The unit of this code, or of the set of this code the member that the case is about.

        That is the member whose code is among the answers, or whose name begins with that of a
        region among them. Where no answer says which, the first member by rank.

        Raises:
            UnitUnknownError: The directory has neither.
        """
        unit = Unit.objects.filter(workspace=None, code=code).first()
        if unit is None:
            sets = UnitSet.objects.filter(workspace=None, code=code)
            members = Unit.objects.filter(sets__in=sets).order_by("rank", "code")
            unit = _meant(list(members), values)
        if unit is None:
            raise UnitUnknownError(code)
        self._units[code] = unit
        return unit


def _meant(members: Sequence[Unit], values: Mapping[str, object]) -> Unit | None:
    said = {value for value in values.values() if isinstance(value, str)}
    regions = [region.name for value in said if (region := find(value)) is not None]
    for unit in members:
        if unit.code in said or any(unit.official_name_zh.startswith(name) for name in regions):
            return unit
    return next(iter(members), None)


def _code(holder: Holder | None, values: Mapping[str, object]) -> str | None:
    if isinstance(holder, FieldHolder):
        said = values.get(holder.field)
        return str(said) if said else None
    return holder
