"""Finds dates as official documents write them, at the precision at which they stand."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from yingshang.engines.plans.numerals import chinese

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年(?:度(?!内))?|(?P<rel>今年|本年度?|明年|次年|后年))"
_PART = r"(?P<part>上半年|下半年|(?:第?[一二三四1-4](?:、[一二三四1-4]){0,3}季度)|[一二三四]季度)"
_POINT = re.compile(
    rf"(?P<ya>20\d\d)年?(?:-{{1,2}}|~|至|到)(?P<yb>20\d\d)年(?!\d|底|末|\d{{1,2}}月)"
    rf"|(?P<dyear>20\d\d)[./-](?P<dmonth>\d{{1,2}})(?:[./-](?P<dday>\d{{1,2}}))?"
    rf"(?![\d.%/-]|[万亿元个项家户件名亩吨倍])"
    rf"|{_YEAR.replace('year', 'myear').replace('rel', 'mrel')}?"
    rf"(?P<ma>\d{{1,2}})(?:-{{1,2}}|~|、|至|到)(?P<mb>\d{{1,2}})月份?(?!\d|底|末)"
    rf"|{_YEAR}?(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})[日号](?!内)|(?P<edge>底|"
    rf"末|初|上旬|中旬|下旬|中))?"
    rf"(?P<more>(?:、\d{{1,2}}月份?)+)?"
    rf"|{_YEAR.replace('year', 'pyear').replace('rel', 'prel')}?,?{_PART}(?P<pedge>末|底)?"
    rf"|{_YEAR.replace('year', 'yyear').replace('rel', 'yrel')}(?P<yedge>年?底|年?末|"
    r"年?初(?!步|期|级|心|中|创)|"
    r"年?中(?!期|小|央|心|等|国|考)|年?内|全年)?"
    rf"|(?P<end>(?<![上去前])(?:年底|年末)|本年底|(?<![一二两三四五六七八九十几\d])年内)|"
    rf"(?P<plan>“?十[二三四五]五”?(?:期间|末|时期|规划期))|(?P<mend>本月底|月底)"
)
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "明年": 1, "次年": 1, "后年": 2}
_MONTHS = 12
_PLANS = {"二": (2011, 2015), "三": (2016, 2020), "四": (2021, 2025), "五": (2026, 2030)}
_WORDS = re.compile(r"[,。;!?(\n█]")


@dataclass(frozen=True, slots=True)
class Point:
    """A date in a passage. Months 0 and days 0 are not stated."""

    start: int
    end: int
    year: int | None
    relative: int | None = None
    month: int = 0
    day: int = 0
    edge: str = ""
    first: int = 0
    last: int = 0
    last_year: int | None = None
    supplied: bool = False

    def dated(self, year: int | None) -> Point:
        """The same date in a year that had to be supplied."""
        return replace(self, year=year, supplied=True)

    @property
    def closing(self) -> bool:
        """Whether the end of a period is named (底, 末)."""
        return self.edge in ("底", "末")

    @property
    def span_of_months(self) -> bool:
        """Whether a half-year, a quarter or several months are named."""
        return self.first > 0

    @property
    def coarse(self) -> bool:
        """Whether neither day nor end of a period is named."""
        return not self.day and not self.edge

    @property
    def precise(self) -> bool:
        """Whether a day is named."""
        return self.day > 0

    def begin(self) -> str | None:
        """First day of what is named, or its year."""
        if self.year is None:
            return None
        month = self.first or self.month or 1
        return f"{self.year}-{month:02d}-{self.day or 1:02d}"

    def until(self) -> str | None:
        """Last day of what is named."""
        if self.year is None:
            return None
        year = self.last_year or self.year
        month = self.last or self.month or 12
        if self.edge in ("初", "上旬", "中旬") and self.month:
            return (
                f"{year}-{month:02d}"
                if self.edge == "初"
                else f"{year}-{month:02d}-{10 if self.edge == '上旬' else 20}"
            )
        return f"{year}-{month:02d}-{self.day or calendar.monthrange(year, month)[1]:02d}"

    def stated(self) -> str | None:
        """The date at the stated precision."""
        if self.year is None:
            return None
        if self.span_of_months or self.edge == "years":
            return self.interval()
        if self.day:
            return f"{self.year}-{self.month:02d}-{self.day:02d}"
        if self.closing:
            return self.until()
        return f"{self.year}-{self.month:02d}" if self.month else str(self.year)

    def interval(self) -> str | None:
        """First and last day of what is named."""
        if self.edge == "years":
            return f"{self.year}/{self.last_year}"
        if self.edge == "months":
            return f"{self.year}-{self.first:02d}/{self.year}-{self.last:02d}"
        return f"{self.begin()}/{self.until()}" if self.year else None

    def opens(self, words: str) -> bool:
        """Whether the date begins a clause of a sentence."""
        before = words[max(0, self.start - 1) : self.start]
        return self.start == 0 or bool(_WORDS.match(before)) or before in ":、和 "


def points(words: str) -> list[Point]:
    """Dates of a passage, in order; those that no calendar has are left out."""
    found = []
    for match in _POINT.finditer(words):
        if match.start() and words[match.start() - 1].isdigit():
            continue
        point = _read(match)
        if point is not None:
            found.append(point)
    return found


def _read(match: re.Match[str]) -> Point | None:
    reader = next((read for group, read in _READERS if match[group]), _year_alone)
    return reader(match)


def _years(match: re.Match[str]) -> Point:
    """2019-2021年."""
    last = int(match["yb"])
    return Point(match.start(), match.end(), int(match["ya"]), edge="years", last_year=last)


def _dotted(match: re.Match[str]) -> Point | None:
    """2024.6, 2024-06-30: as tables write dates."""
    year, month, day = int(match["dyear"]), int(match["dmonth"]), int(match["dday"] or 0)
    if not 1 <= month <= _MONTHS or day > calendar.monthrange(year, month)[1]:
        return None
    return Point(match.start(), match.end(), year, None, month, day)


def _five_years(match: re.Match[str]) -> Point:
    begin, end = _PLANS[re.sub(r"[“”]", "", match["plan"])[1]]
    if "末" in match["plan"]:
        return Point(match.start(), match.end(), end, edge="末")
    return Point(match.start(), match.end(), begin, edge="years", last_year=end)


def _year_alone(match: re.Match[str]) -> Point | None:
    if match["mend"]:
        return None
    if match["end"]:
        edge = "内" if match["end"] == "年内" else "底"
        return Point(match.start(), match.end(), None, edge=edge)
    edge = (match["yedge"] or "").removeprefix("年")
    edge = edge if edge in ("底", "末", "内") else ""
    year, relative = _year(match["yyear"], match["yrel"])
    return Point(match.start(), match.end(), year, relative, edge=edge)


def _year(year: str | None, relative: str | None) -> tuple[int | None, int | None]:
    if year:
        return int(year), None
    return None, _RELATIVE.get(relative or "")


def _months(match: re.Match[str]) -> Point | None:
    """2、3月份, 4—6月."""
    first, last = int(match["ma"]), int(match["mb"])
    apart = "、" in match.group() and last - first > 1
    if apart or not 1 <= first < last <= _MONTHS:
        return None
    year, relative = _year(match["myear"], match["mrel"])
    return Point(match.start(), match.end(), year, relative, edge="months", first=first, last=last)


def _month(match: re.Match[str]) -> Point | None:
    month, day = int(match["month"]), int(match["day"] or 0)
    year, relative = _year(match["year"], match["rel"])
    if not 1 <= month <= _MONTHS or day > calendar.monthrange(year or 2024, month)[1]:
        return None
    if match["more"]:
        months = [month, *(int(one) for one in re.findall(r"\d+", match["more"]))]
        if max(months) > _MONTHS or day or match["edge"]:
            return None
        return Point(
            match.start(),
            match.end(),
            year,
            relative,
            edge="months",
            first=min(months),
            last=max(months),
        )
    edge = match["edge"] or ""
    return Point(
        match.start(), match.end(), year, relative, month, day, "底" if edge == "下旬" else edge
    )


def _part(match: re.Match[str]) -> Point:
    part = match["part"]
    year, relative = _year(match["pyear"], match["prel"])
    if part.endswith("半年"):
        first, last = (1, 6) if part[0] == "上" else (7, 12)
    else:
        numbers = [
            int(chinese(one) or int(one)) if not one.isdigit() else int(one)
            for one in re.findall(r"[一二三四1-4]", part)
        ]
        first, last = min(numbers) * 3 - 2, max(numbers) * 3
    return Point(
        match.start(),
        match.end(),
        year,
        relative,
        edge=match["pedge"] or "",
        first=first,
        last=last,
    )


# The group that tells the form of a date, and what reads it; else it is a year alone.
_READERS: tuple[tuple[str, Callable[[re.Match[str]], Point | None]], ...] = (
    ("ya", _years),
    ("dyear", _dotted),
    ("month", _month),
    ("ma", _months),
    ("part", _part),
    ("plan", _five_years),
)
