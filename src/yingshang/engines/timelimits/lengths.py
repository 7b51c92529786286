"""How long a limit is: units and their notation (`6wd`, `20d`, `3mo`, `48h`, `monthly:25` …)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from yingshang.engines.timelimits.errors import LengthUnreadable
from yingshang.engines.timelimits.wording import MONTHS, Bilingual, plural

LONGEST = 10_000
MONTHS_IN_YEAR = 12
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Unit(StrEnum):
    """What is counted. `DAY` is the word 日, which each law reads in its own way."""

    DAY = "d"
    WORKING_DAY = "wd"
    CALENDAR_DAY = "cd"
    HOUR = "h"
    WORKING_HOUR = "wh"
    MINUTE = "min"
    MONTH = "mo"
    QUARTER_END = "qe"
    YEAR_END = "ye"
    MONTHLY = "monthly"
    YEARLY = "yearly"


NAMES = {
    Unit.DAY: ("日", "day"),
    Unit.WORKING_DAY: ("个工作日", "working day"),
    Unit.CALENDAR_DAY: ("个自然日", "calendar day"),
    Unit.HOUR: ("小时", "hour"),
    Unit.WORKING_HOUR: ("个工作小时", "working hour"),
    Unit.MINUTE: ("分钟", "minute"),
    Unit.MONTH: ("个月", "month"),
}
IN_DAYS = frozenset({Unit.DAY, Unit.WORKING_DAY, Unit.CALENDAR_DAY})
BY_THE_CLOCK = frozenset({Unit.HOUR, Unit.WORKING_HOUR, Unit.MINUTE})
PERIOD_ENDS = frozenset({Unit.QUARTER_END, Unit.YEAR_END, Unit.MONTHLY, Unit.YEARLY})
COUNTED = re.compile(r"(?P<before>before:)?(?P<count>\d{1,5})(?P<unit>wd|cd|wh|min|mo|d|h|y)")
MONTHLY = re.compile(r"monthly:(?P<day>\d{1,2})")
YEARLY = re.compile(r"yearly:(?P<month>\d{1,2})-(?P<day>\d{1,2})")


@dataclass(frozen=True)
class Length:
    """A length, inclusive (以内): `count` units, or the end of a period.

    Attributes:
        count: How many units, 0 to 10,000; 1 for the ends of periods.
        day: Day of the month for `MONTHLY` and `YEARLY`; months without it use their last day.
        month: Month for `YEARLY`.
        is_before: Counted back from the start (届满三十日前).
    """

    count: int
    unit: Unit
    day: int = 0
    month: int = 0
    is_before: bool = False

    @property
    def name(self) -> Bilingual:
        """The length in words."""
        if self.unit in PERIOD_ENDS:
            return self._period_name()
        zh, en = NAMES[self.unit]
        if self.is_before and not self.count:
            return Bilingual("届满之前", "by that day")
        if self.is_before:
            return Bilingual(f"{self.count}{zh}前", f"{plural(self.count, en)} before")
        return Bilingual(f"{self.count}{zh}", plural(self.count, en))

    def _period_name(self) -> Bilingual:
        if self.unit is Unit.QUARTER_END:
            return Bilingual("季度末", "end of the quarter")
        if self.unit is Unit.YEAR_END:
            return Bilingual("年末", "end of the year")
        if self.unit is Unit.MONTHLY:
            return Bilingual(f"每月{self.day}日", f"day {self.day} of every month")
        month = MONTHS[self.month - 1]
        return Bilingual(f"每年{self.month}月{self.day}日", f"{self.day} {month} of every year")

    def __str__(self) -> str:
        if self.unit is Unit.MONTHLY:
            return f"monthly:{self.day}"
        if self.unit is Unit.YEARLY:
            return f"yearly:{self.month:02}-{self.day:02}"
        if self.unit in PERIOD_ENDS:
            return self.unit.value
        return f"{'before:' if self.is_before else ''}{self.count}{self.unit.value}"


def parse_length(text: str) -> Length:
    """Read the notation.

    Raises:
        LengthUnreadable: `text` is not in the notation, or a figure is out of range.

    Example:
        >>> parse_length("6wd")
        Length(count=6, unit=<Unit.WORKING_DAY: 'wd'>, day=0, month=0, is_before=False)
    """
    wanted = text.strip().lower()
    if wanted in (Unit.QUARTER_END, Unit.YEAR_END):
        return Length(1, Unit(wanted))
    if found := COUNTED.fullmatch(wanted):
        return _counted(found, text)
    if (found := MONTHLY.fullmatch(wanted)) and 1 <= int(found["day"]) <= DAYS_IN_MONTH[0]:
        return Length(1, Unit.MONTHLY, day=int(found["day"]))
    if found := YEARLY.fullmatch(wanted):
        return _yearly(found, text)
    raise _unreadable(text)


def _counted(found: re.Match[str], text: str) -> Length:
    count, unit, is_before = int(found["count"]), found["unit"], bool(found["before"])
    if unit == "y":
        count, unit = count * MONTHS_IN_YEAR, Unit.MONTH
    if count > LONGEST or (is_before and Unit(unit) in BY_THE_CLOCK):
        raise _unreadable(text)
    return Length(count, Unit(unit), is_before=is_before)


def _yearly(found: re.Match[str], text: str) -> Length:
    month, day = int(found["month"]), int(found["day"])
    if 1 <= month <= MONTHS_IN_YEAR and 1 <= day <= DAYS_IN_MONTH[month - 1]:
        return Length(1, Unit.YEARLY, day=day, month=month)
    raise _unreadable(text)


def _unreadable(text: str) -> LengthUnreadable:
    notation = "6wd 20d 20cd 3mo 1y 48h 4wh 30min qe ye monthly:25 yearly:03-31 before:30d"
    return LengthUnreadable(
        f"看不懂期限“{text}”。请按以下写法之一填写：{notation}。",
        f"Cannot read the length “{text}”. Write it as one of: {notation}.",
    )
