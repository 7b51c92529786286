"""Why a correction cannot be made, in both languages: pages and the command line say it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """A code for programs and a sentence in each language."""

    code: str
    zh: str
    en: str


class RefusedCorrection(ValueError):  # noqa: N818 - reads as what it is
    """The correction does not fit the reading; nothing is changed."""

    def __init__(self, why: Why, about: str = "") -> None:
        self.code = why.code
        self.zh = f"{why.zh}{f'（{about}）' if about else ''}"
        self.en = f"{why.en}{f' ({about})' if about else ''}"
        super().__init__(f"{self.zh} {self.en}")


UNKNOWN_OPERATION = Why(
    "unknown_operation", "没有这种更正操作。", "There is no such kind of correction."
)
BAD_VALUE = Why(
    "bad_value",
    "填写的内容不对，请按提示改正。",
    "A value is not as it should be; put it right and try again.",
)
NO_TASK = Why(
    "no_task",
    "这项任务已经不在了，请刷新页面。",
    "This task is no longer there; load the page afresh.",
)
NO_FINDING = Why(
    "no_finding",
    "这处识别结果已经不在了，请刷新页面。",
    "This finding is no longer there; load the page afresh.",
)
OUTSIDE = Why(
    "outside",
    "选中的文字不在这项任务之内，请重新选择。",
    "The chosen words are not inside this task; choose again.",
)
NOT_IN_TEXT = Why(
    "not_in_text",
    "任务原文中没有这些文字，请照原文填写。",
    "The task does not contain these words; write them as the document does.",
)
EMPTY_SPAN = Why("empty_span", "没有选中文字。", "No words are chosen.")
OVERLAPS = Why(
    "overlaps",
    "这样会与另一项任务重叠，请先调整那一项。",
    "This would overlap another task; change that one first.",
)
LEAVES_OUT = Why(
    "leaves_out",
    "这样会把已识别的内容划到任务之外，请先移走或删除。",
    "This would leave findings outside the task; move or remove them first.",
)
CUTS = Why(
    "cuts",
    "拆分处正好在一处识别结果中间，请换个位置，或先删除那一处。",
    "The place lies inside a finding; choose another place or remove that finding first.",
)
NOTHING_AFTER = Why(
    "nothing_after", "后面没有可以合并的任务。", "There is no task after this one to join with."
)
SETTLED = Why(
    "settled",
    "这一处已经核对过了。",
    "This has been settled already.",
)
