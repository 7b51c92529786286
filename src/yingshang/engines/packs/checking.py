"""Everything that is wrong with a pack: the faults of its files and those between them."""

from yingshang.engines.packs.diagnostics import Diagnostic
from yingshang.engines.packs.pack import ReadPack


def check(pack: ReadPack) -> tuple[Diagnostic, ...]:
    """Every diagnostic of `pack`, sorted by file and place; empty when nothing is wrong."""
    return pack.faults
