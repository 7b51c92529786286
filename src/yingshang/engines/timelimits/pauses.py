"""Stop-clock windows: which days and minutes do not count, and whether the limit allows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from yingshang.engines.timelimits.calendar import ONE_DAY, Calendar
from yingshang.engines.timelimits.errors import PauseNotAllowed
from yingshang.engines.timelimits.rules import Ground, TimeLimit


@dataclass(frozen=True)
class Pause:
    """A time that the law does not count.

    Attributes:
        ground: Id of one of the limit's grounds.
        start: First day, or the instant for limits in hours.
        end: Last day, included, or the instant of resumption; None while the clock stands.
        document: The notice that told the applicant.
    """

    ground: str
    start: date | datetime
    end: date | datetime | None
    document: str = ""


@dataclass(frozen=True)
class Standstill:
    """All pauses of one matter, merged.

    Attributes:
        days: Days touched by an ended pause, with the ground of the first one that touches them.
        windows: The same as local half-open instants, in order and not overlapping.
        open_since: First day of the pause that has not ended.
    """

    days: dict[date, Ground] = field(default_factory=dict)
    windows: tuple[tuple[datetime, datetime], ...] = ()
    open_since: date | None = None


def standstill(pauses: Sequence[Pause], limit: TimeLimit, calendar: Calendar) -> Standstill:
    """Check the pauses against the limit and merge them.

    Raises:
        PauseNotAllowed: The limit does not name a pause's ground, or it ends before it begins.
    """
    days: dict[date, Ground] = {}
    windows: list[tuple[datetime, datetime]] = []
    open_since: date | None = None
    for pause in sorted(pauses, key=lambda each: calendar.instant(each.start)):
        ground = _ground(pause, limit)
        if pause.end is None:
            begun = calendar.instant(pause.start).date()
            open_since = min(begun, open_since or begun)
            continue
        _check_order(pause, calendar)
        for on in _touched(pause, calendar):
            days.setdefault(on, ground)
        windows.append(_window(pause, calendar))
    return Standstill(days, _merged(windows), open_since)


def _ground(pause: Pause, limit: TimeLimit) -> Ground:
    for ground in limit.grounds:
        if ground.id == pause.ground:
            return ground
    allowed_zh = "、".join(ground.name.zh for ground in limit.grounds) or "无"
    allowed_en = ", ".join(ground.name.en for ground in limit.grounds) or "none"
    raise PauseNotAllowed(
        f"“{pause.ground}”不是本期限可以中止的法定事由。可以中止的事由：{allowed_zh}。",
        f"The law does not stop this clock for “{pause.ground}”. Grounds allowed: {allowed_en}.",
    )


def _check_order(pause: Pause, calendar: Calendar) -> None:
    if pause.end is not None and calendar.instant(pause.end) < calendar.instant(pause.start):
        raise PauseNotAllowed(
            f"中止的结束日期（{pause.end}）早于开始日期（{pause.start}）。请更正。",
            f"The pause ends ({pause.end}) before it begins ({pause.start}). Correct the dates.",
        )


def _touched(pause: Pause, calendar: Calendar) -> list[date]:
    first = calendar.instant(pause.start).date()
    last = calendar.instant(pause.end or pause.start).date()
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _window(pause: Pause, calendar: Calendar) -> tuple[datetime, datetime]:
    end = pause.end or pause.start
    if isinstance(end, datetime):
        return calendar.instant(pause.start), calendar.instant(end)
    return calendar.instant(pause.start), calendar.local(end + ONE_DAY, time())


def _merged(windows: list[tuple[datetime, datetime]]) -> tuple[tuple[datetime, datetime], ...]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in windows:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
