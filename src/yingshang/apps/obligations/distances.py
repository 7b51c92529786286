"""How far away a day is, in working days and in words."""

from datetime import date
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yingshang.engines.timelimits import Calendar, CalendarGap, working_days_between


class Distances:
    """Distances from one day, each counted once a page."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        self._today, self._calendar = today, calendar
        self._days = cache(self._count)

    def working_days(self, day: date) -> int | None:
        """Working days from today to `day`, negative when it lies back; None off the calendar."""
        return self._days(day)

    def words(self, day: date) -> str:
        """Such as “5 working days left”; empty off the calendar."""
        days = self._days(day)
        if days is None:
            return ""
        if day == self._today:
            return _("today")
        if day > self._today:
            return ngettext("%(count)s working day left", "%(count)s working days left", days) % {
                "count": days
            }
        return ngettext("%(count)s working day over", "%(count)s working days over", -days) % {
            "count": -days
        }

    def _count(self, day: date) -> int | None:
        try:
            return working_days_between(self._today, day, self._calendar)
        except CalendarGap:
            return None
