"""P721, P722: what is promised is no longer than the law allows, and clocks stop as it says."""

from collections.abc import Iterator
from datetime import date

from yingshang.engines.packs.checks.casework.limits import register_of
from yingshang.engines.packs.checks.casework.types import typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.timelimits import Register, TimeLimit, Unit

_DAYS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY)


@rule("P721")
def promised_longer(pack: ReadPack) -> Iterator[Fault]:
    """A promise is at most as long as the law allows, as far as the two can be compared."""
    register = register_of(pack)
    for file, case_type in typed(pack):
        for path, promised, statutory in _pairs(case_type.entry):
            one, other = _versions(register, promised), _versions(register, statutory)
            if any(_is_longer(each, law) for each in one for law in other):
                yield at(file, path, promised=promised, statutory=statutory)


@rule("P722")
def pause_not_allowed(pack: ReadPack) -> Iterator[Fault]:
    """A clock stands still on grounds that its limits name."""
    register = register_of(pack)
    for file, case_type in typed(pack):
        for index, step in enumerate(case_type.entry.steps):
            limits = [each for each in (step.limit, step.statutory) if each is not None]
            versions = [_versions(register, limit) for limit in limits]
            if not all(versions):
                continue  # a limit is unknown, which is reported
            allowed = [{g.id for one in each for g in one.grounds} for each in versions]
            known = set.intersection(*allowed) if allowed else set()
            for number, ground in enumerate(step.pauses):
                if ground not in known:
                    path: Path = ("steps", index, "pauses", number)
                    hint = suggestion(ground, known)
                    yield at(file, path, ground=ground, step=step.id, hint=hint)


def _pairs(entry: CaseEntry) -> Iterator[tuple[Path, str, str]]:
    limits = entry.limits
    if limits.promised and limits.statutory:
        yield ("limits", "promised"), limits.promised, limits.statutory
    for index, step in enumerate(entry.steps):
        if step.limit and step.statutory:
            yield ("steps", index, "limit"), step.limit, step.statutory


def _versions(register: Register, limit: str) -> list[TimeLimit]:
    return [each for each in register.limits if each.id == limit]


def _overlap(one: TimeLimit, other: TimeLimit) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_to or date.max, other.valid_to or date.max)
    return begins <= ends


def _is_longer(promised: TimeLimit, statutory: TimeLimit) -> bool:
    """Longer beyond doubt, while both are in force.

    In the same unit, or in working days where the law has calendar days.
    """
    if not _overlap(promised, statutory):
        return False
    one, other = promised.counted, statutory.counted
    if one.unit is other.unit or (one.unit, other.unit) == _DAYS:
        return one.count > other.count
    return False
