"""“Did you mean …?”, in both languages."""

from collections.abc import Iterable
from difflib import get_close_matches

Pair = tuple[str, str]


def suggestion(word: str, known: Iterable[str], otherwise: Pair = ("", "")) -> Pair:
    """A question about the nearest of `known`; `otherwise` when none is near.

    The Chinese and the English sentence, each complete with its mark, or both empty.
    """
    near = get_close_matches(word, sorted(known), n=1)
    if near:
        return f"您要写的是不是“{near[0]}”？", f"Did you mean `{near[0]}`?"
    return otherwise
