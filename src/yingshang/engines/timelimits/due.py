"""When something is due, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from yingshang.engines.timelimits.calendar import ONE_DAY, Calendar
from yingshang.engines.timelimits.errors import ClockStopped
from yingshang.engines.timelimits.explain import explanation, headline
from yingshang.engines.timelimits.extensions import Extension, check_extension
from yingshang.engines.timelimits.lengths import IN_DAYS, Unit
from yingshang.engines.timelimits.outcome import Deemed, Outcome
from yingshang.engines.timelimits.pauses import Pause, standstill
from yingshang.engines.timelimits.reach import Matter, Reached, reach
from yingshang.engines.timelimits.rules import Effect, TimeLimit
from yingshang.engines.timelimits.steps import Step
from yingshang.engines.timelimits.wording import Bilingual


@dataclass(frozen=True)
class DueDate:
    """An answer that explains itself.

    Attributes:
        start: The event, as given.
        due_on: Last day in time, local, included.
        due_at: First local instant that is late (midnight after `due_on`, or the close of
            business); for limits by the clock the last instant in time.
        nominal_on: The last day before rolling.
        practical_on: Last working day on or before `due_on`: what to tell people who act through
            an office. `due_on` itself when there is none after the start.
        provisional: A notice still to come may move `due_on` or `practical_on`.
        deemed: What silence means once the limit has passed.
        calendar_version: `Calendar.version` at the time of the count.
        summary: One line: `22 April + 20 working days: 1–5 May holiday; … → 21 May`.
    """

    start: date | datetime
    limit: TimeLimit
    due_on: date
    due_at: datetime
    nominal_on: date
    practical_on: date
    provisional: bool
    deemed: Deemed | None
    calendar_version: str
    steps: tuple[Step, ...]
    summary: Bilingual

    def explain(self, lang: str = "zh") -> list[str]:
        """The steps as sentences, in order."""
        return [step.text.text(lang) for step in self.steps]

    def as_json(self) -> dict[str, object]:
        """Plain values: `due` as an ISO date, the other dates, `steps` with both languages."""
        return {
            "due": self.due_on.isoformat(),
            "due_at": self.due_at.isoformat(),
            "nominal": self.nominal_on.isoformat(),
            "practical": self.practical_on.isoformat(),
            "provisional": self.provisional,
            "law": self.limit.law.id,
            "length": str(self.limit.length),
            "calendar": self.calendar_version,
            "summary": {"zh": self.summary.zh, "en": self.summary.en},
            "steps": [step.as_json() for step in self.steps],
        }


def due(
    start: date | datetime,
    limit: TimeLimit,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> DueDate:
    """When `limit`, started by an event at `start`, is due.

    Args:
        start: Local day of the event; for limits by the clock its instant (naive is local).
        pauses: Times that the law does not count; each needs a ground that the limit names.
        extensions: In the order in which they were granted.

    Raises:
        CalendarGap: The count leaves the calendar.
        PauseNotAllowed: A pause has no ground in the limit.
        ClockStopped: A pause has not ended, so there is no date.
        ExtensionRefused: An extension is not allowed, too long, one too many, or late.
        OfficeHoursMissing: Office hours are needed and the calendar has none.

    Source: The pack's `time_limits.yaml`; every rule and article is read from there.
    """
    calendar.check(calendar.instant(start).date())
    matter = Matter(start, limit, calendar, standstill(pauses, limit, calendar))
    granted = tuple(extensions)
    _check_extensions(matter, granted)
    reached = reach(matter, granted)
    _refuse_open_pause(matter, reached)
    return _answer(matter, granted, _outcome(matter, reached))


def _check_extensions(matter: Matter, granted: tuple[Extension, ...]) -> None:
    """Each extension against the due date that held when it was asked for."""
    for number, extension in enumerate(granted, start=1):
        so_far = _outcome(matter, reach(matter, granted[: number - 1]))
        check_extension(extension, number, matter.limit, so_far.due_on, matter.calendar)


def _answer(matter: Matter, granted: tuple[Extension, ...], outcome: Outcome) -> DueDate:
    return DueDate(
        start=matter.start,
        limit=matter.limit,
        due_on=outcome.due_on,
        due_at=outcome.due_at,
        nominal_on=outcome.reached.end,
        practical_on=outcome.practical_on,
        provisional=outcome.is_provisional,
        deemed=outcome.deemed,
        calendar_version=matter.calendar.version,
        steps=tuple(explanation(matter, granted, outcome)),
        summary=headline(matter, granted, outcome),
    )


def _refuse_open_pause(matter: Matter, reached: Reached) -> None:
    since = matter.standing.open_since
    if since is None or since > reached.end:
        return
    is_working = matter.limit.unit is Unit.WORKING_DAY
    left = [
        on
        for on in reached.met
        if on >= since
        and on not in matter.standing.days
        and (matter.calendar.is_working(on) or not is_working)
    ]
    raise ClockStopped(since, len(left) if matter.limit.unit in IN_DAYS else None)


def _outcome(matter: Matter, reached: Reached) -> Outcome:
    due_on = _rolled(matter, reached)
    practical_on = matter.calendar.on_or_before(due_on)
    if practical_on < matter.begins_on and not matter.limit.length.is_before:
        practical_on = due_on
    touched = max((due_on, *reached.met))
    return Outcome(
        reached=reached,
        due_on=due_on,
        due_at=_due_at(matter, reached, due_on),
        practical_on=practical_on,
        is_provisional=matter.calendar.is_provisional(touched),
        deemed=_deemed(matter, due_on),
    )


def _rolled(matter: Matter, reached: Reached) -> date:
    if matter.limit.rolls and reached.at is None:
        return matter.calendar.on_or_after(reached.end)
    matter.calendar.check(reached.end)
    return reached.end


def _due_at(matter: Matter, reached: Reached, due_on: date) -> datetime:
    if reached.at is not None:
        return reached.at
    if matter.limit.ends_at_close and (sessions := matter.calendar.sessions(due_on)):
        return sessions[-1][1]
    return matter.calendar.local(due_on + ONE_DAY, time())


def _deemed(matter: Matter, due_on: date) -> Deemed | None:
    rule = matter.limit.deemed
    if rule is None:
        return None
    effective_on = matter.begins_on if rule.effect is Effect.START else due_on
    return Deemed(rule, from_on=due_on + ONE_DAY, effective_on=effective_on)
