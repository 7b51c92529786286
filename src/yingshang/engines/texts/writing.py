"""One way of writing for texts, so that the same words are found however they were typed.

`plain` keeps where every sign came from, so that what is found can be shown in the original.
"""

import re
import unicodedata
from dataclasses import dataclass

# What letters to an office begin and end with; it makes strangers' texts look alike.
_COURTESY = re.compile(
    r"尊敬的.{0,12}?(?:您们?好|你们?好|(?=[:：,，!！]))|[您你]们?好|此致|敬礼|谢谢(?:您|你|大家|领导)?|非常感谢"
    r"|感谢(?:您|你|领导)?|(?:各位)?领导|恳请|恳求|请求|请问|麻烦|希望"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """Letters and digits of a text; `places[i]` is where `text[i]` stood in the original."""

    text: str
    places: tuple[int, ...]


def plain(text: str) -> Plain:
    """Letters, digits and Chinese signs only, half-width and small, without courtesy.

    Example:
        >>> plain("尊敬的市长：您好！Ａ３区 噪音扰民。").text
        'a3区噪音扰民'
    """
    skipped = [False] * len(text)
    for found in _COURTESY.finditer(text):
        skipped[found.start() : found.end()] = [True] * (found.end() - found.start())
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in _folded(sign) if not skipped[place] else "":
            signs.append(part)
            places.append(place)
    return Plain("".join(signs), tuple(places))


def _folded(sign: str) -> str:
    """The letters and digits that `sign` stands for."""
    if "\u4e00" <= sign <= "\u9fff":
        return sign
    folded = unicodedata.normalize("NFKC", sign).lower()
    return "".join(part for part in folded if part.isalnum())
