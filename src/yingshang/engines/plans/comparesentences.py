"""Says in Chinese and in English why tasks were put together, and where that is unsure."""

from __future__ import annotations

from yingshang.engines.plans.comparemodel import Change, ClauseChange, FactChange, Reason, Said

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
_REASONS: dict[str, tuple[str, str]] = {
    "same_words": ("文字相同", "the words are the same"),
    "same_title": ("标题相同,文字相似度{}%", "same title, words {}% alike"),
    "alike_title": ("标题相近,文字相似度{}%", "similar titles, words {}% alike"),
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
        f"最接近的是“{number}”,文字相似度{percent}%,未达到认定为同一任务的程度",
        f"The nearest is “{number}”, {percent}% alike, which is not enough to be the same task",
    )


def little_alike(score: float) -> Said:
    """That a pair is only somewhat alike."""
    percent = round(score * 100)
    return Said(
        f"文字相似度只有{percent}%,请人工确认是否为同一任务",
        f"Only {percent}% alike: please confirm that it is the same task",
    )


def rival_said(number: str, score: float) -> Said:
    """That another task would have been almost as good a partner."""
    percent = round(score * 100)
    return Said(
        f"与“{number}”也相近(相似度{percent}%),请人工确认对应关系",
        f"“{number}” is nearly as close ({percent}% alike): please confirm the pair",
    )
