"""P6xx: dates in order."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.common import Validity
from yingshang.engines.packs.walking import pack_parts

HEADER = "pack.yaml"


@rule("P601")
def validity_reversed(pack: ReadPack) -> Iterator[Fault]:
    """Nothing ends before it begins."""
    for file, path, part in pack_parts(pack, Validity):
        first, last = part.valid_from, part.valid_to
        if first is not None and last is not None and last < first:
            yield at(file, (*path, "valid_to"), first=first, last=last)


@rule("P601")
def period_reversed(pack: ReadPack) -> Iterator[Fault]:
    """The period of the pack does not end before it begins."""
    first, last = pack.header.period_from, pack.header.period_to
    if last < first:
        yield at(HEADER, ("period_to",), first=first, last=last)


@rule("P602")
def sample_day_outside_period(pack: ReadPack) -> Iterator[Fault]:
    """The day of the sample lies in the period of the pack."""
    header = pack.header
    if not header.period_from <= header.sample_day <= header.period_to:
        days = {"day": header.sample_day, "first": header.period_from, "last": header.period_to}
        yield at(HEADER, ("sample_day",), **days)
