"""P721, P722: what is promised is no longer than the law allows, and clocks stop as it says."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.casework.types import typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import NotRead, ReadPack
from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.packs.schema.time_limits import TimeLimitsFile
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.timelimits import Register, TimeLimit, Unit

_DAYS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY)


@rule("P721")
def promised_longer(pack: ReadPack) -> Iterator[Fault]:
    """A promise is at most as long as the law allows, as far as the two can be compared."""
    register = _register(pack.time_limits)
    for file, case_type in typed(pack):
        for path, promised, statutory in _pairs(case_type.entry):
            one, other = _versions(register, promised), _versions(register, statutory)
            if any(_is_longer(each, law) for each in one for law in other):
                yield at(file, path, promised=promised, statutory=statutory)


@rule("P722")
def pause_not_allowed(pack: ReadPack) -> Iterator[Fault]:
    """A clock stands still on grounds that its limits name."""
    register = _register(pack.time_limits)
    for file, case_type in typed(pack):
        for index, step in enumerate(case_type.entry.steps):
            limits = [each for each in (step.limit, step.statutory) if each is not None]
            allowed = [
                {ground.id for version in _versions(register, limit) for ground in version.grounds}
                for limit in limits
            ]
            known = set.intersection(*allowed) if allowed else set()
            for number, ground in enumerate(step.pauses):
                if ground not in known:
                    path: Path = ("steps", index, "pauses", number)
                    hint = suggestion(ground, known)
                    yield at(file, path, ground=ground, step=step.id, hint=hint)


def _register(file: TimeLimitsFile) -> Register:
    try:
        return file.register()
    except KeyError as error:  # a ground or law that is missing is reported already
        raise NotRead("time_limits.yaml") from error


def _pairs(entry: CaseEntry) -> Iterator[tuple[Path, str, str]]:
    limits = entry.limits
    if limits.promised and limits.statutory:
        yield ("limits", "promised"), limits.promised, limits.statutory
    for index, step in enumerate(entry.steps):
        if step.limit and step.statutory:
            yield ("steps", index, "limit"), step.limit, step.statutory


def _versions(register: Register, limit: str) -> list[TimeLimit]:
    return [each for each in register.limits if each.id == limit]


def _is_longer(promised: TimeLimit, statutory: TimeLimit) -> bool:
    """Longer beyond doubt: in the same unit, or in working days where the law has as many days."""
    one, other = promised.counted, statutory.counted
    if one.unit is other.unit or (one.unit, other.unit) == _DAYS:
        return one.count > other.count
    return False
