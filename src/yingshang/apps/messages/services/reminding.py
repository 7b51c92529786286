"""Collect the reminders of a day and write one digest a person."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yingshang.apps.messages.decisions import Due, Firing, which_rules_fire
from yingshang.apps.messages.digesting import Line, compose
from yingshang.apps.messages.models import Digest, Message, Reminder
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.selectors.recipients import DayRecipients
from yingshang.apps.messages.services.queueing import Letter, by_email, in_app
from yingshang.engines.packs.schema.reminders import Reminders
from yingshang.engines.timelimits import Calendar

logger = logging.getLogger(__name__)
PEOPLE_A_TRANSACTION = 200
OCCASIONS_A_QUERY = 500


@dataclass(frozen=True)
class Outcome:
    """How many people got a digest, and how many lines these hold together."""

    digests: int = 0
    reminders: int = 0


@dataclass(frozen=True)
class Day:
    """The day whose digests are made.

    Attributes:
        on: Local day.
        at: Instant of making, aware.
        hour: Only people whose digest hour has come by this local hour; None means everybody.
        calendar: Working days of the city.
        url: Whole address to which digests lead.
    """

    on: date
    at: datetime
    calendar: Calendar
    url: str
    hour: int | None = None


def remind(*, dues: Iterable[Due], day: Day) -> Outcome:
    """Write the digests of a day: at most one a person, each reminder once.

    Safe to repeat and to interrupt at any point: every two hundred people are one transaction, and
    whoever has the digest of the day gets no other.

    Raises:
        UnknownTemplateError: A rule names words that the pack lacks.
    """
    rules = rulebooks.current()
    if rules is None:
        return Outcome()
    firings = [
        firing
        for due in dues
        for firing in which_rules_fire(due, rules.rules, day.on, day.calendar)
    ]
    wanted = _without_those_served(_by_person(firings, day.on), rules, day)
    people = sorted(wanted)
    outcomes = [
        _write_safely({person: wanted[person] for person in chunk}, rules, day)
        for chunk in _chunks(people)
    ]
    return Outcome(sum(each.digests for each in outcomes), sum(each.reminders for each in outcomes))


def _by_person(firings: Sequence[Firing], on: date) -> dict[UUID, list[Line]]:
    """The lines of each person, each duty once."""
    units = {firing.due.unit_id for firing in firings}
    holders = {firing.due.person_id for firing in firings if firing.due.person_id}
    told = DayRecipients(units, holders, on)
    chosen: dict[UUID, dict[str, Line]] = {}
    for firing in firings:
        due = firing.due
        for recipient in told.of(firing.recipient, due.unit_id, due.person_id):
            lines = chosen.setdefault(recipient.person.pk, {})
            line = Line(firing, recipient)
            if due.key not in lines or line.is_better_than(lines[due.key]):
                lines[due.key] = line
    return {person: list(lines.values()) for person, lines in chosen.items()}


def _without_those_served(
    lines: Mapping[UUID, Sequence[Line]], rules: Reminders, day: Day
) -> dict[UUID, list[Line]]:
    """Leave out who had a digest today or wants it later, and what was said before."""
    served = set(Digest.objects.filter(on=day.on).values_list("person_id", flat=True))
    wishes = rulebooks.wishes_of(list(lines), rules)
    early = {who for who in lines if day.hour is not None and wishes[who].digest_hour > day.hour}
    said = _said_before({line.firing.occasion for each in lines.values() for line in each})
    left = {
        person: [line for line in each if (person, line.firing.occasion) not in said]
        for person, each in lines.items()
        if person not in served | early
    }
    return {person: each for person, each in left.items() if each}


def _said_before(occasions: set[str]) -> set[tuple[UUID, str]]:
    ordered = sorted(occasions)
    said: set[tuple[UUID, str]] = set()
    for start in range(0, len(ordered), OCCASIONS_A_QUERY):
        some = ordered[start : start + OCCASIONS_A_QUERY]
        rows = Reminder.objects.filter(occasion__in=some).order_by()
        said.update(rows.values_list("person_id", "occasion"))
    return said


def _write_safely(lines: Mapping[UUID, Sequence[Line]], rules: Reminders, day: Day) -> Outcome:
    """Write one chunk, or none of it when another worker was quicker; the next round sees to it."""
    try:
        return _write(lines, rules, day)
    except IntegrityError:
        logger.warning("another worker is writing the digests of %s", day.on)
        return Outcome()


@transaction.atomic
def _write(lines: Mapping[UUID, Sequence[Line]], rules: Reminders, day: Day) -> Outcome:
    ordered = {who: sorted(each, key=lambda line: line.order) for who, each in lines.items()}
    made = Digest.objects.bulk_create(
        Digest(person_id=who, on=day.on, made_at=day.at) for who in ordered
    )
    wishes = rulebooks.wishes_of(list(ordered), rules)
    reminders: list[Reminder] = []
    messages: list[Message] = []
    for digest in made:
        own = ordered[digest.person_id]
        reminders += [_reminder(digest, place, line, rules) for place, line in enumerate(own)]
        messages.append(in_app(_letter(digest, own, rules, day), day.at))
        present = [line for line in own if not line.recipient.is_away]
        if present and wishes[digest.person_id].wants_email and own[0].recipient.person.email:
            messages.append(by_email(_letter(digest, present, rules, day), day.at))
    Reminder.objects.bulk_create(reminders)
    Message.objects.bulk_create(messages)
    return Outcome(len(made), len(reminders))


def _letter(digest: Digest, lines: Sequence[Line], rules: Reminders, day: Day) -> Letter:
    words = compose(lines, rules, day.on, day.url)
    person = lines[0].recipient.person
    return Letter(f"digest/{day.on.isoformat()}", person, words, digest=digest)


def _reminder(digest: Digest, place: int, line: Line, rules: Reminders) -> Reminder:
    words = line.words(rules)
    return Reminder(
        digest=digest,
        person_id=digest.person_id,
        occasion=line.firing.occasion,
        place=place,
        rule=line.firing.rule,
        template=words.template,
        template_version=words.version,
        heading=words.subject[:100],
        title=line.title,
        line=words.body,
        url=line.firing.due.url,
        light=line.firing.due.light,
        is_away=line.recipient.is_away,
        is_standing_in=line.recipient.is_standing_in,
    )


def _chunks(people: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    for start in range(0, len(people), PEOPLE_A_TRANSACTION):
        yield people[start : start + PEOPLE_A_TRANSACTION]
