"""Says in Chinese and in English why tasks were put together, and where that is unsure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yingshang.engines.plans.comparemodel import (
    Change,
    ClauseChange,
    DeadlineChange,
    Fact,
    FactChange,
    Reason,
    Said,
    TargetChange,
    UnitChange,
)
from yingshang.engines.plans.model import Deadline, Target


@dataclass(frozen=True, slots=True)
class FactSaid:
    """A target, a date or units: what became of it, what it is about, how it was and is."""

    kind: Said
    word: Said
    about: Said
    old: Said
    new: Said

    @property
    def line(self) -> Said:
        """All of it in one line."""
        return Said(
            f"{self.kind.zh}{self.word.zh}：{self.about.zh} {self.old.zh} → {self.new.zh}",
            f"{self.kind.en} {self.word.en}: {self.about.en} {self.old.en} → {self.new.en}",
        )


CHANGE_WORDS: dict[Change, Said] = {
    "kept": Said("保留", "kept"),
    "reworded": Said("改写", "reworded"),
    "changed_target": Said("指标或时限调整", "target or date changed"),
    "new": Said("新增", "new"),
    "dropped": Said("删去", "dropped"),
    "merged": Said("合并", "merged"),
    "split": Said("拆分", "split"),
}
CLAUSE_WORDS: dict[ClauseChange, Said] = {
    "kept": Said("保留", "kept"),
    "reworded": Said("改写", "reworded"),
    "moved": Said("移至其他任务", "moved to another task"),
    "new": Said("新增", "new"),
    "dropped": Said("删去", "dropped"),
}
FACT_WORDS: dict[FactChange, Said] = {
    "kept": Said("未变", "unchanged"),
    "changed": Said("调整", "changed"),
    "new": Said("新增", "new"),
    "dropped": Said("删去", "dropped"),
}
FIELD_WORDS: dict[str, Said] = {
    "value": Said("数值", "value"),
    "value_max": Said("上限", "upper value"),
    "operator": Said("比较方式", "operator"),
    "unit": Said("计量单位", "unit"),
    "from_value": Said("起点值", "value to start from"),
    "delta": Said("增减", "rise or fall"),
    "force": Said("约束力", "binding or aspired to"),
    "date": Said("日期", "date"),
    "type": Said("时限类型", "kind of date"),
}
ROLE_WORDS: dict[str | None, Said] = {
    "lead": Said("牵头", "leads"),
    "responsible": Said("负责", "answers"),
    "cooperating": Said("配合", "supports"),
    None: Said("无", "none"),
}
_NOTHING = Said("—", "—")
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "to": "→"}
_REASONS: dict[str, tuple[str, str]] = {
    "same_words": ("文字相同", "the words are the same"),
    "same_title": ("标题相同，文字相似度{}%", "same title, words {}% alike"),
    "alike_title": ("标题相近，文字相似度{}%", "similar titles, words {}% alike"),
    "alike": ("文字相似度{}%", "words {}% alike"),
    "taken_up": (
        "原任务的文字有{}%写入新任务",
        "{}% of the old task's words are taken up in the new one",
    ),
    "remains": (
        "新任务的文字有{}%出自原任务",
        "{}% of the new task's words come from the old one",
    ),
}


def reason_said(reason: Reason) -> Said:
    """Why two tasks were put together."""
    zh, en = _REASONS[reason.rule]
    percent = round(reason.score * 100)
    return Said(zh.format(percent), en.format(percent))


def nearest_said(reason: Reason, number: str) -> Said:
    """That a task without a partner has one that is somewhat alike."""
    percent = round(reason.score * 100)
    return Said(
        f"最接近的是“{number}”，文字相似度{percent}%，未达到认定为同一任务的程度",
        f"The nearest is “{number}”, {percent}% alike, which is not enough to be the same task",
    )


def little_alike(score: float) -> Said:
    """That a pair is only somewhat alike."""
    percent = round(score * 100)
    return Said(
        f"文字相似度只有{percent}%，请人工确认是否为同一任务",
        f"Only {percent}% alike: please confirm that it is the same task",
    )


def rival_said(number: str, score: float) -> Said:
    """That another task would have been almost as good a partner."""
    percent = round(score * 100)
    return Said(
        f"与“{number}”也相近（相似度{percent}%），请人工确认对应关系",
        f"“{number}” is nearly as close ({percent}% alike): please confirm the pair",
    )


def field_said(names: tuple[str, ...]) -> Said:
    """Which parts of a fact differ."""
    words = [FIELD_WORDS[name] for name in names]
    return Said("、".join(one.zh for one in words), ", ".join(one.en for one in words))


def target_said(target: Target | None) -> Said:
    """A target as operator, value and unit; a dash without one."""
    if target is None:
        return _NOTHING
    said = _amount(target)
    if target.from_value is not None:
        start = _number(target.from_value)
        said = Said(f"由 {start} 变为 {said.zh}", f"from {start} to {said.en}")
    if target.delta:
        rise = target.delta == "+"
        said = Said(f"{'增' if rise else '减'} {said.zh}", f"{'up' if rise else 'down'} {said.en}")
    if target.force == "striving":
        return Said(f"{said.zh}（力争）", f"{said.en} (aspired to)")
    return said


def _amount(target: Target) -> Said:
    if target.unit == "fraction":
        return _signed(target, target.value_text)
    number = _number(target.value)
    if target.value_max is not None:
        number += f"–{_number(target.value_max)}"
    apart = "" if target.unit.startswith(("%", "‰")) else " "
    return _signed(target, f"{number}{apart}{target.unit}".strip())


def _signed(target: Target, plain: str) -> Said:
    about, sign = ("约", "about"), _SIGNS.get(target.operator, "")
    zh, en = about if target.operator == "approx" else (sign, sign)
    return Said(f"{zh} {plain}".strip(), f"{en} {plain}".strip())


def _number(value: float) -> str:
    """A number without needless zeros, thousands apart."""
    text = f"{value:,.4f}"
    return text.rstrip("0").rstrip(".")


def deadline_said(deadline: Deadline | None) -> Said:
    """A date as it is stated; a dash without one."""
    if deadline is None:
        return _NOTHING
    return Said(deadline.date or deadline.quote, deadline.date or deadline.quote)


def subject_said(change: Fact) -> Said:
    """What a fact is about: a target's subject or words, a date's words, a unit's name."""
    if isinstance(change, UnitChange):
        return Said(change.name, change.name)
    one = change.new or change.old
    words = "".join(one.quote.split()) if one else ""
    if isinstance(one, Target) and one.subject:
        words = one.subject
    return Said(words, words)


def sides_said(change: Fact) -> tuple[Said, Said]:
    """A fact as it was and as it is."""
    if isinstance(change, TargetChange):
        return target_said(change.old), target_said(change.new)
    if isinstance(change, DeadlineChange):
        return deadline_said(change.old), deadline_said(change.new)
    return ROLE_WORDS[change.old], ROLE_WORDS[change.new]


def kind_said(change: Fact) -> Said:
    """Whether a fact is a target, a date or a unit."""
    if isinstance(change, UnitChange):
        return Said("单位", "unit")
    return Said("指标", "target") if isinstance(change, TargetChange) else Said("时限", "date")


def facts_said(facts: Iterable[Fact]) -> list[FactSaid]:
    """Facts line by line; units of which the same is to be said share a line."""
    made: dict[object, FactSaid] = {}
    for number, fact in enumerate(facts):
        old, new = sides_said(fact)
        line = FactSaid(kind_said(fact), FACT_WORDS[fact.change], subject_said(fact), old, new)
        key = (fact.change, fact.old, fact.new) if isinstance(fact, UnitChange) else number
        known = made.get(key)
        made[key] = line if known is None else replace(line, about=_and(known.about, line.about))
    return list(made.values())


def _and(first: Said, second: Said) -> Said:
    return Said(f"{first.zh}、{second.zh}", f"{first.en}, {second.en}")
