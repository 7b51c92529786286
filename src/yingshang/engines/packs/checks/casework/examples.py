"""P726, P727: examples come out as their author expects."""

from collections.abc import Iterator, Mapping, Sequence

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.running import Stopped, run
from yingshang.engines.packs.casework.timing import Timing
from yingshang.engines.packs.checks.casework.limits import register_of
from yingshang.engines.packs.checks.casework.types import typed
from yingshang.engines.packs.checks.registry import RULES, Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import NotRead, ReadPack
from yingshang.engines.packs.schema.casework.examples import Act, Example, Expectation
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.timelimits import national_calendar

# A type with one of these faults cannot be played.
_NEEDED = frozenset(
    {"P703", "P705", "P706", "P707", "P708", "P709", "P710", "P712", "P713", "P714"}
)


@rule("P726")
def example_fails(pack: ReadPack) -> Iterator[Fault]:
    """What an example expects comes out."""
    for case_type, index, example in _playable(pack):
        if next(_unknown(example, case_type), None) is None:
            for each in run(example, case_type, _timing(pack))[0]:
                values = {"subject": each.subject, "expected": each.expected, "got": each.got}
                path = ("examples", index, *each.path)
                yield at(_file(case_type), path, id=example.id, **values)


@rule("P727")
def example_impossible(pack: ReadPack) -> Iterator[Fault]:
    """What is done in an example can be done."""
    for case_type, index, example in _playable(pack):
        head: Path = ("examples", index)
        unknown = list(_unknown(example, case_type))
        for path, name, known in unknown:
            zh, en = suggestion(name, known)
            cause = (f"没有“{name}”。{zh}", f"there is no `{name}`. {en}")
            values = {"cause": (cause[0].rstrip("。？"), cause[1].rstrip(" .?"))}
            yield at(_file(case_type), (*head, *path), id=example.id, **values)
        stopped = None if unknown else run(example, case_type, _timing(pack))[1]
        if isinstance(stopped, Stopped):
            path = (*head, *stopped.path)
            yield at(_file(case_type), path, id=example.id, cause=stopped.cause)


def _playable(pack: ReadPack) -> Iterator[tuple[CaseType, int, Example]]:
    """Every example of a type that is free of the faults that would stop it."""
    faulty = {
        fault.file
        for code, function in RULES
        if code in _NEEDED
        for fault in _found(function(pack))
        if fault.file.startswith("casework/")
    }
    for file, case_type in typed(pack):
        if file not in faulty:
            for index, example in enumerate(case_type.examples):
                yield case_type, index, example


def _found(faults: Iterator[Fault]) -> Iterator[Fault]:
    try:
        yield from faults
    except NotRead:
        return


def _timing(pack: ReadPack) -> Timing:
    return Timing(register_of(pack), pack.time_limits.calendar(national_calendar()))


def _file(case_type: CaseType) -> str:
    return f"{case_type.folder}/examples.yaml"


Unknown = tuple[Path, str, set[str]]


def _unknown(example: Example, case_type: CaseType) -> Iterator[Unknown]:
    """Names in an example that its type does not have."""
    fields = set(case_type.fields)
    yield from _missing(("facts",), example.facts, fields)
    if example.route is not None and example.route not in case_type.routes:
        yield ("route",), example.route, set(case_type.routes)
    for index, act in enumerate(example.acts):
        path: Path = ("acts", index)
        yield from _unknown_in_act(act, path, case_type)
        if act.expect is not None:
            yield from _unknown_in_expect(act.expect, (*path, "expect"), case_type)
    yield from _unknown_in_expect(example.expect, ("expect",), case_type)


def _unknown_in_act(act: Act, path: Path, case_type: CaseType) -> Iterator[Unknown]:
    yield from _missing((*path, "facts"), act.facts, set(case_type.fields))
    step = case_type.steps.get(act.step or "")
    if act.step is not None and step is None:
        yield (*path, "step"), act.step, set(case_type.steps)
    elif step is not None and act.outcome is not None:
        known = {each.id for each in step.outcomes}
        if act.outcome not in known:
            yield (*path, "outcome"), act.outcome, known


def _unknown_in_expect(expect: Expectation, path: Path, case_type: CaseType) -> Iterator[Unknown]:
    entry = case_type.entry
    steps, letters = set(case_type.steps), set(case_type.letters)
    computed = {each.id for each in entry.fields if each.computed is not None}
    yield from _missing((*path, "open"), expect.open or (), steps)
    yield from _missing((*path, "last_days"), expect.last_days, steps)
    yield from _missing((*path, "letters"), expect.letters or (), letters)
    yield from _missing((*path, "clocks"), expect.clocks, {each.id for each in entry.clocks})
    yield from _missing((*path, "computed"), expect.computed, computed)
    bars = [each.id for each in expect.bars or ()]
    yield from _missing((*path, "bars"), bars, {each.id for each in entry.bars})


def _missing(
    path: Path, names: Mapping[str, object] | Sequence[str], known: set[str]
) -> Iterator[Unknown]:
    for index, name in enumerate(names):
        if name not in known:
            yield (*path, name if isinstance(names, Mapping) else index), name, known
