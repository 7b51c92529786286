"""Slips of the pen: whatever an author types, the checker answers in sentences."""

import random
from pathlib import Path

import pytest

from yingshang.engines.packs.checking import check
from yingshang.engines.packs.formats import as_json, as_text
from yingshang.engines.packs.reading import read_pack, read_pack_files

pytestmark = pytest.mark.no_database
TEXTS = read_pack(Path(__file__).parents[2] / "packs/minimal").texts
SLIPS = (
    *("- ", ": ", "[", "]", "{", "}", "\n", "  ", "'", '"', "null", "-1", "1e400", "?", "~"),
    *("!!x ", "&a ", "*a", "|", "\t", "中", ",", "#", "[]", "{}", ".nan", "9" * 40, "true"),
    *("\u2028", "%", "@", "2024-13-01", "---\n", "...\n", "\0", "\ufeff"),
)


@pytest.mark.parametrize("seed", range(80))
def test_a_slip_never_ends_in_a_traceback(seed):
    chance = random.Random(seed)  # noqa: S311 - the same slips on every run
    file = chance.choice(sorted(TEXTS))
    text = TEXTS[file]
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text))
        end = start + chance.choice((0, 0, 1, 3, 20))
        text = text[:start] + chance.choice(SLIPS) + text[end:]
    found = check(read_pack_files({**TEXTS, file: text}))
    assert as_text(found, "pack", "both").count("\n") == max(0, len(found) - 1)
    assert as_json(found, "pack", "both")
