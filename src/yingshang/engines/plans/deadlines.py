"""Reads deadlines: dates, windows, recurrences and durations that a plan sets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from yingshang.engines.plans.dates import Point, points
from yingshang.engines.plans.deadlinewords import (
    ACT,
    BEFORE,
    BENEFIT,
    BENEFITS_FROM,
    COMPARED,
    CONDITION,
    DO,
    DOING,
    FROM,
    IDLE_EACH,
    JOIN,
    LEVEL,
    MILESTONE,
    NOT_YEARS,
    NOUN_AFTER,
    ONGOING,
    PERIODS,
    PERSONAL,
    PREFIX,
    QUALIFIES,
    RECURRING,
    SETS,
    SINCE,
    SINCE_ISSUE,
    UNTIL,
    WORD_UNIT,
    YEAR,
    YEARS_IN,
    YEARS_STRIVE,
    YEARS_USE,
)
from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Deadline, DeadlineType
from yingshang.engines.plans.numerals import plain
from yingshang.engines.plans.passages import bounds, masked, passages
from yingshang.engines.plans.units import Range


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
        years = Counter(YEAR.findall(text[:200_000]))
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
        for match in SINCE_ISSUE.finditer(self.words):
            date = f"P{_upper(match)}{WORD_UNIT[match['u']]}"
            self._add(match.span(), date, "due", "deadline.duration-since")
        used = [*YEARS_USE.finditer(self.words), *YEARS_STRIVE.finditer(self.words)]
        for match in used:
            self._add(match.span(), f"P{_upper(match)}Y", "due", "deadline.duration-use")
        for match in YEARS_IN.finditer(self.words):
            before = self.words[max(0, match.start() - 6) : match.start()]
            after = self.words[match.end() : match.end() + 12]
            if not self._free(match.span()) or NOT_YEARS.match(after):
                continue
            if PERSONAL.search(before) or before[-1:].isdigit() or not self._sets(match, after):
                continue
            self._add(match.span(), f"P{_upper(match)}Y", "due", "deadline.duration-within")

    def _sets(self, match: re.Match[str], after: str) -> bool:
        """Whether "N年内" is a term for the plan's own work."""
        first, last = bounds(self.words, match.start(), match.end(), "。;,\n(")
        return not self.words[first:last].endswith("的") or after.startswith("的目标")

    def _recurrences(self) -> None:
        for match in RECURRING.finditer(self.words):
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
                (f"R/{PERIODS[match['by']]}", 2)
                if re.match(rf"(?:{DOING})", rest) and not rest.startswith(("对", "向"))
                else None
            )
        rest = match["rest"]
        before = self.words[max(0, match.start() - 6) : match.start()]
        if re.search(r"连续\d?[一-龥]?年?$", before) or re.search(r"每[人户]$", before):
            return None
        if not match["mark"] and (IDLE_EACH.match(rest) or not (DO.match(rest) or self.forced)):
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
            elif following and JOIN.fullmatch(self.words[point.end : following.start] or " "):
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
        named = re.match(r"年|的(?!房租)", after) or CONDITION.match(after)
        if named and not self.forced:
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
        if UNTIL.search(before):
            self._add(span, _open(None, point.until()), "window", "deadline.until", doubt)
        elif (match := BEFORE.match(after)) is not None:
            if self.forced or not self._qualifies(after[match.end() :], point.end + match.end()):
                self._due_before(
                    (point.start, point.end + match.end()), point, after[match.end() :]
                )
        elif FROM.match(after) or SINCE.search(before):
            if self.forced or not QUALIFIES.match(words[point.end : point.end + 120]):
                self._since(point, after)
        elif (found := self._plain(point, before, after)) is not None:
            kind, date, rule = found
            self._add(span, date, kind, rule, doubt)

    def _qualifies(self, after: str, at: int) -> bool:
        """Whether a date says who qualifies, not when work is due."""
        return bool(CONDITION.match(after) or QUALIFIES.match(self.words[at : at + 120]))

    def _due_before(self, span: Range, point: Point, after: str) -> None:
        _, last = bounds(self.words, *span, "。;\n")
        rest = self.words[span[1] : min(last, span[1] + 40)]
        doubt = "年份是按发文日期或上文推定的。" if point.supplied else None
        benefit = BENEFIT.search(
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
        date = _open(point.stated() if point.coarse else point.begin(), None)
        self._add((point.start, point.end), date, "window", "deadline.since")

    def _plain(
        self, point: Point, before: str, after: str
    ) -> tuple[DeadlineType, str | None, str] | None:
        if MILESTONE.match(after):
            return "milestone", point.stated(), "deadline.milestone"
        named = NOUN_AFTER.match(after) or COMPARED.search(before) or self._edition(point, after)
        return None if named and not self.forced else self._dated(point, before, after)

    def _edition(self, point: Point, after: str) -> bool:
        """2024年度专项: a year that says which of a series; 2024年度完成 sets a date."""
        named = self.words[point.start : point.end].endswith("年度")
        return named and not (ACT.match(after) or point.edge)

    def _dated(
        self, point: Point, before: str, after: str
    ) -> tuple[DeadlineType, str | None, str] | None:
        if point.closing:
            return "due", point.until(), "deadline.period-end"
        benefit = BENEFIT.search(after[:14]) and not point.precise
        if point.span_of_months and benefit:
            return "window", point.interval(), "deadline.window-period"
        if benefit and point.month and (point.opens(self.words) or BENEFITS_FROM.match(after)):
            return "window", point.stated(), "deadline.window-period"
        said = self.forced or point.edge == "内" or PREFIX.search(before)
        if not said and not self._acts(point, after):
            return None
        term = (benefit and point.month) or point.edge == "years"
        return "window" if term else "due", point.stated(), "deadline.stated"

    def _acts(self, point: Point, after: str) -> bool:
        """Whether work is said to be done in a bare year or month."""
        if re.match(r"[^,。;]{0,8}的", after):
            return False
        if not point.opens(self.words):
            return bool(LEVEL.match(after))
        return after.startswith(",") or bool(ACT.match(after) or SETS.match(after))

    def _ongoing(self) -> None:
        for match in ONGOING.finditer(self.words):
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
    period = PERIODS[match["period"]]
    if not match["count"]:
        return period
    last = re.split(r"[-~至到]", match["count"])[-1]
    value = int(plain(last) or 1)
    return f"P{value * int(period[1:-1])}{period[-1]}"
