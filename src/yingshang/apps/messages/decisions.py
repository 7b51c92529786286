"""Pure decisions: which reminders are due today, and when an e-mail may leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from yingshang.engines.packs.schema.reminders import RuleEntry, When
from yingshang.engines.timelimits import Calendar, working_days_between

# An e-mail that was never tried in all this time says nothing useful any more.
STALE_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Due:
    """Something that a unit still owes, as whoever knows about duties hands it over.

    Attributes:
        key: Stays the same for one duty.
        kind: `<app>.<noun>`, by which rules choose.
        url: Path of the page on which it is dealt with.
        person_id: Who holds it; None means whoever the unit has designated.
        practical_on: Last working day by which it is wise to be done.
        due_on: Last day, inclusive; perhaps a rest day.
        light: How it stands, one of the five lights.
        is_asked: The unit is asked, not supervised.
    """

    key: str
    kind: str
    title_zh: str
    title_en: str
    url: str
    unit_id: UUID
    unit_zh: str
    unit_en: str
    practical_on: date
    due_on: date
    person_id: UUID | None = None
    light: str = ""
    is_asked: bool = False


@dataclass(frozen=True)
class Firing:
    """A rule that reminds one recipient of one duty today.

    Attributes:
        recipient: `holder`, `reviewer`, `leader` or `lead_office`.
        began_on: From when the rule holds; of two, the later one is the more urgent.
        occasion: The same on every day on which the same reminder would be given.
        template: Code of the words.
        days: Working days left until `practical_on`, or, past `due_on`, since then.
    """

    due: Due
    rule: str
    recipient: str
    began_on: date
    occasion: str
    template: str
    days: int


@dataclass(frozen=True)
class Quiet:
    """Local hours in which no e-mail leaves: from `begins`, inclusive, to `ends`, exclusive."""

    begins: time
    ends: time

    def holds_at(self, moment: time) -> bool:
        """Whether `moment` is quiet; equal ends mean no quiet hours at all."""
        if self.begins <= self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends


def which_rules_fire(
    due: Due, rules: Iterable[RuleEntry], today: date, calendar: Calendar
) -> tuple[Firing, ...]:
    """The reminders of one duty that belong to the local day `today`.

    Nothing fires on a rest day. For each recipient the rule that began last holds; what could not
    be given on its day is given on the next working day, as long as no later rule has taken over.
    A rule before or on the day ends with `due_on`.

    Raises:
        CalendarGap: A date lies outside the calendar.
    """
    if not calendar.is_working(today):
        return ()
    latest: dict[str, tuple[date, RuleEntry]] = {}
    for rule, began_on in _holding(due, rules, today, calendar):
        for recipient in rule.to:
            if recipient not in latest or latest[recipient][0] <= began_on:
                latest[recipient] = (began_on, rule)
    return tuple(
        _firing(due, rule, recipient, began_on, today, calendar)
        for recipient, (began_on, rule) in latest.items()
    )


def end_of_quiet(local: datetime, quiet: Quiet | None) -> datetime | None:
    """When the quiet hours end in which the local instant lies; None outside them.

    Example:
        >>> end_of_quiet(datetime(2024, 5, 6, 23), Quiet(time(20), time(7, 30)))
        datetime.datetime(2024, 5, 7, 7, 30)
    """
    if quiet is None or not quiet.holds_at(local.time()):
        return None
    end = datetime.combine(local.date(), quiet.ends, local.tzinfo)
    return end if end > local else end + timedelta(days=1)


def is_stale(queued_at: datetime, now: datetime) -> bool:
    """Whether something never tried was written so long ago that it is out of date."""
    return now - queued_at > STALE_AFTER


def _holding(
    due: Due, rules: Iterable[RuleEntry], today: date, calendar: Calendar
) -> Iterator[tuple[RuleEntry, date]]:
    for rule in rules:
        is_over = rule.when.side != "after" and today > due.due_on
        if is_over or (rule.kinds and due.kind not in rule.kinds):
            continue
        began_on = _first_day(due, rule.when, calendar)
        if began_on <= today:
            yield rule, began_on


def _first_day(due: Due, when: When, calendar: Calendar) -> date:
    day = due.practical_on if when.of == "practical" else due.due_on
    sign = -1 if when.side == "before" else 1
    if when.count == "calendar":
        return day + sign * timedelta(days=when.days)
    for _ in range(when.days):
        day = calendar.next_working_day(day) if sign > 0 else calendar.previous_working_day(day)
    return day


def _firing(
    due: Due, rule: RuleEntry, recipient: str, began_on: date, today: date, calendar: Calendar
) -> Firing:
    every = rule.when.every
    round_ = working_days_between(began_on, today, calendar) // every if every else 0
    is_late = today > due.due_on
    start, end = (due.due_on, today) if is_late else (today, due.practical_on)
    return Firing(
        due=due,
        rule=rule.code,
        recipient=recipient,
        began_on=began_on,
        occasion=f"{due.key}/{rule.code}/{began_on.isoformat()}/{round_}",
        template=(rule.asked_template or rule.template) if due.is_asked else rule.template,
        days=max(0, working_days_between(start, end, calendar)),
    )
