"""Reads targets: which of the numbers in a task the plan sets, and what they measure."""

from __future__ import annotations

import re
from bisect import bisect_right

from yingshang.engines.plans.figures import BENEFIT, COUNTED, Passage, Place
from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Kind, Operator, Span, Target
from yingshang.engines.plans.operators import change, is_start, operator, start_of
from yingshang.engines.plans.passages import passages
from yingshang.engines.plans.quantities import quantities
from yingshang.engines.plans.refusals import refused
from yingshang.engines.plans.units import Range

_SERVICE = re.compile(
    r"办结|办理|审批|审核|受理|压缩|时限|完成|办成|答复|办好|反馈|响应|出具|核发|检查|兑付|"
    r"拨付|放宽|时间"
)
_RATES = re.compile(r"费率|利率|收费|担保费|成本|比例不超|税率|费用")
_STRIVE = re.compile(r"力争|争取|努力|鼓励|探索|原则上|有条件|推动")
_OBJECT_AFTER = re.compile(r"[^,。;、()\s\d█]{0,12}")
_OPERATOR_AFTER = re.compile(r"(?:\(含\))?(?:及|或)?(?:以上|以内|之内|以下|左右|内)")
_NAMES = re.compile(r"[、和]|(?<=率)(?=[^率、]{2,6}率)")
_MEASURED = re.compile(
    r"([^、,。;\d█]{2,30}?(?:率|数|量|额|比例|时限|时间|用时|满意度|规模|占比|产值|收入|成本)"
    r"(?:[、和][^、,。;\d█]{2,20}?(?:率|数|量|额))*)"
    r"(?:均|都|由|从|力争|提高|提升|增长|达|不|至|控制|压缩|降|突破|超过|保持|要|将|增加|扩大|"
    r"较|相较|比)"
)
# Longest quote before the number, and the words around it that tell the kind of target.
_QUOTED = 30
_NEAR_BEFORE, _NEAR_AFTER = 24, 10
_SMALL = 10


def targets(
    view: View, start: int, end: int, clauses: list[Range], taken: list[Span] | None = None
) -> tuple[Target, ...]:
    """Targets in a range of the view.

    Args:
        clauses: Ranges of the view that name units; numbers in them are none.
        taken: Spans of the document that are deadlines already, in order.
    """
    made: list[Target] = []
    for first, last in passages(view.text, start, end, clauses):
        passage = Passage(view, first, last)
        previous: tuple[Operator, int] | None = None
        for index in range(len(passage.found)):
            target = _target(passage, index, previous, taken or [])
            previous = (target.operator, passage.found[index].end) if target else None
            made += [target] if target else []
    return tuple(made)


def _target(
    passage: Passage, index: int, previous: tuple[Operator, int] | None, taken: list[Span]
) -> Target | None:
    quantity = passage.found[index]
    span = passage.view.span(passage.start + quantity.start, passage.start + quantity.end)
    if _overlaps(span, taken):
        return None
    place = Place.of(passage.words, quantity)
    meaning, rule = operator(place, previous)
    if refused(place, meaning) or is_start(passage, index, place):
        return None
    return _made(passage, index, place, meaning, rule)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    at = bisect_right(taken, span[0], key=lambda one: one[0])
    return (at > 0 and taken[at - 1][1] > span[0]) or (at < len(taken) and taken[at][0] < span[1])


def _made(passage: Passage, index: int, place: Place, meaning: Operator, rule: str) -> Target:
    view, quantity, at = passage.view, place.quantity, passage.start
    start, end = _quoted(place)
    kind = _kind(place, meaning)
    return Target(
        quote=view.quote(at + start, at + end),
        span=view.span(at + start, at + end),
        rule=rule,
        unsure=_doubt(place, kind, meaning),
        value=quantity.value,
        value_text=view.quote(at + quantity.start, at + quantity.end),
        unit=_unit(view, at + quantity.end, quantity.unit),
        operator=meaning,
        value_max=quantity.high,
        from_value=start_of(passage, index, place),
        delta=change(place),
        subject=_subject(place),
        kind=kind,
        force="striving" if _STRIVE.search(place.sentence()) else "binding",
    )


def _unit(view: View, end: int, unit: str) -> str:
    """The unit in the characters of the document; a percentage is % in any width."""
    if unit == "%":
        return unit
    start = end - len(unit)
    return view.name(start, end) if view.text[start:end] == unit else unit


def _quoted(place: Place) -> Range:
    """The words that a person has to see to judge the number."""
    quantity = place.quantity
    start = max(place.first, quantity.start - _QUOTED)
    while start < quantity.start and place.words[start] in "、 █▒”":
        start += 1
    after = _OPERATOR_AFTER.match(place.after)
    if after is None and quantity.unit in COUNTED:
        after = _OBJECT_AFTER.match(place.after)
    return start, quantity.end + (after.end() if after else 0)


def _kind(place: Place, meaning: Operator) -> Kind:
    quantity = place.quantity
    near = place.before[-_NEAR_BEFORE:] + place.after[:_NEAR_AFTER]
    benefit = BENEFIT.search(near)
    listed = quantity.spelt and quantity.unit in ("项", "种") and quantity.value >= _SMALL
    if listed or (quantity.unit == "类" and meaning == "="):
        return "count"
    if place.is_time:
        served = _SERVICE.search(near) and not benefit
        return "limit" if served and meaning in ("<=", "to", "=") else "parameter"
    if benefit or (quantity.unit == "元" and BENEFIT.search(place.sentence())):
        return "parameter"
    return "limit" if _RATES.search(near) and meaning in ("<=", "=") else "goal"


def _subject(place: Place) -> str | None:
    """What the number measures: the words before the verb."""
    listed = place.before.find("分别")
    if listed >= 0:
        names = [one.strip() for one in _NAMES.split(place.before[:listed]) if one.strip()]
        rank = len(quantities(place.before[listed:]))
        return names[rank] if rank < len(names) else None
    match = _MEASURED.search(place.before)
    return match.group(1) if match else None


def _doubt(place: Place, kind: Kind, meaning: Operator) -> str | None:
    few = place.quantity.unit in COUNTED and place.quantity.value < _SMALL
    if few and meaning == "=" and kind in ("goal", "limit"):
        return "数量较小,可能是清单条数而不是目标。"
    return None
