"""From a time limit of the pack to the dates of a duty, with the reasons for each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yingshang.apps.obligations.duties import Term
from yingshang.engines.timelimits import (
    Bilingual,
    Calendar,
    DueDate,
    Extension,
    Law,
    Length,
    Pause,
    Register,
    TimeLimit,
    Unit,
    WarnRule,
    due,
    warn_at,
)

ONE_DAY = timedelta(days=1)
# How a date that a document gives is kept: it stays where it is, to its midnight.
GIVEN = Law("given_date", Bilingual("给定日期", "given date"))


@dataclass(frozen=True)
class Timekeeping:
    """Everything that decides dates: the limits of one release, on one calendar."""

    register: Register
    calendar: Calendar
    warn: WarnRule
    release_digest: str
    default_law: str

    def limit(self, limit_id: str, on: date) -> TimeLimit:
        """The limit in force on the local day `on`.

        Raises:
            LimitUnknown: The release has no such limit on that day.
        """
        return self.register.limit(limit_id, on)

    def term(
        self,
        limit_id: str,
        start: date | datetime,
        *,
        opened_at: datetime,
        pauses: Sequence[Pause] = (),
        extensions: Sequence[Extension] = (),
    ) -> Term:
        """The dates of a duty that began with an event at `start`.

        Args:
            start: Its instant for limits by the clock, else its local day.
            opened_at: From when it can be done; perhaps later than `start`.

        Raises:
            TimeLimitError: The limit is unknown, or no date can be given (its sentence says why).
        """
        on = self.calendar.instant(start).date()
        limit = self.limit(limit_id, on)
        answer = due(start, limit, self.calendar, pauses=pauses, extensions=extensions)
        term = self._term(answer, opened_at)
        return replace(term, limit_ref=limit_id, explanation=_in_words(answer))

    def plain(self, due_on: date, *, opened_at: datetime, reason: Bilingual) -> Term:
        """The dates of a duty whose last day is simply given; a rest day stays where it is.

        Args:
            due_on: Last day, inclusive.
            reason: Who gave the date, as the explanation that people read.

        Raises:
            TimeLimitError: The day lies outside the calendar.
        """
        start = min(self.calendar.instant(opened_at).date(), due_on - ONE_DAY)
        length = Length((due_on - start).days, Unit.CALENDAR_DAY)
        answer = due(start, TimeLimit(length, GIVEN), self.calendar)
        term = self._term(answer, opened_at)
        return replace(term, explanation=({"zh": reason.zh, "en": reason.en},))

    def _term(self, answer: DueDate, opened_at: datetime) -> Term:
        return Term(
            started_at=self.calendar.instant(answer.start),
            opened_at=opened_at,
            due_on=answer.due_on,
            practical_on=min(answer.practical_on, answer.due_on),
            warn_at=min(warn_at(answer, self.warn, self.calendar), answer.due_at),
            due_at=answer.due_at,
            release_digest=self.release_digest,
            is_provisional=answer.provisional,
        )


def _in_words(answer: DueDate) -> tuple[dict[str, str], ...]:
    lines = [answer.summary, *(step.text for step in answer.steps)]
    return tuple({"zh": line.zh, "en": line.en} for line in lines)
