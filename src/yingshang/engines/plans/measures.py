"""Splits a task into measures: the things that it says shall be done."""

import re

from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Measure
from yingshang.engines.plans.passages import passages
from yingshang.engines.plans.units import Range, pieces

# A part of a sentence that begins so is an action of its own.
_ACTION = re.compile(
    r"(?:并|同时|还要|要|应当?|积极|全面|进一步|大力|加快|持续|深入|切实|着力|依法|严格|定期|"
    r"及时|统筹|稳步|逐步|不断|充分|统一|常态化|分类|主动){0,3}"
    r"(?:推行|推进|推动|推广|推出|建立|建设|完善|健全|制定|出台|编制|修订|开展|组织|实施|设立|"
    r"成立|开设|开通|开发|搭建|优化|简化|精简|压缩|压减|取消|清理|规范|加强|强化|深化|落实|执行|"
    r"梳理|公布|公开|发布|公示|宣传|培训|引进|培育|培养|支持|鼓励|引导|指导|督促|监督|检查|整治|"
    r"打击|查处|评估|考核|通报|调度|报送|汇总|收集|归集|共享|整合|拓展|拓宽|扩大|增加|新增|提供|"
    r"给予|减免|免收|发放|兑现|邀请|召开|举办|试点|探索|研究|协调|协助|对接|配合|纳入|设置|明确)"
)
_CLOSERS = "”』》)]"
_COMMA = frozenset(",")
# Sentences that only praise or hope are kept: leaving one out would be a judgement.
_SHORTEST = 4


def measures(
    view: View, start: int, end: int, clauses: list[Range], title: Range | None
) -> tuple[Measure, ...]:
    """One measure an action, in order; the heading is none.

    A sentence is cut before each part that begins with a verb of action once an action has begun:
    "建立台账,加强宣传,提高效率" is two, since 提高 only says what the second is for.
    """
    found: list[Measure] = []
    for first, last in passages(view.text, start, end, clauses):
        for action in _actions(view.text, first, last):
            span = _trimmed(view.text, *action)
            if title is not None and span[0] <= title[0] < span[1] <= title[1] + 1:
                continue
            if span[1] - span[0] >= _SHORTEST:
                quote, place = view.quote(*span), view.span(*span)
                found.append(Measure(quote=quote, span=place, rule="measure.action"))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Range:
    """A range without the blanks around it and the comma or semicolon after it."""
    while end > start and text[end - 1] in ",;、 \n":
        end -= 1
    while start < end and text[start] in " \n":
        start += 1
    return start, end


def _actions(text: str, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    for first, last in _sentences(text, start, end):
        at, acting = first, False
        for part, _ in pieces(text, first, last, _COMMA):
            begins = bool(_ACTION.match(text, part, last))
            if begins and acting:
                found.append((at, part))
                at = part
            acting = acting or begins
        found.append((at, last))
    return found


def _sentences(text: str, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for index in range(start, end):
        if text[index] not in "。;\n!":
            continue
        stop = index + 1
        while stop < end and text[stop] in _CLOSERS:
            stop += 1
        if text[at:stop].strip():
            found.append((at, stop))
        at = stop
    if text[at:end].strip():
        found.append((at, end))
    return found
