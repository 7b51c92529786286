"""The rules and words that hold, and how each person wants to be reminded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from yingshang.apps.messages.decisions import Quiet
from yingshang.apps.messages.models import Preference, Rulebook
from yingshang.engines.packs.schema.reminders import Reminders


@dataclass(frozen=True)
class Wishes:
    """How one person is to be reminded, the city's rule filled in.

    Attributes:
        digest_hour: Local hour from which the digest is sent.
        quiet: Hours without e-mail; None when there are none.
    """

    wants_email: bool
    digest_hour: int
    quiet: Quiet | None


def current() -> Reminders | None:
    """The rules of the newest release; None when no installed pack has any."""
    book = Rulebook.objects.order_by("-taken_over_at", "-pk").first()
    return book.rules if book else None


def preference_of(person_id: UUID) -> Preference:
    """What a person chose; an unsaved row when they chose nothing."""
    found = Preference.objects.filter(person_id=person_id).first()
    return found or Preference(person_id=person_id)


def wishes_of(people: Collection[UUID], rules: Reminders) -> Mapping[UUID, Wishes]:
    """The wishes of each of `people`, in one query."""
    chosen = {row.person_id: row for row in Preference.objects.filter(person_id__in=list(people))}
    return {person: _wishes(chosen.get(person) or Preference(), rules) for person in people}


def _wishes(chosen: Preference, rules: Reminders) -> Wishes:
    hour = rules.digest_hour if chosen.digest_hour is None else chosen.digest_hour
    return Wishes(chosen.wants_email, hour, quiet_hours(chosen, rules))


def quiet_hours(chosen: Preference, rules: Reminders | None) -> Quiet | None:
    """The person's own quiet hours, or else the city's."""
    if chosen.quiet_from is not None and chosen.quiet_to is not None:
        return Quiet(chosen.quiet_from, chosen.quiet_to)
    quiet = rules.quiet if rules else None
    return Quiet(quiet.begins, quiet.ends) if quiet else None
