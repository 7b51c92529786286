"""What a service is told when a duty begins: values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.directory.models import Person, Unit


@dataclass(frozen=True)
class Matter:
    """What a duty is about: a row of another app, its short code and its theme for grouping."""

    type: str
    key: str
    code: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Term:
    """The dates of a duty.

    Attributes:
        started_at: The event from which the limit counts; midnight where only its day is known.
        opened_at: From when it can be done.
        due_on: Last day, inclusive; what counts for scoring.
        practical_on: Last working day on or before `due_on`, which may be a rest day.
        warn_at: From when the light warns.
        due_at: First instant that is late.
        limit_ref: Id of the time limit in the pack; empty for a plain date.
        release_digest: The pack release whose limit was used.
        explanation: Steps, each `{"zh": …, "en": …}`.
        is_provisional: The holiday calendar of that year is not known yet.
    """

    started_at: datetime
    opened_at: datetime
    due_on: date
    practical_on: date
    warn_at: datetime
    due_at: datetime
    limit_ref: str = ""
    release_digest: str = ""
    explanation: tuple[dict[str, str], ...] = ()
    is_provisional: bool = False


@dataclass(frozen=True)
class Duty:
    """A duty about to begin. `subject` is (type, key) of the row that will fulfil it."""

    kind: str
    title_zh: str
    title_en: str
    subject: tuple[str, str]
    holder: Unit
    term: Term
    matter: Matter | None = None
    period_on: date | None = None
    person: Person | None = None
    co_holders: tuple[Unit, ...] = ()
