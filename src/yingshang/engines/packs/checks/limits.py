"""P5xx: `time_limits.yaml`."""

from collections.abc import Iterator, Sequence
from datetime import date

from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.common import Validity
from yingshang.engines.packs.schema.time_limits import LawEntry, LimitEntry
from yingshang.engines.packs.suggesting import suggestion

LIMITS = "time_limits.yaml"
_ENTER = ("请先在本文件中写入它。", "Enter it in this file first.")


@rule("P501")
def law_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every limit counts by a law of the file; so does what has no limit of its own."""
    file = pack.time_limits
    known = {law.id for law in file.laws}
    named: list[tuple[Path, str]] = [(("default_law",), file.default_law)]
    if file.inclusive_words is not None:
        named.append((("inclusive_words", "law"), file.inclusive_words.law))
    named += [(("limits", index, "law"), limit.law) for index, limit in enumerate(file.limits)]
    for path, law in named:
        if law not in known:
            yield at(LIMITS, path, law=law, hint=suggestion(law, known, _ENTER))


@rule("P502")
def ground_unknown(pack: ReadPack) -> Iterator[Fault]:
    """A limit pauses on grounds that the file describes."""
    known = {ground.id for ground in pack.time_limits.pause_grounds}
    for index, limit in enumerate(pack.time_limits.limits):
        for number, ground in enumerate(limit.pauses.grounds if limit.pauses else ()):
            if ground not in known:
                path: Path = ("limits", index, "pauses", "grounds", number)
                yield at(LIMITS, path, ground=ground, hint=suggestion(ground, known, _ENTER))


@rule("P503")
def versions_overlap(pack: ReadPack) -> Iterator[Fault]:
    """Of a law or limit one version is in force on a day."""
    families: tuple[tuple[str, Sequence[LawEntry | LimitEntry]], ...] = (
        ("laws", pack.time_limits.laws),
        ("limits", pack.time_limits.limits),
    )
    for family, entries in families:
        for index, entry in enumerate(entries):
            others = [n for n in range(index) if entries[n].id == entry.id]
            clash = next((n for n in others if _overlap(entries[n], entry)), None)
            if clash is not None:
                line = pack.line_of(LIMITS, (family, clash))
                yield at(LIMITS, (family, index, "id"), id=entry.id, first=line)


@rule("P504")
def no_legal_basis(pack: ReadPack) -> Iterator[Fault]:
    """A limit that somebody has verified names the article of its law, or another source."""
    for index, limit in enumerate(pack.time_limits.limits):
        if limit.status == "verified" and limit.article is None and limit.source is None:
            yield at(LIMITS, ("limits", index), id=limit.id)


@rule("P505")
def limit_outside_law(pack: ReadPack) -> Iterator[Fault]:
    """While a limit is in force, some version of its law is."""
    for index, limit in enumerate(pack.time_limits.limits):
        versions = [law for law in pack.time_limits.laws if law.id == limit.law]
        if versions and not any(_overlap(law, limit) for law in versions):
            yield at(LIMITS, ("limits", index, "law"), id=limit.id, law=limit.law)


@rule("P506")
def ground_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A ground for pausing is described once."""
    entries: list[tuple[Path, str]] = [
        (("pause_grounds", index), ground.id)
        for index, ground in enumerate(pack.time_limits.pause_grounds)
    ]
    for path, code, first in repeated(entries):
        line = pack.line_of(LIMITS, first)
        yield at(LIMITS, (*path, "id"), id=code, first=line)


def _overlap(one: Validity, other: Validity) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_to or date.max, other.valid_to or date.max)
    return begins <= ends
