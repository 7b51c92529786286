"""The minimal pack's case type and limits, and changed copies of them."""

from pathlib import Path

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.timing import Timing
from yingshang.engines.packs.checking import check
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.reading import read_pack, read_pack_files
from yingshang.engines.timelimits import national_calendar

REPOSITORY = Path(__file__).parents[4]
MINIMAL = read_pack(REPOSITORY / "tests/packs/minimal")
LIAOYUAN = read_pack(REPOSITORY / "packs/liaoyuan-2024")
CASE = "casework/set_up/case.yaml"


def changed(pack: ReadPack, file: str, *edits: tuple[str, str]) -> ReadPack:
    """`pack` with words of one file replaced, each once."""
    text = pack.texts[file]
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_pack_files({**pack.texts, file: text})


def codes(pack: ReadPack) -> list[str]:
    """The codes of everything that is wrong with `pack`."""
    return [found.code for found in check(pack)]


def set_up(*edits: tuple[str, str]) -> CaseType:
    """The minimal case type, with words of it replaced."""
    return changed(MINIMAL, CASE, *edits).case_types["set_up"]


def timing_of(pack: ReadPack) -> Timing:
    """Limits and days off of `pack`."""
    limits = pack.time_limits
    return Timing(limits.register(), limits.calendar(national_calendar()))
