"""Why an act is refused, as sentences in Chinese and English that say what to do."""

# ruff: noqa: N818 (names say what happened, as everywhere in the house)

from collections.abc import Iterable

from yingshang.engines.timelimits.wording import Bilingual


class Refused(Exception):
    """The case does not allow the act now; nothing was changed.

    Attributes:
        code: Stable word for tests and APIs, e.g. `not_open`.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code = code
        self.message = Bilingual(zh, en)
        super().__init__(str(self.message))

    @property
    def zh(self) -> str:
        """The Chinese sentence."""
        return self.message.zh

    @property
    def en(self) -> str:
        """The English sentence."""
        return self.message.en


SENTENCES = {
    "case_closed": (
        "本件已办结，不能再办理。如需变更，请另行申请。",
        "The case is over. To change something, open a new case.",
    ),
    "unknown_step": (
        "本事项没有环节“{step}”。请刷新页面后重试。",
        "This case has no step “{step}”. Load the page again.",
    ),
    "moved_on": (
        "“{name}”已经变动，您看到的不是最新状态。请刷新页面。",
        "“{name}” has moved on since you loaded the page. Load it again.",
    ),
    "already_settled": (
        "“{name}”已经办结，不能重复办理。",
        "“{name}” is settled already and is not decided twice.",
    ),
    "held": (
        "“{name}”尚不能办理：缺少{missing}。请先补齐。",
        "“{name}” cannot be done yet: {missing} is missing. Fill it in first.",
    ),
    "not_held": (
        "“{name}”不在等待补充信息的状态。",
        "“{name}” is not waiting for information.",
    ),
    "not_holder": (
        "“{name}”由{holder}承办。请由承办人办理，或先转办。",
        "“{name}” is with {holder}. Let them act, or have it handed over first.",
    ),
    "not_decided_here": (
        "“{name}”不由本系统人员办理，结果到达后自动登记。",
        "“{name}” is not decided here; its result is recorded when it arrives.",
    ),
    "decided_here": (
        "“{name}”由承办人办理，不接收外部结果。",
        "“{name}” is decided by its holder, not by a message from outside.",
    ),
    "unknown_outcome": (
        "“{name}”没有结果“{outcome}”。可选：{choices}。",
        "“{name}” has no outcome “{outcome}”. Choose from: {choices}.",
    ),
    "help_outstanding": (
        "协办意见尚未收齐：{parties}。请等待答复或解除协办。",
        "Still waiting for the opinion of {parties}. Wait for it, or release them.",
    ),
    "signatures_outstanding": (
        "会签尚未完成：{parties}。请等待签署，或加签、减签。",
        "Signatures are outstanding: {parties}. Wait, or add or remove a signatory.",
    ),
    "signatures_not_asked": (
        "本环节须经会签。请先发起会签。",
        "This step needs signatures. Ask for them first.",
    ),
    "signatures_decided": (
        "本轮会签已有结果。如需再签，请发起新一轮会签。",
        "This round of signatures is decided. Begin a new round to ask again.",
    ),
    "objected": (
        "会签未通过，不能作出“{outcome}”。请退回、另作决定或重新会签。",
        "The countersign failed: “{outcome}” is not possible. Send it back, or begin a new round.",
    ),
    "rule_fixed": (
        "“{name}”的会签规则由事项规定，不能更改。",
        "The rule of signatures for “{name}” is set by the case type and stays as it is.",
    ),
    "share": (
        "会签比例应大于0且不超过1。",
        "The share of signatures must be above 0 and at most 1.",
    ),
    "nobody_named": ("请至少选择一人，且不要重复。", "Name at least one, and nobody twice."),
    "already_asked": (
        "{party}已在名单中。请另选他人，或发起新一轮。",
        "{party} is on the list already. Choose somebody else, or begin a new round.",
    ),
    "not_asked": (
        "{party}不在待办名单中，无需操作。",
        "{party} is not being asked, so there is nothing to do.",
    ),
    "has_signed": (
        "{party}已签署，不能减签，也不能重复签署。",
        "{party} has signed: a signature is neither removed nor given twice.",
    ),
    "not_your_turn": ("请等待{parties}先签署。", "Wait until {parties} have signed."),
    "not_yet_decided": (
        "承办人尚未作出决定，请在决定后签署。",
        "The holder has not decided yet. Sign after the decision.",
    ),
    "last_needed": (
        "{party}的签署不可缺少，不能减签。请先加签他人或转办。",
        "The signature of {party} is needed. Add somebody else first, or hand the seat over.",
    ),
    "proposed": (
        "“{name}”已有拟定结果，正等待确认或签署。",
        "“{name}” has a proposed outcome that awaits confirmation or signatures.",
    ),
    "delegated": (
        "“{name}”已委派{delegate}办理。请等待其办理，或先收回委派。",
        "“{name}” is delegated to {delegate}. Wait, or recall the delegation first.",
    ),
    "not_delegated": (
        "“{name}”没有待确认的委派办理结果。",
        "“{name}” has no delegated result to confirm or recall.",
    ),
    "same_party": ("不能转给或委派给本人。", "Choose somebody other than yourself."),
    "not_optional": (
        "“{name}”必须办理，不能跳过。",
        "“{name}” must be done and cannot be left out.",
    ),
    "not_repeatable": ("“{name}”不能重复办理。", "“{name}” cannot be done again."),
    "not_settled": (
        "“{name}”尚未办结，不能重复或撤回。",
        "“{name}” is not settled yet, so it can be neither repeated nor taken back.",
    ),
    "not_own": ("只能撤回本人作出的决定。", "Only your own decision can be taken back."),
    "acted_later": (
        "后续环节“{later}”已经办理，不能撤回或重复。请使用退回。",
        "The later step “{later}” has been acted on. Ask for the case to be sent back instead.",
    ),
    "not_earlier": (
        "只能退回到已经办结的在前环节，“{to}”不是。",
        "A case is sent back to an earlier step that was settled; “{to}” is not one.",
    ),
    "would_not_wait": (
        "“{name}”不以“{to}”为前提，退回不会使其等待。请直接办理或选择其他环节。",
        "“{name}” does not depend on “{to}” and would not wait for it. Choose another step.",
    ),
    "reason_missing": ("请填写理由。", "Give a reason."),
}


def refusal(code: str, **words: str | Bilingual) -> Refused:
    """The refusal of that code, its sentences filled with `words`, each in its language."""
    zh, en = SENTENCES[code]
    chinese = {key: each if isinstance(each, str) else each.zh for key, each in words.items()}
    english = {key: each if isinstance(each, str) else each.en for key, each in words.items()}
    return Refused(code, zh.format(**chinese), en.format(**english))


def listed(parties: Iterable[str]) -> Bilingual:
    """Names in a row, as each language separates them."""
    names = list(parties)
    return Bilingual("、".join(names), ", ".join(names))
