"""P32x: the instruments that carry measures out."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.references import known_references
from yingshang.engines.packs.schema.tasks import Instrument
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.packs.walking import pack_parts


@rule("P321")
def working_without_reference(pack: ReadPack) -> Iterator[Fault]:
    """An instrument that works says which it is."""
    for file, path, instrument in pack_parts(pack, Instrument):
        if instrument.state == "working" and instrument.ref is None:
            yield at(file, (*path, "state"), name=instrument.name.zh_hans)


@rule("P322")
def reference_unknown(pack: ReadPack) -> Iterator[Fault]:
    """An instrument that works exists: in the pack, or as one that every pack has."""
    known = known_references(pack)
    for file, path, instrument in pack_parts(pack, Instrument):
        ref = instrument.ref
        if instrument.state != "working" or ref is None or ref in known:
            continue
        yield at(file, (*path, "ref"), ref=ref, hint=suggestion(ref, known))


@rule("P323")
def missing_with_reference(pack: ReadPack) -> Iterator[Fault]:
    """An instrument that does not exist yet names nothing."""
    for file, path, instrument in pack_parts(pack, Instrument):
        if instrument.state == "none_yet" and instrument.ref is not None:
            yield at(file, (*path, "ref"), ref=instrument.ref)
