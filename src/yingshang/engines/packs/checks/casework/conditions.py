"""P713, P714: conditions can be read, and computed fields do not need themselves."""

from collections.abc import Iterator

from yingshang.engines.packs.casework.conditions import written
from yingshang.engines.packs.casework.places import place_in
from yingshang.engines.packs.checks.casework.types import typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.rules import ConditionFault, read
from yingshang.engines.rules.condition import faults_of


@rule("P713")
def condition_faulty(pack: ReadPack) -> Iterator[Fault]:
    """Every condition is one over the columns of its type; the place lies inside the text."""
    for file, case_type in typed(pack):
        source = pack.files[file].decode("utf-8")
        for one in written(case_type.entry):
            for fault in faults_of(one.text, case_type.columns, expects=one.expects):
                start = pack.trees[file].value_mark(one.path)
                mark = place_in(source, start, one.text, fault.line, fault.column)
                cause = (_whole(fault.zh, "。"), _whole(fault.en, "."))
                yield Fault(file, one.path, {"cause": cause}, mark)


@rule("P714")
def computed_in_a_circle(pack: ReadPack) -> Iterator[Fault]:
    """What a computed field needs does not need the field."""
    for file, case_type in typed(pack):
        computed = [each for each in case_type.fields.values() if each.computed is not None]
        try:
            needs = {
                each.id: read(each.computed or "", case_type.columns, expects=None).columns_used
                for each in computed
            }
        except ConditionFault:
            continue
        told: set[str] = set()
        for index, field in enumerate(case_type.entry.fields):
            circle = _circle(field.id, needs)
            if circle and field.id not in told:
                told |= {*circle}
                names = " → ".join(circle)
                yield at(file, ("fields", index, "computed"), field=field.id, circle=names)


def _circle(start: str, needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The fields on a way from `start` back to it; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for need in needs.get(way[-1], ()):
            if need == start:
                return (*way, start)
            if need not in seen:
                seen.add(need)
                ways.append((*way, need))
    return ()


def _whole(sentence: str, mark: str) -> str:
    return sentence if sentence.endswith(mark) else sentence + mark
