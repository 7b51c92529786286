"""Reads targets: which of the numbers in a task the plan sets, and how."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from yingshang.engines.plans.dates import points
from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Force, Kind, Operator, Span, Target
from yingshang.engines.plans.passages import bounds, masked, passages
from yingshang.engines.plans.quantities import Quantity, quantities
from yingshang.engines.plans.units import Range

_TIME = frozenset(
    ["个工作日", "个自然日", "个月", "小时", "个小时", "分钟", "秒", "年", "天", "日", "周", "月"]
)
_COUNTED = frozenset(
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
_RISE = r"(?:提高|提升|增加|增长|扩大|扩展|上升|上调|增|升|拓展|扩充|延长|放宽|发展|拓宽|扩)"
_FALL = (
    r"(?:降低|下降|下调|下浮|压缩|压减|缩短|缩减|精简|减少|削减|减免|减收|节约|核减|降|减|缩|压|"
    r"再降)"
)
_INTO = re.compile(
    rf"(?:{_RISE}|{_FALL}|调整|转变|优化|控制|稳定)(?:到|至|为|成)(?:了)?(?:约|近|最多|最少)?$"
)
_FROM_NEXT = re.compile(
    rf"(?:以上|以下|左右)?[^\d,。;%]{{0,5}}?(?:{_RISE}|{_FALL}|调整|变)(?:到|至|为|成)"
)

# Operator, what stands before the number. The first that matches wins.
_BEFORE: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (
        ">=",
        re.compile(
            r"(?:不低于|不少于|不小于|不得低于|不得少于|至少|最少|最低|≥|>=|不下于|"
            r"达到或超过)[^\d,。;]{0,16}$"
        ),
    ),
    (
        "<=",
        re.compile(
            r"(?:不超过|不高于|不多于|不大于|不得超过|不得高于|不突破|不超出|未超过|≤|<=|"
            r"最高|最长|最多|最大|最迟|至多|上限)[^\d,。;]{0,16}$"
        ),
    ),
    (">=", re.compile(r"(?:超过|突破|高于|大于|多于|超)[^\d,。;]{0,8}$")),
    ("<=", re.compile(r"(?:低于|小于|少于|控制在|压缩在|限制在)[^\d,。;]{0,8}$")),
    ("approx", re.compile(r"(?:约|大约|大概|近)$")),
)
_AFTER: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"(?:\(含\))?(?:及|或|和)?以上|或(?:者)?全(?:免|额|部)")),
    ("approx", re.compile(r"(?:左右|上下)")),
    ("<=", re.compile(r"(?:\(含\))?(?:及|或|和)?(?:以内|之内|以下|及以内)")),
)
_WITHIN = re.compile(r"(?:之|以)?内(?!部|容|外|控|设|生|涵|资|地)")

_BENEFIT = re.compile(
    r"给予|补助|补贴|贴息|奖励|奖补|返还|减免|免收|免租|减半|缓缴|展期|延期|顺延|扣除|租金|"
    r"房租|资助|补偿|贷款额度|申请[^,。;]{0,8}贷款|按照?[^,。;]{0,30}(?:标准|确定|执行|收取|"
    r"计算|发放)|有效期|"
    r"保险金|下浮|贴费|优惠|抵扣|报销|薪酬|津贴|补缴|延缓|缴费|缴纳|观察|保证金|见习|公证费"
)
_SERVICE = re.compile(
    r"办结|办理|审批|审核|受理|压缩|时限|完成|办成|答复|办好|反馈|响应|出具|核发|检查|兑付|"
    r"拨付|放宽|时间"
)
_RATES = re.compile(r"费率|利率|收费|担保费|成本|比例不超|税率|费用")
_PAST = re.compile(
    r"目前|现有|已(?:经)?(?:建成|完成|达|有|实现|累计)|截至(?:目前|20)|上年(?:度)?(?:达|为)|"
    r"以来|去年"
)
_LENGTH = re.compile(
    r"期限|有效期|展期|缓缴|延期|顺延|延长|延缓|为期|连续|期为|保险金|社会保险费|缴费|缴纳|"
    r"房租|租金|见习|观察|学制|聘期|周期|时间|时限|不少于|用时|薪酬|分\d|监测|结束|取消|放宽|"
    r"免收|免征|减征|扣减|限额|医学|有效|保存|公示"
)
_STRIVE = re.compile(r"力争|争取|努力|鼓励|探索|原则上|有条件|推动")
_CONDITION = re.compile(
    r"^(?:[其且并或及]?中?,?)?(?:对|凡|如|若|当|经|符合|满足|年龄|毕业|具有|具备|参保|裁员|"
    r"注册|缴纳|连续|单户|年度?|对于|针对|属于|超过|单笔|列入)"
)
_GIVES = re.compile(
    r"给予|予以|按|补助|奖励|奖补|补贴|享受|返还|减|免|不超过|收取|支付|安排|降至|压|贴息|"
    r"资助|提高|发放"
)
_KIND_OF = re.compile(
    r"(?:\(含\))?(?:及|或)?(?:以上|以下|以内)(?:\(含\))?(?:的|规模|小微企业|中小企业|企业|"
    r"单位|人员|青年|学历|职称|项目|城市|医疗机构|医院|老年人|干部|劳动合同)"
)
_NAMED = re.compile(
    r"^(?:无理由|不打烊|全天|自助|值守|值班|服务|在线|热线|行动计划|计划|规划|过渡|轮换|学制|"
    r"制|代|方面|到位|统一|不准|严禁|字|级|式|化|型|界别|结合|维度)"
)
_ORDINAL = re.compile(r"(?:第|[A-Za-z×*/=#№]|\+|[xX]|前|近|过去|最近|到[^,]{0,6}前|满)$")
_OBJECT_AFTER = re.compile(r"[^,。;、()\s\d█]{0,12}")
_EACH = re.compile(r"均|都|全部")
_SHARED_OP = re.compile(r"分别")


class _Passage:
    """A passage of running text while its numbers are read."""

    def __init__(self, view: View, start: int, end: int) -> None:
        self.view = view
        self.start = start
        self.words = _undated(masked(view.text, start, end))
        self.found = _choices(self.words, quantities(self.words))


def _undated(words: str) -> str:
    """The words with their dates blotted out, which are no quantities."""
    kept, at = [], 0
    for point in points(words):
        kept += [words[at : point.start], "▒" * (point.end - point.start)]
        at = point.end
    return "".join([*kept, words[at:]])


def _choices(words: str, found: list[Quantity]) -> list[Quantity]:
    """1年、2年或3年 is one range."""
    made: list[Quantity] = []
    for index, quantity in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if (
            following
            and quantity.unit == "个"
            and following.unit.startswith("个")
            and words[quantity.end : following.start] in ("、", "和")
        ):
            quantity = replace(quantity, unit=following.unit)
        last = made[-1] if made else None
        between = words[last.end : quantity.start] if last else ""
        if last and last.unit == quantity.unit and between in ("或", "或者") and not quantity.spelt:
            while len(made) > 1 and words[made[-2].end : made[-1].start] == "、":
                made.pop()
            first = made.pop()
            text = words[first.start : quantity.end]
            quantity = Quantity(
                first.start, quantity.end, first.value, quantity.value, first.unit, text
            )
        made.append(quantity)
    return made


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
        passage = _Passage(view, first, last)
        previous: Target | None = None
        for index, quantity in enumerate(passage.found):
            target = _target(passage, index, quantity, previous, taken or [])
            if target is not None:
                made.append(target)
            previous = target
    return tuple(made)


def _target(
    passage: _Passage, index: int, quantity: Quantity, previous: Target | None, taken: list[Span]
) -> Target | None:
    words = passage.words
    first, last = bounds(words, quantity.start, quantity.end, "。;,!?\n(")
    before, after = words[first : quantity.start], words[quantity.end : last]
    span = passage.view.span(passage.start + quantity.start, passage.start + quantity.end)
    if _overlaps(span, taken):
        return None
    operator, rule = _operator(passage, quantity, before, after, previous)
    if _refused(passage, quantity, before, after, operator):
        return None
    if _FROM_NEXT.match(after) and index + 1 < len(passage.found):
        following = passage.found[index + 1]
        if following.unit == quantity.unit and following.start - quantity.end < 14:
            return None
    if quantity.high is not None:
        operator, rule = "range", "target.range"
    return _made(passage, index, quantity, (first, last), operator, rule)


def _operator(
    passage: _Passage, quantity: Quantity, before: str, after: str, previous: Target | None
) -> tuple[Operator, str]:
    for operator, pattern in _AFTER:
        if pattern.match(after):
            return operator, "target.operator-after"
    if quantity.unit in _TIME and _WITHIN.match(after):
        return "<=", "target.within"
    if quantity.more:
        return ">=", "target.more-than"
    for operator, pattern in _BEFORE:
        if pattern.search(before):
            return operator, "target.operator-before"
    ahead = _ahead(passage, quantity, after)
    if ahead:
        return ahead
    if _INTO.search(before):
        return "to", "target.to"
    listed = before.endswith(("、", "和", "及")) and _SHARED_OP.search(before)
    if previous is not None and listed:
        return previous.operator, "target.respectively"
    return "=", "target.plain"


def _ahead(passage: _Passage, quantity: Quantity, after: str) -> tuple[Operator, str] | None:
    """分别达到95%、80%以上: the word after the last number holds for all."""
    if not after.startswith(("、", "和")):
        return None
    rest = re.match(r"(?:[、和]\d[\d.]*[^\d、和,。;]{1,4}?)+?(以上|以内|以下|左右)", after)
    if rest is None or "分别" not in passage.words[max(0, quantity.start - 40) : quantity.start]:
        return None
    table: dict[str, Operator] = {"以上": ">=", "以内": "<=", "以下": "<=", "左右": "approx"}
    return table[rest.group(1)], "target.respectively"


def _overlaps(span: Span, taken: list[Span]) -> bool:
    at = bisect_right(taken, span[0], key=lambda one: one[0])
    return (at > 0 and taken[at - 1][1] > span[0]) or (at < len(taken) and taken[at][0] < span[1])


# --- refusals -------------------------------------------------------------------------------


def _refused(
    passage: _Passage, quantity: Quantity, before: str, after: str, operator: Operator
) -> bool:
    """Whether a number is no target: a condition, a name, a date, a remark on the past."""
    plain = operator == "="
    if _ORDINAL.search(before[-8:]) or _NAMED.match(after) or before.endswith("█"):
        return not (before.endswith("近") and plain) or quantity.unit in _TIME
    if quantity.spelt and _idle_spelling(quantity, before, after, operator):
        return True
    if _PAST.search(before) or _condition(passage, quantity, before, after, operator):
        return True
    if quantity.unit in _TIME:
        return _idle_time(passage, quantity, before, after, operator)
    single = quantity.value == 1 and quantity.unit in _COUNTED and plain and quantity.high is None
    return single or (quantity.unit == "成" and not re.search(r"[达占超近]", before[-6:]))


def _idle_spelling(quantity: Quantity, before: str, after: str, operator: Operator) -> bool:
    """三个全覆盖, 一件事, 一次性: numerals in names and turns of phrase."""
    if quantity.unit in ("%", "fraction", "倍") and quantity.unit != "倍":
        return bool(re.match(r"以上课时", after))
    if quantity.change:
        return False
    if quantity.value == 1 and quantity.unit == "次":
        return True
    if "、" in before[-1:] and quantity.unit in _TIME:
        return "分别" not in before
    if operator != "=" and quantity.unit not in ("年",):
        near = re.search(r"(?:不低于|不少于|至少|不超过|最长|最多|超过)[^\d,。;]{0,4}$", before)
        timed = quantity.unit in _TIME and bool(re.match(r"(?:以|之)?内|以上", after))
        return not (near or timed)
    return not (quantity.value >= 10 and quantity.unit in ("项", "种") and operator == "=")


def _condition(
    passage: _Passage, quantity: Quantity, before: str, after: str, operator: Operator
) -> bool:
    """参保1年以上的, 裁员率不超过20%的, 单户500万元以下: who qualifies, not what is set."""
    words = passage.words
    first, last = bounds(words, quantity.start, quantity.end, "。;,!?\n")
    whole = words[first:last]
    if whole.endswith("的") and last < len(words) and words[last] in ",;":
        return True
    if quantity.unit not in ("%", "fraction") and _KIND_OF.match(after):
        return True
    if quantity.unit not in ("%", "fraction") and re.match(
        r"(?:\(含\))?(?:及|或)?以(?:上|下)", after
    ):
        if re.match(
            r"(?:\(含\))?(?:及|或)?以(?:上|下)(?:、|和)?[一-龥]*(?:的)", after
        ) and quantity.unit in ("元", "人", "年", "个", "户", "亩", "平方米"):
            return True
    opened = words[first : quantity.start]
    conditional = _CONDITION.match(opened) and "的" in words[quantity.end : last]
    return bool(conditional) and not _GIVES.search(opened)


def _idle_time(
    passage: _Passage, quantity: Quantity, before: str, after: str, operator: Operator
) -> bool:
    first, last = bounds(passage.words, quantity.start, quantity.end, "。;!?\n")
    around = passage.words[max(first, quantity.start - 40) : min(last, quantity.end + 16)]
    if quantity.unit == "年" and (
        quantity.value > 100 or re.match(r"(?:度|版|期间|来|以来|前|后)", after)
    ):
        return True
    if quantity.unit in ("日", "月") and before.endswith("月"):
        return True
    if operator != "=" and quantity.unit != "年":
        return bool(re.search(r"(?:到|前)[^,。;]{0,6}前$", before))
    if quantity.unit in ("小时", "分钟", "秒") and operator == "=" and not quantity.high:
        return not _LENGTH.search(around)
    return not (_LENGTH.search(around) or _BENEFIT.search(around))


# --- making ---------------------------------------------------------------------------------


def _made(
    passage: _Passage, index: int, quantity: Quantity, around: Range, operator: Operator, rule: str
) -> Target:
    view, words = passage.view, passage.words
    first, last = around
    before, after = words[first : quantity.start], words[quantity.end : last]
    start = max(first, quantity.start - 30)
    end = quantity.end + _tail(quantity, after)
    while start < quantity.start and words[start] in "、 █▒”":
        start += 1
    sentence = words[slice(*bounds(words, quantity.start, quantity.end, "。;!?\n"))]
    absolute = passage.start
    kind = _kind(quantity, before, after, sentence, operator)
    change = quantity.change or _change(before)
    return Target(
        quote=view.quote(absolute + start, absolute + end),
        span=view.span(absolute + start, absolute + end),
        rule=rule,
        unsure=_doubt(quantity, kind, operator),
        value=quantity.value,
        value_text=view.quote(absolute + quantity.start, absolute + quantity.end),
        unit=_unit(view, absolute + quantity.end, quantity.unit),
        operator=operator,
        value_max=quantity.high,
        from_value=_from(passage, index, before),
        delta="-" if change == "-" else "+" if change == "+" else None,
        subject=_subject(passage, index, quantity, before),
        kind=kind,
        force=_force(sentence),
    )


def _unit(view: View, end: int, unit: str) -> str:
    """The unit in the characters of the document."""
    start = end - len(unit)
    return view.name(start, end) if view.text[start:end] == unit else unit


def _tail(quantity: Quantity, after: str) -> int:
    operator = re.match(r"(?:\(含\))?(?:及|或)?(?:以上|以内|之内|以下|左右|内)", after)
    if operator:
        return operator.end()
    match = _OBJECT_AFTER.match(after) if quantity.unit in _COUNTED else None
    return match.end() if match else 0


def _force(sentence: str) -> Force:
    return "striving" if _STRIVE.search(sentence) else "binding"


def _kind(quantity: Quantity, before: str, after: str, sentence: str, operator: Operator) -> Kind:
    near = before[-24:] + after[:10]
    if quantity.spelt and quantity.unit in ("项", "种") and quantity.value >= 10:
        return "count"
    if quantity.unit in ("类",) and operator == "=":
        return "count"
    if quantity.unit in _TIME:
        served = _SERVICE.search(near) and not _BENEFIT.search(near)
        return "limit" if served and operator in ("<=", "to", "=") else "parameter"
    if _BENEFIT.search(near) or (quantity.unit == "元" and _BENEFIT.search(sentence)):
        return "parameter"
    if _RATES.search(near) and operator in ("<=", "="):
        return "limit"
    return "goal"


def _change(before: str) -> str | None:
    near = before[-8:]
    if re.search(r"(?:到|至|为|成)[^\d]{0,2}$", near) or _INTO.search(near):
        return None
    if re.search(rf"{_FALL}(?:了|约|近)?$", near):
        return "-"
    return (
        "+"
        if re.search(
            r"(?:增长|提高|增加|提升|高出|上升|上浮|递增|增幅(?:达到|为)?|高于[^\d]{0,6})$", near
        )
        else None
    )


def _from(passage: _Passage, index: int, before: str) -> float | None:
    if index == 0 or not _INTO.search(before):
        return None
    earlier = passage.found[index - 1]
    quantity = passage.found[index]
    between = passage.words[earlier.end : quantity.start]
    same = earlier.unit == quantity.unit and "," not in between and len(between) < 14
    return earlier.value if same and _FROM_NEXT.match(between) else None


def _subject(passage: _Passage, index: int, quantity: Quantity, before: str) -> str | None:
    """What the number measures: the words before the verb."""
    listed = re.search(r"分别", before)
    if listed:
        names = [
            one
            for one in re.split(r"[、和]|(?<=率)(?=[^率、]{2,6}率)", before[: listed.start()])
            if one.strip()
        ]
        rank = len(quantities(before[listed.end() :]))
        return names[rank].strip() if rank < len(names) else None
    match = re.search(
        r"([^、,。;\d█]{2,30}?(?:率|数|量|额|比例|时限|时间|用时|满意度|规模|占比|产值|收入|"
        r"成本)(?:[、和][^、,。;\d█]{2,20}?(?:率|数|量|额))*)(?:均|都|由|从|力争|提高|提升|"
        r"增长|达|不|至|控制|压缩|降|突破|超过|保持|要|将|增加|扩大|较|相较|比)",
        before,
    )
    return match.group(1) if match else None


def _doubt(quantity: Quantity, kind: Kind, operator: Operator) -> str | None:
    if (
        kind in ("goal", "limit")
        and operator == "="
        and quantity.unit in _COUNTED
        and quantity.value < 10
    ):
        return "数量较小,可能是清单条数而不是目标。"
    return None
