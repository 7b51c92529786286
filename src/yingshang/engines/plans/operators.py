"""Reads how a number is set: at least, at most, about, to, from, by how much."""

from __future__ import annotations

import re
from typing import Literal

from yingshang.engines.plans.figures import Passage, Place
from yingshang.engines.plans.model import Operator

_RISE = r"(?:提高|提升|增加|增长|扩大|扩展|上升|上调|增|升|拓展|扩充|延长|放宽|发展|拓宽|扩)"
_FALL = (
    r"(?:降低|下降|下调|下浮|压缩|压减|缩短|缩减|精简|减少|削减|减免|减收|节约|核减|降|减|缩|压|"
    r"再降)"
)
_INTO = re.compile(
    rf"(?:{_RISE}|{_FALL}|调整|转变|优化|控制|稳定)(?:到|至|为|成)(?:了)?(?:约|近|最多|最少)?$"
)
# The verb stands before what is changed: 降低失业保险费率至1%.
_MOVED = re.compile(rf"^(?:将|把|进一步|阶段性|再)*(?:{_RISE}|{_FALL})[^\d,。;]{{2,16}}(?:到|至)$")
_FROM_NEXT = re.compile(
    rf"(?:以上|以下|左右)?[^\d,。;%]{{0,5}}?(?:{_RISE}|{_FALL}|调整|变)(?:到|至|为|成)"
)

# Operator, what stands before the number. The first that matches wins.
_BEFORE: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (
        ">=",
        re.compile(
            r"(?:不低于|不少于|不小于|不得低于|不得少于|至少|最少|最低|≥|>=|不下于|"
            r"达到或超过)[^\d,。;]{0,16}$"
        ),
    ),
    (
        "<=",
        re.compile(
            r"(?:不超过|不高于|不多于|不大于|不得超过|不得高于|不突破|不超出|未超过|≤|<=|"
            r"最高(?![^\d]{0,8}(?:额度|限额|标准|比例|金额)(?:再|上|各)?(?:提高|增加|上浮|上调|降低|"
            r"下调))|最长|最多|最大|最迟|至多|上限)[^\d,。;]{0,16}$"
        ),
    ),
    (">=", re.compile(r"(?:超过|突破|高于|大于|多于|超)[^\d,。;]{0,8}$")),
    ("<=", re.compile(r"(?:低于|小于|少于|控制在|压缩在|限制在)[^\d,。;]{0,8}$")),
    ("approx", re.compile(r"(?:约|大约|大概|近)$")),
)
_AFTER: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"(?:\(含\))?(?:及|或|和)?以上|或(?:者)?全(?:免|额|部)")),
    ("approx", re.compile(r"(?:左右|上下)")),
    ("<=", re.compile(r"(?:\(含\))?(?:及|或|和)?(?:以内|之内|以下|及以内)")),
)
_WITHIN = re.compile(r"(?:之|以)?内(?!部|容|外|控|设|生|涵|资|地)")

_RAISED = re.compile(
    r"(?:增长|提高|增加|提升|高出|上升|上浮|递增|增幅(?:达到|为)?|高于[^\d]{0,6})$"
)
_LOWERED = re.compile(rf"{_FALL}(?:了|约|近)?$")
_TO_LEVEL = re.compile(r"(?:到|至|为|成)[^\d]{0,2}$")
_SHARED = re.compile(r"(?:[、和]\d[\d.]*[^\d、和,。;]{1,4}?)+?(以上|以内|以下|左右)")
_SHARED_MEANS: dict[str, Operator] = {"以上": ">=", "以内": "<=", "以下": "<=", "左右": "approx"}
_RESPECTIVELY = 40
_BETWEEN = 14


def operator(place: Place, previous: tuple[Operator, int] | None) -> tuple[Operator, str]:
    """How the number is set, and the name of the rule that says so.

    Args:
        previous: Operator and end of the number before, which a list hands on.
    """
    if place.quantity.high is not None:
        return "range", "target.range"
    stated = _stated(place)
    if stated is not None:
        return stated
    shared = _shared(place)
    if shared is not None:
        return shared, "target.respectively"
    return _unstated(place, previous)


def _unstated(place: Place, previous: tuple[Operator, int] | None) -> tuple[Operator, str]:
    if _INTO.search(place.before) or _MOVED.match(place.before):
        return "to", "target.to"
    listed = place.before.endswith(("、", "和", "及"))
    if previous is not None and listed:
        adjoining = previous[1] == place.quantity.start - 1
        if adjoining or "分别" in place.before:
            return previous[0], "target.respectively"
    return "=", "target.plain"


def _stated(place: Place) -> tuple[Operator, str] | None:
    """An operator in words right after or before the number."""
    after = next((meaning for meaning, words in _AFTER if words.match(place.after)), None)
    if after is not None:
        return after, "target.operator-after"
    if place.is_time and _WITHIN.match(place.after):
        return "<=", "target.within"
    if place.quantity.more:
        return ">=", "target.more-than"
    before = next((meaning for meaning, words in _BEFORE if words.search(place.before)), None)
    return (before, "target.operator-before") if before is not None else None


def _shared(place: Place) -> Operator | None:
    """分别达到95%、80%以上: the word after the last number holds for all."""
    if not place.after.startswith(("、", "和")):
        return None
    rest = _SHARED.match(place.after)
    start = place.quantity.start
    if rest is None or "分别" not in place.words[max(0, start - _RESPECTIVELY) : start]:
        return None
    return _SHARED_MEANS[rest.group(1)]


def is_start(passage: Passage, index: int, place: Place) -> bool:
    """Whether a number only says where a change starts: 由44项增加至50项."""
    if index + 1 >= len(passage.found) or not _FROM_NEXT.match(place.after):
        return False
    following = passage.found[index + 1]
    near = following.start - place.quantity.end < _BETWEEN
    return near and following.unit == place.quantity.unit


def start_of(passage: Passage, index: int, place: Place) -> float | None:
    """The value that a change starts from, where the text states it."""
    if index == 0 or not _INTO.search(place.before):
        return None
    earlier = passage.found[index - 1]
    between = passage.words[earlier.end : place.quantity.start]
    same = earlier.unit == place.quantity.unit and "," not in between and len(between) < _BETWEEN
    return earlier.value if same and _FROM_NEXT.match(between) else None


def change(place: Place) -> Literal["+", "-"] | None:
    """The direction, where the number says by how much and not to what level."""
    if place.quantity.change is not None:
        return "-" if place.quantity.change == "-" else "+"
    near = place.before[-8:]
    if _TO_LEVEL.search(near) or _INTO.search(near):
        return None
    if _LOWERED.search(near):
        return "-"
    return "+" if _RAISED.search(near) else None
