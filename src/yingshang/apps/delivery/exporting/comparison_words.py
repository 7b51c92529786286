"""What the files of a comparison say in both languages; knows no Django, so that a command can."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yingshang.engines.plans.compare import name_of
from yingshang.engines.plans.comparemodel import Comparison, Pair, Said
from yingshang.engines.plans.comparesentences import (
    CHANGE_WORDS,
    facts_said,
    nearest_said,
    reason_said,
)
from yingshang.engines.plans.model import Plan

Language = Literal["zh", "en"]

TITLE = Said("两个方案对比表", "Two plans compared")
OLD, NEW, CHANGED = Said("旧", "Old"), Said("新", "New"), Said("变化", "Change")
LEGEND = Said(
    "删去的文字加删除线，新增的文字加下划线。",
    "Words that are gone are struck through, new words are underlined.",
)
NOTHING = Said("两个方案中都没有识别出任务。", "No task was found in either plan.")


@dataclass(frozen=True)
class Compared:
    """Two plans, what became of their tasks, and the language to say it in."""

    old: Plan
    new: Plan
    comparison: Comparison
    language: Language = "zh"

    def say(self, said: Said) -> str:
        """A sentence in the language of the file."""
        return said.zh if self.language == "zh" else said.en

    @property
    def titles(self) -> tuple[str, str]:
        """The plans' titles; old and new where the text has none."""
        found = (self.old.header.title, self.new.header.title)
        words = zip(found, (OLD, NEW), strict=True)
        first, second = (one.name if one else self.say(word) for one, word in words)
        return first, second

    def old_names(self, pair: Pair) -> str:
        """Number and title of the older tasks of a pair, a line each."""
        return _names(self.old, pair.old)

    def new_names(self, pair: Pair) -> str:
        """Number and title of the newer tasks of a pair, a line each."""
        return _names(self.new, pair.new)

    def changes(self, pair: Pair) -> list[str]:
        """What became of a pair, fact by fact, and why its tasks were put together."""
        lines = [self.say(CHANGE_WORDS[pair.change])]
        lines += self.facts(pair)
        lines += [self.say(reason_said(one)) for one in pair.reasons]
        return [*lines, *self.to_confirm(pair)]

    def facts(self, pair: Pair) -> list[str]:
        """Targets, dates and units that are not as they were, a line each."""
        return [self.say(one.line) for one in facts_said(pair.shown_facts)]

    def to_confirm(self, pair: Pair) -> list[str]:
        """What is unsure of a pair."""
        lines = [self.say(one) for one in pair.unsure]
        if pair.nearest:
            plan, number = (
                (self.new, pair.nearest.new) if pair.old else (self.old, pair.nearest.old)
            )
            lines.append(self.say(nearest_said(pair.nearest, _names(plan, (number,)))))
        return lines


def _names(plan: Plan, ids: Sequence[int]) -> str:
    return "\n".join(name_of(task) for task in plan.tasks if task.id in ids)
