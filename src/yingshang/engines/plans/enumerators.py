"""Finds the numbers that open items: 一、 （一） 1. （1） ① 第一条."""

import re
from dataclasses import dataclass

from yingshang.engines.plans.numerals import chinese

_HAN = r"[一二三四五六七八九十百]{1,5}"
# Style, pattern. What stands before the number decides later whether it may count.
_STYLES: tuple[tuple[str, str], ...] = (
    ("chapter", rf"第(?P<chapter>{_HAN}|\d{{1,2}})(?:章|部分|编|篇)[ 、:]?"),
    ("article", rf"第(?P<article>{_HAN}|\d{{1,3}})条[ 、:.]?"),
    ("han", rf"(?P<han>{_HAN})、"),
    ("han_bracket", rf"[(\[](?P<han_bracket>{_HAN})[)\]][、.]?"),
    ("arabic", r"(?P<arabic>\d{1,3})[.．、]"),
    ("arabic_bracket", r"[(\[](?P<arabic_bracket>\d{1,3})[)\]][、.]?"),
    ("arabic_half", r"(?P<arabic_half>\d{1,3})\)[、.]?"),
    ("circled", r"(?P<circled>[①-⑳])"),
)
_ANY = re.compile("|".join(pattern for _, pattern in _STYLES))
# What may stand before a number inside a paragraph.
_BOUNDARY = frozenset("。;:!?)]\n” \t")


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A number that may open an item. `strong`: it opens a paragraph.

    `bounded`: a sentence or bracket ends before it. `digits_follow`: it might be a decimal (4.66).
    """

    start: int
    end: int
    style: str
    value: int
    strong: bool
    bounded: bool
    digits_follow: bool


def enumerators(text: str) -> list[Enumerator]:
    """Every number in `text` that might open an item, in order."""
    found = []
    for match in _ANY.finditer(text):
        start = match.start()
        before = text[start - 1] if start else "\n"
        if before.isdigit() or (before in "第.．-" and match.lastgroup != "chapter"):
            continue
        value = _value(match)
        if value is None:
            continue
        style = match.lastgroup or ""
        strong = before == "\n"
        digits = style == "arabic" and text[match.end() : match.end() + 1].isdigit()
        bounded = before in _BOUNDARY
        found.append(Enumerator(start, match.end(), style, value, strong, bounded, digits))
    return found


def _value(match: re.Match[str]) -> int | None:
    raw = match.group(match.lastgroup or 0)
    if match.lastgroup == "circled":
        return ord(raw) - ord("①") + 1
    value = int(raw) if raw.isdigit() else chinese(raw)
    return int(value) if value else None
