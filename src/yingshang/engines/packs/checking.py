"""Everything that is wrong with a pack: the faults of its files and those between them."""

from collections.abc import Iterator

from yingshang.engines.packs.checks import RULES
from yingshang.engines.packs.checks.registry import Rule
from yingshang.engines.packs.diagnostics import Diagnostic, diagnostic
from yingshang.engines.packs.pack import NotRead, ReadPack


def check(pack: ReadPack) -> tuple[Diagnostic, ...]:
    """Every diagnostic of `pack`, sorted by file and place; empty when nothing is wrong.

    A pack may be installed when `diagnostics.has_errors` of the result is false.
    """
    found = set(pack.faults)
    for code, function in RULES:
        found.update(_run(code, function, pack))
    return tuple(sorted(found))


def _run(code: str, function: Rule, pack: ReadPack) -> Iterator[Diagnostic]:
    try:
        for fault in function(pack):
            tree = pack.trees.get(fault.file)
            mark = fault.mark or (tree.value_mark(fault.path) if tree else (1, 1))
            yield diagnostic(code, fault.file, mark, **fault.values)
    except NotRead:
        return
