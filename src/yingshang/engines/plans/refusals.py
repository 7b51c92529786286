"""Refuses numbers that set nothing: names, conditions, references, remarks on the past."""

from __future__ import annotations

import re

from yingshang.engines.plans.figures import BENEFIT, COUNTED, Place
from yingshang.engines.plans.model import Operator
from yingshang.engines.plans.passages import bounds

_PAST = re.compile(
    r"目前|现有(?!基础上)|已(?:经)?(?:建成|完成|达|有|实现|累计)|截至(?:目前|20)|上年(?:度)?(?:达|为)|"
    r"以来|去年"
)
_LENGTH = re.compile(
    r"期限|有效期|展期|缓缴|延期|顺延|延长|延缓|为期|连续|期为|保险金|社会保险费|缴费|缴纳|"
    r"房租|租金|见习|观察|学制|聘期|周期|时间|时限|不少于|用时|薪酬|分\d|监测|结束|取消|放宽|"
    r"免收|免征|减征|扣减|限额|医学|有效|保存|公示"
)
_CONDITION = re.compile(
    r"^(?:[其且并或及]?中?,?)?(?:对|凡|如|若|当|经|符合|满足|年龄|毕业|具有|具备|参保|裁员|"
    r"注册|缴纳|连续|单户|年度?|对于|针对|属于|超过|单笔|列入)"
)
# 对购置单价不超过500万元的设备: a limit that says which, where nothing is granted before it.
_WHICH = re.compile(r"^(?:\(含\))?的[一-龥]{1,12}$")
_GRANTS = re.compile(r"给予|予以|按|补助|奖励|奖补|补贴|享受|返还|减|免|收取|安排|贴息|资助|发放")
# 减租30%以上的给予减免: who does so much receives something.
_REWARDED = re.compile(r"^(?:\(含\))?及?(?:以上|以下|以内)的(?:给予|予以|可|按|免|享受|奖励|补助)")
_GIVES = re.compile(
    r"给予|予以|按|补助|奖励|奖补|补贴|享受|返还|减|免|不超过|收取|支付|安排|降至|压|贴息|"
    r"资助|提高|发放"
)
_KIND_OF = re.compile(
    r"(?:\(含\))?(?:及|或)?(?:以上|以下|以内)(?:\(含\))?(?:的|[一-龥]{0,4}项目|规模|小微企业|中小企业|企业|"
    r"单位|人员|青年|学历|职称|项目|城市|医疗机构|医院|老年人|干部|劳动合同)"
)
# 建成“司机之家”2个: a number after a name counts what is built under it.
_BUILT = re.compile(
    r"(?:建成|建设|新建|打造|培育|新增|设立|创建|开设|布设|认定|推出)[^,。;]{0,4}█+$"
)
_NAMED = re.compile(
    r"^(?:无理由|不打烊|全天|自助|值守|值班|服务|在线|热线|行动计划|计划|规划|过渡|轮换|学制|"
    r"制|代|方面|到位|统一|不准|严禁|字|级|式|化|型|界别|结合|维度)"
)
_ORDINAL = re.compile(r"(?:第|[A-Za-z×*/=#№]|\+|[xX]|前|近|过去|最近|到[^,]{0,6}前|满)$")
_ABOVE = re.compile(r"(?:\(含\))?(?:及|或)?以(?:上|下)(?:、|和)?[一-龥]*的")
_RATED = re.compile(r"/[年日月天](?:及以[上下])?的?[一-龥]")
_TECHNICAL = frozenset(("毫米", "兆", "克"))
_CLASS_BEFORE = re.compile(r"(?<!不)(?:超过?|低于|高于|不足|大于|小于)$")
_CLASS_AFTER = re.compile(r"^(?:的[一-龥]|[一-龥]{1,8}\d)")
_QUALIFYING = frozenset(("元", "人", "年", "个", "户", "亩", "平方米"))
_SET_NEAR = re.compile(r"(?:不低于|不少于|至少|不超过|最长|最多|超过)[^\d,。;]{0,4}$")
# 30日内结案率: the time is part of the name of a rate.
_RATE_WITHIN = re.compile(r"^(?:之|以)?内[一-龥]{1,6}率")
_DONE_IN = re.compile(
    r"^(?:办结|办理完|办好|出证|审结|审批完|完成|答复|领证|拨付|(?:响应|反馈|回复|到场)(?!机制|热线|服务|平台))"
)
_NOT_LENGTH = re.compile(r"(?:度|版|期间|来|以来|前|后)")
_CONTEXT_BEFORE, _CONTEXT_AFTER = 40, 16
_CALENDAR_YEAR = 100
_LIST_SIZE = 10


def refused(place: Place, operator: Operator) -> bool:
    """Whether a number is no target."""
    quantity = place.quantity
    near = place.before
    named = near.endswith("█") and not _BUILT.search(near)
    if named or _ORDINAL.search(near[-8:]) or _NAMED.match(place.after):
        return not (near.endswith("近") and operator == "=") or place.is_time
    if quantity.spelt and _idle_spelling(place, operator):
        return True
    if _PAST.search(near) or _condition(place):
        return True
    return _idle_time(place, operator) if place.is_time else _idle_count(place, operator)


def _idle_count(place: Place, operator: Operator) -> bool:
    """1名代表, 1个方案: one of something is no figure unless a limit is put to it."""
    quantity = place.quantity
    if quantity.unit == "成":
        return operator == "=" and not re.search(r"[达占超近]", place.before[-6:])
    if quantity.unit in _TECHNICAL:
        return True
    one = quantity.value == 1 and quantity.high is None
    return one and operator == "=" and quantity.unit in COUNTED


def _idle_spelling(place: Place, operator: Operator) -> bool:
    """三个全覆盖, 一件事, 一次性: numerals in names and turns of phrase."""
    quantity = place.quantity
    if place.is_share:
        return bool(re.match(r"以上课时", place.after))
    if quantity.change or (place.before.endswith("、") and place.is_time):
        return not quantity.change and "分别" not in place.before
    if quantity.value == 1 and quantity.unit == "次":
        return True
    if operator != "=" and quantity.unit != "年":
        timed = place.is_time and re.match(r"(?:以|之)?内|以上", place.after)
        return not (_SET_NEAR.search(place.before) or timed)
    listed = quantity.value >= _LIST_SIZE and quantity.unit in ("项", "种")
    return not (listed and operator == "=")


def _condition(place: Place) -> bool:
    """参保1年以上的, 裁员率不超过20%的, 单户500万元以下: who qualifies, not what is set."""
    words, quantity = place.words, place.quantity
    first, last = bounds(words, quantity.start, quantity.end, "。;,!?\n")
    closed = words[first:last].endswith("的") and words[last : last + 1] in (",", ";")
    if closed or _REWARDED.match(place.after):
        return True
    if _class_meant(place):
        return True
    opened = words[first : quantity.start]
    if opened.startswith("对") and _WHICH.match(words[quantity.end : last]):
        return not _GRANTS.search(opened)
    conditional = _CONDITION.match(opened) and "的" in words[quantity.end : last]
    return bool(conditional) and not _GIVES.search(opened)


def _class_meant(place: Place) -> bool:
    """超10亿元企业5家, 低于30万吨/年的煤矿, 30人以下小微企业: a number that names a class."""
    unit, after = place.quantity.unit, place.after
    counted = unit in COUNTED and unit != "人"
    kind = not counted and _KIND_OF.match(after)
    if not place.is_share and (kind or _RATED.match(after)):
        return True
    if unit in _QUALIFYING and _ABOVE.match(after):
        return True
    return bool(_CLASS_BEFORE.search(place.before) and _CLASS_AFTER.match(after))


def _idle_time(place: Place, operator: Operator) -> bool:
    """A length of time that neither limits work nor measures a benefit."""
    quantity = place.quantity
    years = quantity.unit == "年"
    calendar = years and (quantity.value > _CALENDAR_YEAR or _NOT_LENGTH.match(place.after))
    if calendar or _RATE_WITHIN.match(place.after):
        return True
    if operator != "=" and not years:
        return bool(re.search(r"(?:到|前)[^,。;]{0,6}前$", place.before))
    if _DONE_IN.match(place.after):
        return False
    first, last = bounds(place.words, quantity.start, quantity.end, "。;!?\n")
    low = max(first, quantity.start - _CONTEXT_BEFORE)
    around = place.words[low : min(last, quantity.end + _CONTEXT_AFTER)]
    if quantity.unit in ("小时", "分钟", "秒") and quantity.high is None:
        return not _LENGTH.search(around)
    return not (_LENGTH.search(around) or BENEFIT.search(around))
