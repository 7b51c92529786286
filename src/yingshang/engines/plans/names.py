"""Resolves unit names as plans write them against a directory: 市发改委 is 某市发展和改革委员会."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from yingshang.engines.plans.folding import fold

Status = Literal["resolved", "ambiguous", "unresolved"]

# Written form, common form. Longer forms first; each is applied wherever it stands.
_COMMON: tuple[tuple[str, str], ...] = (
    ("发展和改革", "发展改革"),
    ("发改", "发展改革"),
    ("人力资源和社会保障", "人力资源社会保障"),
    ("人社", "人力资源社会保障"),
    ("工业和信息化", "工业信息化"),
    ("工信", "工业信息化"),
    ("经济和信息化", "经济信息化"),
    ("经信", "经济信息化"),
    ("住房和城乡建设", "住房城乡建设"),
    ("住建", "住房城乡建设"),
    ("市场监督管理", "市场监管"),
    ("市监", "市场监管"),
    ("卫生健康", "卫生健康"),
    ("卫健", "卫生健康"),
    ("文化和旅游", "文化旅游"),
    ("文旅", "文化旅游"),
    ("国有资产监督管理", "国资"),
    ("医疗保障", "医保"),
    ("机构编制委员会办公室", "编办"),
    ("应急管理", "应急"),
    ("自然资源和规划", "自然资源规划"),
    ("自然资源与规划", "自然资源规划"),
    ("资规", "自然资源规划"),
    ("生态环境", "环境"),
    ("环保", "环境"),
    ("交通运输", "交通"),
    ("地方金融监督管理", "金融监管"),
    ("地方金融监管", "金融监管"),
    ("金融工作", "金融"),
    ("行政审批服务", "行政审批"),
    ("政务服务和数字化建设管理", "政务服务数字化"),
    ("政务服务和数字化", "政务服务数字化"),
    ("政务服务和大数据管理", "政务服务大数据"),
    ("社会保险事业管理", "社保"),
    ("社会保险", "社保"),
    ("国家金融监督管理总局", "金融监管总局"),
    ("残疾人联合会", "残联"),
    ("工商业联合会", "工商联"),
    ("妇女联合会", "妇联"),
    ("科学技术协会", "科协"),
    ("总工会", "工会"),
    ("中级人民法院", "中级法院"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("中国人民银行", "人民银行"),
    ("人行", "人民银行"),
    ("中国共产主义青年团", "共青团"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("管理委员会", "管委会"),
    ("人民政府", "政府"),
    ("办公厅", "办"),
    ("办公室", "办"),
    ("委员会", "委"),
    ("农业和农村", "农业农村"),
    ("科学技术局", "科技局"),
    ("科学和技术", "科技"),
    ("退役军人事务", "退役军人"),
    ("水利和", "水利"),
    ("林业和草原", "林草"),
    ("粮食和物资储备", "粮食物资储备"),
    ("信访和", "信访"),
    ("审计和", "审计"),
    ("商业和", "商业"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
    ("各县（区）", "各县区"),
)
_PLACE = re.compile(
    r"(?P<head>中共|中国|国网|国家税务总局|共青团)?(?P<place>[一-龥]{1,7}?)(?P<level>自治区|自治州|自治县|[省市县区盟旗]|州(?!市))(?=[一-龥])"
)
_LEVEL = re.compile(r"^(?P<level>省|市|县|区|州|盟|旗)(?P<rest>[一-龥(].+)$")
_YOUTH = re.compile(r"^团(?P<level>[省市县区州])委$")
_COLLECTIVE = re.compile(r"^(?:各|有关|相关|所有|其他|负有|国务院(?:有关|相关))")
_ONE_LEVEL = {"自治区": "省", "自治州": "州", "自治县": "县"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit or a set of units of the directory. `kind` is free; a set says so in its own way."""

    official: str
    short_names: tuple[str, ...] = ()
    kind: str = "unit"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name as written means.

    `entries` holds the one entry, or those between which a person must choose, or none.
    """

    name: str
    status: Status
    entries: tuple[Entry, ...]
    reason_zh: str
    reason_en: str


def normalise(name: str) -> str:
    """The common form of a name, in which ways of writing it agree.

    Example:
        >>> normalise("市发改委") == normalise("市发展和改革委员会")
        True
    """
    text = "".join(fold(name).split())
    youth = _YOUTH.match(text)
    if youth:
        text = f"共青团{youth['level']}委"
    for written, common in _COMMON:
        text = text.replace(written, common)
    return text.replace("(", "").replace(")", "")


class Directory:
    """Entries by every form in which a plan may write them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, list[Entry]] = {}
        self._common: dict[str, list[Entry]] = {}
        for entry in entries:
            for name in (entry.official, *entry.short_names):
                _put(self._exact, "".join(fold(name).split()), entry)
                for form in _forms(name):
                    _put(self._common, form, entry)

    def resolve(self, name: str, *, level: str | None = None) -> Resolution:
        """What `name` means.

        Args:
            level: 省, 市, 县 … of the unit named before, for a name that leaves it out (国资委).
        """
        written = "".join(fold(name).split())
        found = self._exact.get(written) or self._common.get(normalise(name), [])
        if not found and level and not _LEVEL.match(written):
            found = self._common.get(normalise(level + written), [])
            if len(found) == 1:
                zh, en = (
                    f"前一单位为{level}级,按“{level}{name}”识别。",
                    "Its level is that of the unit before it.",
                )
                return Resolution(name, "resolved", tuple(found), zh, en)
        if not found:
            found = self._by_place(name)
        return _judged(name, found)

    def resolve_all(self, names: Sequence[str]) -> list[Resolution]:
        """Names of one clause, in order; a name without its level takes that of the one before."""
        level: str | None = None
        made = []
        for name in names:
            made.append(self.resolve(name, level=level))
            level = _level_of(name) or level
        return made

    def _by_place(self, name: str) -> list[Entry]:
        found: list[Entry] = []
        for form in _forms(name):
            found += [one for one in self._common.get(form, []) if one not in found]
        return found


def _put(table: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    held = table.setdefault(key, [])
    if entry not in held:
        held.append(entry)


def _forms(name: str) -> list[str]:
    """The common form, and the same with the place left out or reduced to its level."""
    text = "".join(fold(name).split())
    forms = [normalise(text)]
    match = _PLACE.match(text)
    if match and not _LEVEL.match(text):
        level = _ONE_LEVEL.get(match["level"], match["level"])
        head, rest = match["head"] or "", text[match.end() :]
        forms.append(normalise(f"{level}{rest}"))
        if head and head != "国家税务总局":
            forms.append(normalise(head + level + rest))
        forms.append(normalise(f"{match['place']}{match['level']}{rest}"))
        forms.append(normalise(f"{match['place']}{rest}"))
    return list(dict.fromkeys(forms))


def _level_of(name: str) -> str | None:
    match = _LEVEL.match("".join(fold(name).split()))
    return match["level"] if match else None


def _judged(name: str, found: list[Entry]) -> Resolution:
    if len(found) == 1:
        zh, en = f"即“{found[0].official}”。", f"It is {found[0].official}."
        return Resolution(name, "resolved", tuple(found), zh, en)
    if found:
        several = "、".join(one.official for one in found)
        zh = f"可能是{several},请选定一个。"
        return Resolution(name, "ambiguous", tuple(found), zh, f"It may be {several}; choose one.")
    if _COLLECTIVE.match(fold(name)):
        zh = "这是对一类单位的统称,目录中没有同名的单位组,请指定或新建。"
        en = "A collective name; the directory has no such set of units: choose or add one."
        return Resolution(name, "unresolved", (), zh, en)
    zh = "目录中没有这个单位,请指定或新建。"
    return Resolution(
        name, "unresolved", (), zh, "No such unit in the directory: choose or add it."
    )
