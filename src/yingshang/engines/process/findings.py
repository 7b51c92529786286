"""What a check of a case type found, as sentences in Chinese and English."""

from dataclasses import dataclass
from enum import StrEnum

from yingshang.engines.timelimits.wording import Bilingual


class Certainty(StrEnum):
    """How sure a finding is."""

    CERTAIN = "certain"
    """Read off the definition, or proven by going through every state."""
    UNPROVEN = "unproven"
    """Could neither be proven nor refuted; the sentence says why."""


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes:
        code: Stable word, a key of `FINDINGS`.
        step: The step it is about; empty for the case type as a whole.
    """

    code: str
    step: str
    zh: str
    en: str
    certainty: Certainty = Certainty.CERTAIN


FINDINGS = {
    "duplicate_step": (
        "环节“{step}”出现多次。请为每个环节使用不同的标识。",
        "Step “{step}” is defined more than once. Give every step an id of its own.",
    ),
    "no_outcomes": (
        "环节“{step}”没有任何结果，无法办结。请至少写一个结果。",
        "Step “{step}” has no outcome and can never be settled. Give it at least one.",
    ),
    "unknown_step": (
        "“{step}”的{place}提到不存在的环节“{other}”。",
        "“{step}” names a step that does not exist in its {place}: “{other}”.",
    ),
    "unknown_outcome": (
        "“{step}”等待“{other}”的结果“{outcome}”，但该环节没有这个结果。",
        "“{step}” waits for the outcome “{outcome}” of “{other}”, which has no such outcome.",
    ),
    "cycle": (
        "这些环节互相等待，谁都无法开始：{path}。往返请用结果的 opens。",
        "These steps wait for each other and none can begin: {path}. Use an outcome's opens.",
    ),
    "no_end": (
        "本事项没有结束：既没有 ends，也没有使其办结的结果。",
        "The case type has no end: neither an entry in ends nor an outcome that ends the case.",
    ),
    "again_leads_nowhere": (
        "“{step}”的结果“{outcome}”要求重来，却没有打开任何能回到本环节的环节。",
        "Outcome “{outcome}” of “{step}” asks for another round but opens nothing that leads back.",
    ),
    "no_consequence": (
        "“{step}”的结果“{outcome}”没有后果：无人等待，也不打开、关闭或结束任何环节。",
        "Outcome “{outcome}” of “{step}” has no consequence: nothing follows from it.",
    ),
    "condition_impossible": (
        "“{step}”的条件永远不会成立，该环节不会被办理。",
        "The condition of “{step}” can never be true, so the step is never done.",
    ),
    "condition_unproven": (
        "未能证明“{step}”的条件可以成立，因为{zh}",
        "Unproven that the condition of “{step}” can be true, because {en}",
    ),
    "unreachable": (
        "环节“{step}”永远不会打开。请检查它等待的环节和结果。",
        "Step “{step}” never opens. Check the steps and outcomes that it waits for.",
    ),
    "exclusive_join": (
        "环节“{step}”等待的分支互相排斥（{parts}），永远不会打开。请改用 any，或去掉指定的结果。",
        "Step “{step}” never opens: {parts} exclude each other. Use any, or name no outcomes.",
    ),
    "reach_unproven": (
        "未能证明环节“{step}”能够打开，因为{zh}",
        "Unproven that step “{step}” can open, because {en}",
    ),
    "end_unreachable": (
        "结局“{step}”永远不会出现。请检查它等待的环节和结果。",
        "The end “{step}” is never reached. Check the steps and outcomes that it waits for.",
    ),
    "cannot_end": (
        "办理到此后无法办结：{path}。没有环节可办，也没有到达结束。",
        "After this the case can never end: {path}. No end can be reached any more.",
    ),
    "end_unproven": (
        "未能证明案件总能办结，因为{zh}",
        "Unproven that the case can always end, because {en}",
    ),
}


def finding(code: str, step: str = "", **words: str) -> Finding:
    """A finding that is certain."""
    return _made(code, step, Certainty.CERTAIN, {key: (each, each) for key, each in words.items()})


def unproven(code: str, step: str, because: Bilingual) -> Finding:
    """A finding that says why something is not proven; `because` is a clause with its full stop."""
    words = {"zh": (because.zh, ""), "en": ("", because.en)}
    return _made(code, step, Certainty.UNPROVEN, words)


def _made(code: str, step: str, certainty: Certainty, words: dict[str, tuple[str, str]]) -> Finding:
    zh, en = FINDINGS[code]
    chinese = {key: each[0] for key, each in words.items()}
    english = {key: each[1] for key, each in words.items()}
    return Finding(
        code, step, zh.format(step=step, **chinese), en.format(step=step, **english), certainty
    )
