"""From a time limit of the pack to the dates of a duty, with the reasons for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.obligations.duties import Term
from yingshang.engines.packs.schema.obligations import ObligationRules
from yingshang.engines.timelimits.calendar import Calendar
from yingshang.engines.timelimits.distance import WarnRule, warn_at
from yingshang.engines.timelimits.due import DueDate, due
from yingshang.engines.timelimits.extensions import Extension
from yingshang.engines.timelimits.pauses import Pause
from yingshang.engines.timelimits.register import Register
from yingshang.engines.timelimits.rules import TimeLimit


@dataclass(frozen=True)
class Timekeeping:
    """Everything of one pack release that decides dates and lights."""

    register: Register
    calendar: Calendar
    warn: WarnRule
    rules: ObligationRules
    release_digest: str

    def limit(self, limit_id: str, on: date) -> TimeLimit:
        """The limit in force on the local day `on`.

        Raises:
            LimitUnknown: The pack has no such limit on that day.
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
            opened_at: From when it can be done; perhaps later than `start`.

        Raises:
            TimeLimitError: The limit is unknown, or no date can be given (its sentence says why).
        """
        on = self.calendar.instant(start).date()
        answer = due(
            start,
            self.limit(limit_id, on),
            self.calendar,
            pauses=pauses,
            extensions=extensions,
        )
        near = warn_at(answer, self.warn, self.calendar)
        return Term(
            started_on=on,
            opened_at=opened_at,
            due_on=answer.due_on,
            practical_on=min(answer.practical_on, answer.due_on),
            warn_at=min(near, answer.due_at),
            due_at=answer.due_at,
            limit_ref=limit_id,
            release_digest=self.release_digest,
            explanation=_in_words(answer),
            is_provisional=answer.provisional,
        )


def _in_words(answer: DueDate) -> tuple[dict[str, str], ...]:
    lines = [answer.summary, *(step.text for step in answer.steps)]
    return tuple({"zh": line.zh, "en": line.en} for line in lines)
