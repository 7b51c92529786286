"""Phrases of a pack that decide a topic before any model is asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from yingshang.engines.texts.writing import plain


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """`label` is meant where all of `phrases` stand and none of `without`."""

    label: str
    phrases: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFound:
    """The label that a rule gives and the phrases by which it does."""

    label: str
    phrases: tuple[str, ...]


def by_rules(rules: Iterable[PhraseRule], text: str, title: str = "") -> RuleFound | None:
    """What the first rule that fits says; None if none fits, then the model is asked.

    Width, punctuation and spaces make no difference. A rule without phrases never fits.

    Example:
        >>> by_rules([PhraseRule("欠薪", ("拖欠", "工资"))], "老板拖欠我们工资").label
        '欠薪'
    """
    whole = plain(f"{title} {text}").text
    for rule in rules:
        wanted = [plain(phrase).text for phrase in rule.phrases]
        barred = [plain(phrase).text for phrase in rule.without]
        fits = wanted and all(phrase and phrase in whole for phrase in wanted)
        if fits and not any(phrase and phrase in whole for phrase in barred):
            return RuleFound(rule.label, rule.phrases)
    return None
