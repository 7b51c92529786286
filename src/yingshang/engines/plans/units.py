"""Splits a list of responsible units into names, collectives and open tails."""

import re
from dataclasses import dataclass

Range = tuple[int, int]

_SEPARATORS = frozenset("、,;/\n\t ")
# A place level standing alone after 各市: together they are one collective.
_PLACE = (
    r"(?:地级以上市|设区市|县级市|自治州|自治县|自治旗|乡镇|镇乡|街道|社区|市州|州市|县区|区县|"
    r"县市区|市县区|市县|市|县|区|州|旗|盟|地区|镇|乡|村)"
)
_SEAT = r"(?:人民政府|政府|党委|管委会|办事处|党工委|委员会)?"
_COLLECTIVE = re.compile(
    rf"(?:[省全]?市?各)(?:有关|相关|级)?{_PLACE}(?:\([^()]{{1,12}}\))?{_SEAT}$"
)
_CONTINUED = re.compile(rf"{_PLACE}(?:\([^()]{{1,12}}\))?{_SEAT}$")
_SEATED = re.compile(r"(?:人民政府|政府|党委|管委会|办事处|党工委)$")
# 等 that opens a tail, not the one in 高等院校.
_TAIL = re.compile(r"(?<![高中初同平])等(?!级|院校|学校|教育)")
_AND = re.compile(
    r"(?:以及|及)(?=(?:[省市州县区盟旗](?:直|级|政府)?)?(?:各|相关|有关|其他))|(?:以及|及|和|"
    r"与|并)(?=(?:各|相关|有关)(?:市|县|区|州|省|地|级|盟|旗|乡|镇|设)|"
    r"地方(?:各级)?人?民?政府|省级人民政府)"
)
_AND_NAMES = re.compile(
    r"(?<=府)(?:以及|及)(?!其)|(?<=[局厅委部办署府会])(?:以及|及|和|与)(?=[市省区县州国各辽]|"
    r"[^、,和及]{2,12}(?:局|厅|委|部|办|署|政府)$)"
)
_NAME_END = re.compile(
    r"(?:局|厅|委|部|办|署|会|院|行|社|室|处|科|所|站|队|团|府|校|馆|中心|公司|集团|部门|"
    r"单位|机构|支行|中支|分行|银行|组|海关|法院|电视台|企业|园区|开发区|高新区|新区|示范区|"
    r"地区|协会|学会|联盟|总工会|各区|大学|学院|医院|"
    r"[市县区州旗盟](?:[(\[][^()\[\]]{1,12}[)\]])?|城区|街道|乡镇|基金|平台|财政|税务|"
    r"各[地行]业?|专班|[工文妇残侨]商?联|科协|红十字会|电网|供电|供水|燃气|通信|移动|联通|"
    r"电信|铁塔|邮政|军分区|总社|各?部队|报社|台|区域|各方)$"
)
_OFFICE_END = re.compile(r"(?:局|厅|委|[^干]部|办|署|委员会|政府|管委会|银行|分行|海关)$")
# A second name in brackets: 市市场监管局（知识产权局）.
_ASIDE = re.compile(r"\([^()]{1,20}\)$")
_LONGEST = 40
_SHORTEST_AGENT = 3
GENERIC = re.compile(
    r"^(?:各|有关|相关|所有|其他|国务院(?:有关|相关)|省(?:级|直)?(?:各|有关|相关)|市(?:级|"
    r"直)?(?:各|有关|相关)|负有|地方)"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Names and open tails of one list, as ranges of the view."""

    names: tuple[Range, ...]
    tails: tuple[Range, ...]


def looks_like_unit(name: str) -> bool:
    """Whether a name ends as units of government and public bodies end."""
    if name.startswith("各") and len(name) > 1:
        return True
    return 1 < len(name) <= _LONGEST and bool(_NAME_END.search(_ASIDE.sub("", name)))


def looks_like_office(name: str) -> bool:
    """Whether a name ends as offices of government end; stricter than `looks_like_unit`."""
    return 1 < len(name) <= _LONGEST and bool(_OFFICE_END.search(_ASIDE.sub("", name)))


def pieces(
    text: str, start: int, end: int, separators: frozenset[str] = _SEPARATORS
) -> list[Range]:
    """Ranges between separators that stand outside brackets and quotation marks; blanks shed."""
    found: list[Range] = []
    depth, at = 0, start
    for index in range(start, end):
        char = text[index]
        if char in "([“《":
            depth += 1
        elif char in ")]”》":
            depth = max(0, depth - 1)
        elif depth == 0 and char in separators:
            found.append((at, index))
            at = index + 1
    found.append((at, end))
    return [trimmed for one in found if (trimmed := _trim(text, *one))[0] < trimmed[1]]


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \n\t。,;:、":
        start += 1
    while end > start and text[end - 1] in " \n\t。,;:、":
        end -= 1
    return start, end


def split_units(text: str, start: int, end: int) -> Listed:
    """Names of the units listed in a range of the view.

    A collective place expression (各市、县、区政府) is one name; 等 opens a tail.
    """
    names: list[Range] = []
    tails: list[Range] = []
    for piece in pieces(text, start, end):
        first = piece[0] + (text[piece[0]] == "由" and piece[1] - piece[0] > _SHORTEST_AGENT)
        for name, is_tail in _parts(text, first, piece[1]):
            (tails if is_tail else names).append(name)
    return Listed(tuple(_merge(text, names)), tuple(tails))


def _parts(text: str, start: int, end: int) -> list[tuple[Range, bool]]:
    """A piece cut at 等 and at the 及 and 和 that join whole names."""
    found: list[tuple[Range, bool]] = []
    tail = _TAIL.search(text, start, end)
    if tail:
        found += [(one, False) for one in _joined(text, start, tail.start())]
        rest = _joined(text, tail.start(), end)
        found.append((rest[0], True))
        found += [(one, False) for one in rest[1:]]
    else:
        found += [(one, False) for one in _joined(text, start, end)]
    return [(one, is_tail) for one, is_tail in found if one[0] < one[1]]


def _joined(text: str, start: int, end: int) -> list[Range]:
    cut = _AND.search(text, start, end) or _AND_NAMES.search(text, start, end)
    if cut is None or cut.start() == start:
        first = cut.end() if cut and text[start : start + 1] != "等" else start
        return [(first, end)]
    return [(start, cut.start()), *_joined(text, cut.end(), end)]


def _merge(text: str, names: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in names:
        if merged:
            first, last = merged[-1]
            before = text[first:last]
            adjoining = text[last:start] == "、"
            opened = _COLLECTIVE.fullmatch(before.split("、")[0]) and not _SEATED.search(before)
            if adjoining and opened and _CONTINUED.fullmatch(text[start:end]):
                merged[-1] = (first, end)
                continue
        merged.append((start, end))
    return merged
