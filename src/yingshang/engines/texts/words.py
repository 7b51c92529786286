"""Chinese text cut into words, by the dictionary and model of rjieba."""

import re
import unicodedata
from functools import lru_cache

import rjieba

from yingshang.engines.texts.stopping import STOP

_MASK = re.compile(r"[*＊]+")
_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


def even(text: str) -> str:
    """`text` with small half-width letters, every number as 0 and single spaces.

    Example:
        >>> even("Ａ３区  12栋")
        'a0区 0栋'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return _SPACE.sub(" ", _NUMBER.sub("0", _MASK.sub("*", folded)))


def words(text: str) -> list[str]:
    """All words of `text` from left to right, spaces left out, punctuation kept."""
    return [word for word in rjieba.cut(text) if not word.isspace()]


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with their part of speech: n… noun, v… verb, x punctuation; spaces kept."""
    return rjieba.tag(text)


@lru_cache(maxsize=65536)
def is_telling(word: str) -> bool:
    """Whether `word` has two signs or more, one of them Chinese, no number, and is no stop word."""
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in word)
    numeral = any(sign.isdigit() for sign in word)
    return len(word) > 1 and chinese and not numeral and word not in STOP
