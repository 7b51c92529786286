"""Reads deadlines: dates, windows, recurrences and durations that a plan sets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from yingshang.engines.plans.dates import Point, points
from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Deadline, DeadlineType
from yingshang.engines.plans.numerals import plain
from yingshang.engines.plans.passages import bounds, masked, passages
from yingshang.engines.plans.units import Range

_YEAR = re.compile(r"(20\d\d)年")
_PREFIX = re.compile(
    r"(?:到|至|截至|截止|自|从|(?<![低高少多大小等位处])于|在|力争(?:在|到|于)?|确保(?:在|"
    r"到)?|延长(?:至|到)|延至|顺延至|争取(?:在|到)?|最迟|原则上|暂定至|执行至|有效期至)$"
)
_UNTIL = re.compile(
    r"(?:延长|顺延|延期|延|推迟|暂定|执行|有效期|有效|期限|期限为|期限定)(?:至|到|截至)$"
)
_SINCE = re.compile(r"(?:自|从)$")
_BEFORE = re.compile(r"(?:之|以)?前(?!期|提|置|列|茅|述|景|沿|往|三|五|十|几|端|瞻)")
_FROM = re.compile(r"(?:起|开始|以后|之后)(?!草|步|到|诉)")
_JOIN = re.compile(r"(?:至|到|-|~)$")
_BENEFIT = re.compile(
    r"免收|免征|减免|暂免|缓缴|减半|补贴|补助|免费|暂不|暂免|贴息|优惠|奖励|免予|减征|暂停征|"
    r"延期缴|返还|给予|免租|享受|租金|房租"
)
_CONDITION = re.compile(
    r"(?:已|到期|成立|注册|登记|参保|签订|取得|出生|入库|新增|开工|投产|竣工|存续|发生|产生|"
    r"获得|批准|认定|设立|建成)[^,。;]{0,30}的|[^,。;]{0,12}到期|的"
)
_ACT = re.compile(
    r"^(?:,|、)?(?:前)?(?:要|将|力争|争取|全面|基本|初步|率先|实现|完成|启动|建成|推|开展|"
    r"出台|新增|培育|达|逐步|起|全省|全市|全国|全县|全区|各|制定|研究|印发|形成|建立|健全|"
    r"推出|组织|落实|取得|累计|新|再|选取|选择|举办|打造|扩大|提高|提升|开工|投入|上线|试点|"
    r"至少|不少于|引进|培养|实施|确保|继续|年|重点|首批|做到|总|在(?:全|有条件|部分|重点)|"
    r"全部)"
)
_NOUN_AFTER = re.compile(
    r"^(?:[一-龥]{0,6}(?:基础上|的基础)|度|版|同期|以来|基础|水平|相比|新增的|“|█|期间|初|的|"
    r"底的|第\d|及以前|以前)"
)
_MILESTONE = re.compile(
    r"^[^,。;]{0,6}(?:取得阶段性|有所突破|取得突破|初见成效|阶段性|取得明显|初步形成|初步建成)"
)
_ONGOING = re.compile(
    r"持续(?:推进|实施|开展|落实|坚持|用力|深化)?|长期(?:坚持|推进|实施|任务|有效|执行)?|"
    r"常态化(?:推进|开展|实施)?|(?:全年|立即)(?:推进|实施|执行|落实)?|即日起"
)
_PERIODS = {
    "年": "P1Y",
    "年度": "P1Y",
    "半年": "P6M",
    "季": "P3M",
    "季度": "P3M",
    "月": "P1M",
    "月度": "P1M",
}
_PERIODS |= {
    "周": "P1W",
    "旬": "P10D",
    "日": "P1D",
    "天": "P1D",
    "双月": "P2M",
    "个月": "P1M",
    "学期": "P6M",
    "星期": "P1W",
}
_DOING = (
    r"发布|通报|调度|报送|上报|填报|报告|更新|组织|开展|举办|召开|选拔|遴选|实施|评估|检查|监测|"
    r"资助|培训|推出|联系|进行|至少|不少于|公布|公示|汇总|推进|推动|调整|培育|修订|制定|评选|"
    r"考核|安排|会商|研判|督查|督导|巡查|抽查|走访|编制|认定|支持|建设|完成|评价|对|向|新增|引进|"
    r"培养|开|评|梳理|测评|清理|选派|选取|扶持|统计|分析|总结|抽取|互查|轮训|宣传|发放|听取|交流|"
    r"调研|通过|定期|集中|牵头|会同|分|通|印发|跟踪|提交|推荐|反馈|征集|举行|遍访"
)
_RECURRING = re.compile(
    r"(?<![人户元均])每(?P<count>\d{1,2}(?:[-~至到]\d{1,2})?|"
    r"[一两二三四五])?(?P<period>半年|年度?|季度?|个?月|双月|周|旬|日|天|"
    r"学期)(?P<mark>\d{1,2}[日号]|[初底末中]|第[一二三四]周|\d{1,2}月|年底|年末|上半年|"
    r"第?[一二三四]季度)?(?=(?P<rest>[^。;\n]{0,24}))"
    r"|(?<![一-龥])?(?:逐|按)(?P<by>月|季度?|年|周|日)(?=(?P<rest2>[^。;\n]{0,12}))|"
    r"(?P<closing>年度终了后|季度终了后)"
)
_DO = re.compile(rf"^[^。;的]{{0,10}}?(?:{_DOING})")
_IDLE_EACH = re.compile(
    r"^(?:[^,。;]{0,6}(?:给予|补助|发放|奖励|享受|不超过|收取|缴纳|减免|返还|按照?)|签约|\d|"
    r"人均|增长|提升|提高|递增|以)"
)
_AMOUNT = (
    r"(?P<n>\d{1,3}|[一两二三四五六七八九十]{1,3})(?:[-~至到](?P<m>\d{1,3}|"
    r"[一两二三四五六七八九十]))?(?P<u>个工作日|工作日|个月|个自然日|日|天|年|周)"
)
_SINCE_ISSUE = re.compile(
    rf"(?:印发|发布|公布|施行|实施|下发|文到|出台|结束|终了|解除|批准|签订|成立|获批|通过|"
    rf"生效)(?:之日)?(?:起|后|之后|以后)(?:的)?,?{_AMOUNT}(?:之|以)?内"
)
_YEARS_IN = re.compile(
    r"(?P<n>\d{1,2}|[一两二三四五六七八九十]{1,2})(?:[-~至到](?P<m>\d{1,2}|"
    r"[一两二三四五六七八九十]))?年(?:时间)?(?:之|以)?内"
)
_YEARS_USE = re.compile(
    r"(?:利用|用|通过|经过|力争)(?P<n>\d{1,2}|"
    r"[一两二三四五六七八九十]{1,2})(?:[-~至到](?P<m>\d{1,2}|"
    r"[一两二三四五六七八九十]))?年(?:左右)?(?:的)?时间"
)
_NOT_YEARS = re.compile(
    r"^[^,。;]{0,4}(?:享受|取消|不得|禁止|免|减征|仍|未|在计算|缴|限制|申请|给予|每年)|^的|^首次"
)
_PERSONAL = re.compile(
    r"(?:毕业|离校|退役|注册|成立|登记|失业|获证|取证|入职|创业|领证|上市|后|以后|投产|认定)$"
)
_WORD_UNIT = {
    "个工作日": "D",
    "工作日": "D",
    "个自然日": "D",
    "日": "D",
    "天": "D",
    "个月": "M",
    "年": "Y",
    "周": "W",
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The year that a date without one falls in. `stated`: the document gives its own date."""

    year: int | None
    stated: bool

    @staticmethod
    def of(text: str, issued: str | None) -> Calendar:
        """The year of issue, else the year that the document names most often."""
        if issued:
            return Calendar(int(issued[:4]), stated=True)
        years = Counter(_YEAR.findall(text[:200_000]))
        return Calendar(int(years.most_common(1)[0][0]) if years else None, stated=False)


def deadlines(
    view: View, start: int, end: int, clauses: list[Range], times: list[Range], calendar: Calendar
) -> tuple[Deadline, ...]:
    """Deadlines in a range of the view, in order.

    Args:
        clauses: Ranges that name units; dates in them count only where `times` says so.
        times: Ranges that only set a date (完成时限:…).
    """
    found: list[Deadline] = []
    year = calendar.year
    for first, last in passages(view.text, start, end, clauses):
        reader = _Reader(view, first, last, calendar, year, forced=False)
        found += reader.read()
        year = reader.year
    for first, last in times:
        found += _Reader(view, first, last, calendar, calendar.year, forced=True).read()
    return tuple(sorted(found, key=lambda one: one.span))


class _Reader:
    """Reads one passage; `year` follows the years that the passage names."""

    def __init__(
        self,
        view: View,
        start: int,
        end: int,
        calendar: Calendar,
        year: int | None,
        *,
        forced: bool,
    ) -> None:
        self.view = view
        self.start = start
        self.words = masked(view.text, start, end)
        self.calendar = calendar
        self.year = year
        self.forced = forced
        self.covered = bytearray(len(self.words))
        self.found: list[Deadline] = []

    def read(self) -> list[Deadline]:
        """All deadlines of the passage."""
        self._durations()
        self._recurrences()
        self._points()
        if self.forced:
            self._ongoing()
        return self.found

    def _add(
        self,
        span: Range,
        date: str | None,
        kind: DeadlineType,
        rule: str,
        unsure: str | None = None,
    ) -> None:
        first, last = self.start + span[0], self.start + span[1]
        self.covered[span[0] : span[1]] = b"\1" * (span[1] - span[0])
        self.found.append(
            Deadline(
                quote=self.view.quote(first, last),
                span=self.view.span(first, last),
                rule=rule,
                unsure=unsure,
                date=date,
                type=kind,
            )
        )

    def _free(self, span: Range) -> bool:
        return not any(self.covered[span[0] : span[1]])

    # --- durations and recurrences ----------------------------------------------------------

    def _durations(self) -> None:
        for match in _SINCE_ISSUE.finditer(self.words):
            date = f"P{_upper(match)}{_WORD_UNIT[match['u']]}"
            self._add(match.span(), date, "due", "deadline.duration-since")
        for match in _YEARS_USE.finditer(self.words):
            self._add(match.span(), f"P{_upper(match)}Y", "due", "deadline.duration-use")
        for match in _YEARS_IN.finditer(self.words):
            before = self.words[max(0, match.start() - 6) : match.start()]
            after = self.words[match.end() : match.end() + 12]
            if not self._free(match.span()) or _NOT_YEARS.match(after):
                continue
            if _PERSONAL.search(before) or before[-1:].isdigit() or not self._sets(match, after):
                continue
            self._add(match.span(), f"P{_upper(match)}Y", "due", "deadline.duration-within")

    def _sets(self, match: re.Match[str], after: str) -> bool:
        """Whether "N年内" is a term for the plan's own work."""
        first, last = bounds(self.words, match.start(), match.end(), "。;,\n(")
        return not self.words[first:last].endswith("的") or after.startswith("的目标")

    def _recurrences(self) -> None:
        for match in _RECURRING.finditer(self.words):
            found = self._recurrence(match)
            if found:
                end = min(len(self.words), match.end() + found[1])
                self._add((match.start(), end), found[0], "recurring", "deadline.recurring")

    def _recurrence(self, match: re.Match[str]) -> tuple[str, int] | None:
        if match["closing"]:
            return ("R/P1Y" if match["closing"][0] == "年" else "R/P3M"), 0
        if match["by"]:
            rest = match["rest2"]
            return (
                (f"R/{_PERIODS[match['by']]}", 2)
                if re.match(rf"(?:{_DOING})", rest) and not rest.startswith(("对", "向"))
                else None
            )
        rest = match["rest"]
        before = self.words[max(0, match.start() - 6) : match.start()]
        if re.search(r"连续\d?[一-龥]?年?$", before) or re.search(r"每[人户]$", before):
            return None
        if not match["mark"] and (_IDLE_EACH.match(rest) or not (_DO.match(rest) or self.forced)):
            return None
        return f"R/{_period(match)}", 0

    # --- dates ------------------------------------------------------------------------------

    def _points(self) -> None:
        pending: Point | None = None
        found = [point for point in points(self.words) if self._free((point.start, point.end))]
        for index, point in enumerate(found):
            dated = self._with_year(point)
            following = found[index + 1] if index + 1 < len(found) else None
            if pending is not None:
                self._range(pending, dated)
                pending = None
            elif following and _JOIN.fullmatch(self.words[point.end : following.start] or " "):
                pending = dated
            else:
                self._point(dated)

    def _with_year(self, point: Point) -> Point:
        if point.year is not None:
            self.year = point.year
            return point
        year = self.year
        if point.relative is not None and self.calendar.year is not None:
            year = self.calendar.year + point.relative
        return point.dated(year)

    def _range(self, first: Point, last: Point) -> None:
        begin, end = first.begin(), last.until()
        if begin is None or end is None:
            return
        span = (first.start, last.end)
        if first.coarse and last.coarse:
            begin, end = first.stated() or begin, last.stated() or end
        after = self.words[last.end : last.end + 12]
        if re.match(r"年|的(?!房租)", after) and not self.forced:
            return
        self._add(span, f"{begin}/{end}", "window", "deadline.window")

    def _point(self, point: Point) -> None:
        words = self.words
        before, after = (
            words[max(0, point.start - 10) : point.start],
            words[point.end : point.end + 40],
        )
        span = (point.start, point.end)
        doubt = "年份是按发文日期或上文推定的。" if point.supplied else None
        if _UNTIL.search(before):
            self._add(span, _open(None, point.until()), "window", "deadline.until", doubt)
        elif (match := _BEFORE.match(after)) is not None:
            if not _CONDITION.match(after[match.end() :]) or self.forced:
                self._due_before(
                    (point.start, point.end + match.end()), point, after[match.end() :]
                )
        elif _FROM.match(after) or _SINCE.search(before):
            self._since(point, after)
        elif (found := self._plain(point, before, after)) is not None:
            kind, date, rule = found
            self._add(span, date, kind, rule, doubt)

    def _due_before(self, span: Range, point: Point, after: str) -> None:
        _, last = bounds(self.words, *span, "。;\n")
        rest = self.words[span[1] : min(last, span[1] + 40)]
        doubt = "年份是按发文日期或上文推定的。" if point.supplied else None
        benefit = _BENEFIT.search(
            rest.split(",")[0] if not rest.startswith(",") else rest[1:].split(",")[0]
        )
        if benefit and not re.search(r"完成|制定|出台|建立|到位|归还|交还|办结", rest):
            date = _open(None, point.until())
            self._add(span, date, "window", "deadline.window-until", doubt)
        else:
            whole_year = not point.month and not point.edge and not point.span_of_months
            date = point.stated() if whole_year else point.until()
            self._add(span, date, "due", "deadline.before", doubt)

    def _since(self, point: Point, after: str) -> None:
        if re.match(r"(?:起)?,?\d{1,2}(?:-\d+)?年内", after):
            return
        date = _open(point.begin(), None)
        self._add((point.start, point.end), date, "window", "deadline.since")

    def _plain(
        self, point: Point, before: str, after: str
    ) -> tuple[DeadlineType, str | None, str] | None:
        if _MILESTONE.match(after):
            return "milestone", point.stated(), "deadline.milestone"
        named = _NOUN_AFTER.match(after) and not self.forced
        return None if named else self._dated(point, before, after)

    def _dated(
        self, point: Point, before: str, after: str
    ) -> tuple[DeadlineType, str | None, str] | None:
        if point.closing:
            return "due", point.until(), "deadline.period-end"
        benefit = _BENEFIT.search(after[:14]) and not point.precise
        if point.span_of_months and benefit:
            return "window", point.interval(), "deadline.window-period"
        if benefit and point.month and point.opens(self.words):
            return "window", point.stated(), "deadline.window-period"
        said = self.forced or point.edge == "内" or _PREFIX.search(before)
        if not said and not self._acts(point, after):
            return None
        term = (benefit and point.month) or point.edge == "years"
        return "window" if term else "due", point.stated(), "deadline.stated"

    def _acts(self, point: Point, after: str) -> bool:
        """Whether work is said to be done in a bare year or month."""
        if re.match(r"[^,。;]{0,8}的", after) or not point.opens(self.words):
            return False
        return after.startswith(",") or bool(_ACT.match(after))

    def _ongoing(self) -> None:
        for match in _ONGOING.finditer(self.words):
            if self._free(match.span()):
                self._add(match.span(), None, "ongoing", "deadline.ongoing")


def _open(begin: str | None, end: str | None) -> str | None:
    """An interval with one open end; None where the year is not known."""
    known = begin or end
    return f"{begin or '..'}/{end or '..'}" if known else None


def _upper(match: re.Match[str]) -> int:
    value = plain(match["m"] or match["n"])
    return int(value or 0)


def _period(match: re.Match[str]) -> str:
    period = _PERIODS[match["period"]]
    if not match["count"]:
        return period
    last = re.split(r"[-~至到]", match["count"])[-1]
    value = int(plain(last) or 1)
    return f"P{value * int(period[1:-1])}{period[-1]}"
