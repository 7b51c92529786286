"""Instants as other systems write them: with or without offset, a day alone, a spreadsheet's."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from yingshang.apps.directory.importing.values import CellFault, plain_digits, text_of

FIRST_YEAR: Final = 1900
LAST_SERIAL: Final = 100_000
EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zone
END_OF_DAY: Final = time(23, 59, 59, 999_999)
_WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.(\d{1,9}))?秒?|分)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?)?"
)


@dataclass(frozen=True)
class Moment:
    """What a cell says of time: an instant, or a local day of which the time is not known."""

    at: datetime
    is_day: bool

    @property
    def end(self) -> datetime:
        """The last instant that it can mean."""
        return datetime.combine(self.at, END_OF_DAY, self.at.tzinfo) if self.is_day else self.at


def read(cell: Any, zone: ZoneInfo) -> Moment:
    """A moment; one without offset is local time of `zone`, a day alone begins at midnight.

    Raises:
        CellFault: It is no time, or lies before 1900.
    """
    if isinstance(cell, datetime):
        at = cell if cell.tzinfo else cell.replace(tzinfo=zone)
        return Moment(at.astimezone(zone), is_day=False)
    if isinstance(cell, date):
        return Moment(datetime.combine(cell, time(), zone), is_day=True)
    if isinstance(cell, int | float) and FIRST_YEAR < cell < LAST_SERIAL:
        at = (EPOCH + timedelta(seconds=round(cell * 86_400))).replace(tzinfo=zone)
        return Moment(at, is_day=float(cell).is_integer())
    return _written(text_of(cell), zone)


@lru_cache(maxsize=65_536)
def _written(written: str, zone: ZoneInfo) -> Moment:
    parts = _WRITTEN.fullmatch(plain_digits(written))
    try:
        found = _moment(parts, zone) if parts else None
    except ValueError:
        found = None
    if found is None or found.at.year < FIRST_YEAR:
        raise CellFault(
            "instant",
            f"“{written}”不是时间；请写成 2024-05-09 14:30 或 2024-05-09T14:30:00+08:00。",
            f"“{written}” is no time; write it as 2024-05-09 14:30 or 2024-05-09T14:30:00+08:00.",
        )
    return found


def _moment(parts: re.Match[str], zone: ZoneInfo) -> Moment:
    year, month, day, hour, minute, second, fraction, offset = parts.groups()
    if hour is None:
        on = date(int(year), int(month), int(day))
        return Moment(datetime.combine(on, time(), zone), is_day=True)
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    at = datetime(  # noqa: DTZ001 - the zone follows
        int(year), int(month), int(day), int(hour), int(minute), int(second or 0), micro
    )
    if offset is None:
        return Moment(at.replace(tzinfo=zone), is_day=False)
    text = "+00:00" if offset == "Z" else offset
    return Moment(datetime.fromisoformat(f"{at.isoformat()}{text}").astimezone(zone), is_day=False)
