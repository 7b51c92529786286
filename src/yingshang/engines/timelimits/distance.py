"""How far away a due date is, and when to warn."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yingshang.engines.timelimits.calendar import ONE_DAY, Calendar
from yingshang.engines.timelimits.counting import DayCount, count_days
from yingshang.engines.timelimits.due import DueDate
from yingshang.engines.timelimits.lengths import BY_THE_CLOCK


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to `end`, included; negative when `end` comes first.

    `due` of n working days lies n working days from its start.
    """
    first, last = sorted((start, end))
    days = range(first.toordinal() + 1, last.toordinal() + 1)
    count = sum(calendar.is_working(date.fromordinal(ordinal)) for ordinal in days)
    return count if start <= end else -count


@dataclass(frozen=True)
class WarnRule:
    """When a due date is near: so many working days left, or so much of its duration.

    Attributes:
        working_days: Warn once this many working days or fewer are left; 0 leaves this out.
        share: Warn once this share of the duration or less is left; 0 leaves this out.
    """

    working_days: int = 2
    share: float = 0.2


def warn_at(answer: DueDate, rule: WarnRule, calendar: Calendar) -> datetime:
    """The local instant from which `answer` is near: the earlier of the rule's two, from midnight.

    Never before the start. Limits by the clock know only the share, to the minute.
    """
    start = calendar.instant(answer.start)
    left = (answer.due_at - start) * rule.share
    near_at = answer.due_at - left
    if answer.limit.unit in BY_THE_CLOCK:
        return max(start, near_at.replace(second=0, microsecond=0))
    near_on = _share_on(answer, left, near_at) if rule.share else answer.due_on
    if rule.working_days:
        wanted = DayCount(
            answer.due_on - ONE_DAY, rule.working_days, is_working=True, step=-ONE_DAY
        )
        near_on = min(near_on, count_days(wanted, calendar).end)
    return max(start, calendar.local(near_on, time()))


def _share_on(answer: DueDate, left: timedelta, near_at: datetime) -> date:
    """The day from which no more than the share is left, counted in whole days."""
    if left < ONE_DAY:
        return answer.due_on
    return near_at.date()
