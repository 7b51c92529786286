"""P715–P718: every step can be reached, and the case can always end."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.casework.names import id_repeated
from yingshang.engines.packs.checks.casework.references import (
    outcome_unknown,
    route_unknown,
    step_unknown,
)
from yingshang.engines.packs.checks.casework.types import typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.process.findings import Certainty, Finding
from yingshang.engines.rules import ConditionFault

_UNREACHED = frozenset({"unreachable", "exclusive_join", "end_unreachable", "condition_impossible"})
_ENDLESS = frozenset({"cannot_end", "no_end"})


@rule("P715")
def unreachable(pack: ReadPack) -> Iterator[Fault]:
    """Every step can open, and every end of the case can come."""
    yield from _faults(pack, "P715")


@rule("P716")
def cannot_end(pack: ReadPack) -> Iterator[Fault]:
    """From everywhere the case can come to an end."""
    yield from _faults(pack, "P716")


@rule("P717")
def unproven(pack: ReadPack) -> Iterator[Fault]:
    """What could be neither proven nor refuted is said, with the reason."""
    yield from _faults(pack, "P717")


@rule("P718")
def process_faulty(pack: ReadPack) -> Iterator[Fault]:
    """Steps do not wait for each other in a circle, and outcomes have consequences."""
    yield from _faults(pack, "P718")


def _faults(pack: ReadPack, code: str) -> Iterator[Fault]:
    named = (id_repeated, step_unknown, outcome_unknown, route_unknown)
    faulty = {fault.file for function in named for fault in function(pack)}
    for file, case_type in typed(pack):
        if file in faulty:
            continue
        try:
            found = case_type.findings
        except ConditionFault:
            continue
        order = list(case_type.steps)
        for one in found:
            if _code(one) == code:
                path: Path = ("steps",)
                if one.step in case_type.steps:
                    path = ("steps", order.index(one.step))
                yield at(file, path, id=case_type.id, cause=(one.zh, one.en))


def _code(one: Finding) -> str:
    if one.certainty is Certainty.UNPROVEN:
        return "P717"
    if one.code in _UNREACHED:
        return "P715"
    return "P716" if one.code in _ENDLESS else "P718"
