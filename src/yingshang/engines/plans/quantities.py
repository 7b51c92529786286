"""Finds numbers with a unit of measure, and the half, thirds and percentages spelt out."""

import re
from dataclasses import dataclass

from yingshang.engines.plans.numerals import chinese, scaled

_UNITS = (
    "个百分点|百分点|个基点|基点|个工作日|工作日|个自然日|自然日|个月|个小时|小时|个学时|"
    "学时|课时|分钟|秒|"
    "万元|亿元|美元|元|人次|人(?![才民力社大工员均口格文])|名|位|户次|户|家次|家|个|项|件|种|"
    "类|场次|场|次|套|间|台套|台|辆|艘|架|条|座|处|所|张|份|"
    "平方公里|平方米|立方米|公里|公顷|千米|毫米|米|亩|万吨|吨|公斤|千克|克|兆瓦|千瓦时|千瓦|"
    "张床位|床|批次|批|轮|期|门|篇|部|支|只|株|头|尾|对|"
    "年|天|日|周|倍|成|%|‰|环节|兆|幅|块|列|例|宗|起|笔|单|枚|本|道|股|栋|幢|片"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:[.．]\d+)?)"
_SCALE = r"(?: ?[万亿千百](?!分)){0,3}"
_HAN = r"[一二两三四五六七八九十百千]{1,6}"
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER}{_SCALE})(?P<more>多|余)?(?:(?P<mid>%|个百分点|个月|个工作日|年|天|"
    rf"日|倍|元)?(?:-|~|至|到)(?P<high>{_NUMBER}{_SCALE}))?(?P<more2>多|余)? "
    rf"?(?P<unit>{_UNITS})"
    rf"|(?P<han>{_HAN}|半(?=个|年|天|小时|日))(?P<hunit>个工作日|工作日|个百分点|个自然日|"
    rf"个月|小时|天|日|年|个|项|名|家|次|场|倍|种|类|条|户|件|所|座|处|成(?=$|[,。;、以左]))"
    rf"|(?P<fraction>(?:{_HAN}|\d+)分之(?:{_HAN}|\d+(?:\.\d+)?))(?P<point>个百分点)?|"
    rf"(?P<whole>百分百|百分之百)|(?P<half>一半|半数|减半|折半)|"
    rf"(?P<double>翻(?P<times>[一两三四]|\d)?番|翻倍)"
)
_HUNDRED = 100
_SMALL_UNIT = {"百分点": "个百分点", "工作日": "个工作日", "基点": "个基点", "自然日": "个自然日"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit in a passage. `spelt`: written in Chinese characters."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str
    text: str
    more: bool = False
    spelt: bool = False
    change: str | None = None


def quantities(words: str) -> list[Quantity]:
    """Quantities of a passage, in order."""
    found = []
    for match in _QUANTITY.finditer(words):
        before = words[match.start() - 1] if match.start() else " "
        if before.isdigit() or before in ".．" or (before.isascii() and before.isalpha()):
            continue
        quantity = _read(match)
        if quantity is not None:
            found.append(quantity)
    return found


def _read(match: re.Match[str]) -> Quantity | None:
    if match["low"]:
        return _arabic(match)
    if match["han"]:
        value = chinese(match["han"])
        return None if value is None else _spelt(match, value, match["hunit"])
    return _fraction(match) if match["fraction"] else _turn(match)


def _turn(match: re.Match[str]) -> Quantity:
    """百分百, 一半, 减半, 翻一番."""
    if match["whole"]:
        return _spelt(match, 100, "%")
    if match["half"]:
        change = "-" if match["half"] in ("减半", "折半") else None
        return _spelt(match, 0.5, "fraction", change)
    times = (
        chinese(match["times"] or "一")
        if not (match["times"] or "").isdigit()
        else int(match["times"])
    )
    return _spelt(match, 2 ** (times or 1), "倍", "+")


def _spelt(match: re.Match[str], value: float, unit: str, change: str | None = None) -> Quantity:
    return Quantity(
        match.start(), match.end(), value, None, unit, match.group(), spelt=True, change=change
    )


def _arabic(match: re.Match[str]) -> Quantity | None:
    value = scaled(match["low"])
    high = scaled(match["high"]) if match["high"] else None
    if value is None:
        return None
    unit = match["unit"]
    factor = 1
    if unit[0] in "万亿" and len(unit) > 1:
        factor, unit = (10_000 if unit[0] == "万" else 100_000_000), unit[1:]
    shared = _shared_scale(match["low"], match["high"])
    unit = _SMALL_UNIT.get(unit, unit)
    more = bool(match["more"] or match["more2"])
    text = match.group()
    low = value * factor * shared
    top = None if high is None else high * factor
    return Quantity(
        match.start(),
        match.end(),
        _neat(low),
        None if top is None else _neat(top),
        unit,
        text,
        more,
    )


def _shared_scale(low: str, high: str | None) -> int:
    """3-5万: the scale of the second number is that of both."""
    if high and high[-1] in "万亿" and low[-1] not in "万亿":
        return 10_000 if high[-1] == "万" else 100_000_000
    return 1


def _neat(value: float) -> float:
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


def _fraction(match: re.Match[str]) -> Quantity | None:
    below, above = match["fraction"].split("分之")
    bottom = float(below) if below.isdigit() else chinese(below)
    top = chinese(above) if not above[0].isdigit() else float(above)
    if not bottom or top is None:
        return None
    if bottom == _HUNDRED:
        return _spelt(match, _neat(top), "个百分点" if match["point"] else "%")
    return _spelt(match, round(top / bottom, 4), "fraction")
