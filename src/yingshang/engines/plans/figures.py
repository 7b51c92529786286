"""The numbers of a passage of running text, before it is asked which of them are targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from yingshang.engines.plans.dates import points
from yingshang.engines.plans.layout import View
from yingshang.engines.plans.passages import bounds, masked
from yingshang.engines.plans.quantities import Quantity, quantities

TIME = frozenset(
    ["个工作日", "个自然日", "个月", "小时", "个小时", "分钟", "秒", "年", "天", "日", "周", "月"]
)
COUNTED = frozenset(
    [
        "个",
        "项",
        "家",
        "名",
        "户",
        "件",
        "种",
        "类",
        "场",
        "次",
        "套",
        "间",
        "台",
        "辆",
        "条",
        "座",
        "处",
        "所",
        "人",
        "位",
        "批",
        "门",
        "篇",
        "部",
        "支",
        "期",
        "轮",
        "张",
        "份",
        "对",
        "例",
        "宗",
        "环节",
    ]
)
BENEFIT = re.compile(
    r"给予|补助|补贴|贴息|奖励|奖补|返还|减免|免收|免租|减半|缓缴|展期|延期|顺延|扣除|租金|"
    r"房租|资助|补偿|贷款额度|申请[^,。;]{0,8}贷款|按照?[^,。;]{0,30}(?:标准|确定|执行|收取|"
    r"计算|发放)|有效期|"
    r"保险金|下浮|贴费|优惠|抵扣|报销|薪酬|津贴|补缴|延缓|缴费|缴纳|观察|保证金|见习|公证费"
)


class Passage:
    """A passage of running text and its numbers; `start` is its offset in the view."""

    def __init__(self, view: View, start: int, end: int) -> None:
        self.view = view
        self.start = start
        self.words = _undated(masked(view.text, start, end))
        self.found = _joined(self.words, quantities(self.words))


@dataclass(frozen=True, slots=True)
class Place:
    """A number where it stands: the words before and after it in its part of the sentence."""

    words: str
    quantity: Quantity
    first: int
    before: str
    after: str

    @staticmethod
    def of(words: str, quantity: Quantity) -> Place:
        """The place of a number in a passage."""
        first, last = bounds(words, quantity.start, quantity.end, "。;,!?\n(")
        before, after = words[first : quantity.start], words[quantity.end : last]
        return Place(words, quantity, first, before, after)

    @property
    def is_time(self) -> bool:
        """Whether the number is a length of time."""
        return self.quantity.unit in TIME

    @property
    def is_share(self) -> bool:
        """Whether the number is a percentage or a fraction."""
        return self.quantity.unit in ("%", "fraction")

    def sentence(self) -> str:
        """The sentence around the number."""
        around = bounds(self.words, self.quantity.start, self.quantity.end, "。;!?\n")
        return self.words[slice(*around)]


def _undated(words: str) -> str:
    """The words with their dates blotted out, which are no quantities."""
    kept, at = [], 0
    for point in points(words):
        kept += [words[at : point.start], "▒" * (point.end - point.start)]
        at = point.end
    return "".join([*kept, words[at:]])


def _joined(words: str, found: list[Quantity]) -> list[Quantity]:
    """1年、2年或3年 is one range; in 50个、30个工作日 both are working days."""
    made: list[Quantity] = []
    for index, quantity in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        whole = _with_unit(words, quantity, following)
        last = made[-1] if made else None
        if last is not None and _is_choice(words, last, whole):
            while len(made) > 1 and words[made[-2].end : made[-1].start] == "、":
                made.pop()
            first = made.pop()
            text = words[first.start : whole.end]
            whole = Quantity(first.start, whole.end, first.value, whole.value, first.unit, text)
        made.append(whole)
    return made


def _with_unit(words: str, quantity: Quantity, following: Quantity | None) -> Quantity:
    if following is None or quantity.unit != "个" or not following.unit.startswith("个"):
        return quantity
    listed = words[quantity.end : following.start] in ("、", "和")
    return replace(quantity, unit=following.unit) if listed else quantity


def _is_choice(words: str, last: Quantity, quantity: Quantity) -> bool:
    joined = words[last.end : quantity.start] in ("或", "或者")
    return joined and last.unit == quantity.unit and not quantity.spelt
