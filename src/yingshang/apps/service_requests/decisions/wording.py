"""What the units of a case read: the reporter's words without what says who they are."""

import re
from collections.abc import Iterable

from yingshang.engines.texts.personal import masked

HIDDEN_NAME, HIDDEN_NUMBER = "〔姓名〕", "〔手机号〕"
SHORTEST_NAME = 2
TITLE_LENGTH = 30
_END = re.compile(r"[。！？!?\n；;]")


def without_identity(text: str, names: Iterable[str]) -> str:
    """`text` with personal data hidden, and every one of `names` that the reporter gave.

    Example:
        >>> without_identity("我是李小明，门前积水", ["李小明"])
        '我是〔姓名〕，门前积水'
    """
    for name in sorted({each.strip() for each in names}, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME:
            hidden = HIDDEN_NAME if not name[-1].isdigit() else HIDDEN_NUMBER
            text = text.replace(name, hidden)
    return masked(text)


def title_of(words: str) -> str:
    """The first sentence that hides nothing, as far as a line of a list shows it."""
    parts = [part.strip() for part in _END.split(words) if part.strip()]
    plain = [part for part in parts if "〔" not in part]
    first = next(iter(plain or parts), words.strip())
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"
