"""Facts: what an app says has happened. Every app defines its own in its `events.py`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_facts: dict[str, type[Fact]] = {}


@dataclass(frozen=True)
class Subject:
    """Something that a fact is about, and the part it plays there.

    Args:
        role: The part played, such as `unit` or `approver`.
        type: The model's label in lower case, such as `directory.unit`.
        id: Its primary key; compared and stored as text.
    """

    role: str
    type: str
    id: UUID | str

    @property
    def key(self) -> str:
        """The primary key as text."""
        return str(self.id)


@dataclass(frozen=True, kw_only=True)
class Fact(ABC):
    """Base of every fact: past tense, primitives and ids only, never a model instance.

    A subclass is known to the ledger by its `kind` as soon as its module is loaded; the ledger
    loads `events.py` of every app at start.

    Attributes:
        kind: `<app>.<past participle>`; never renamed once released.
        version: Raised when the fields change their meaning.
        personal: Fields that hold personal values. They are kept apart, encrypted and erasable.
        sentence: What the timeline says, a lazy message with `%(field)s` placeholders.
        visible_to: Names of audience rules; who matches any of them may read the event.
        personal_visible_to: The same for the personal values; everybody else reads a mask.
        actor_visible_to: The same for the name of the person who acted.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    personal: ClassVar[frozenset[str]] = frozenset()
    sentence: ClassVar[StrPromise]
    visible_to: ClassVar[tuple[str, ...]] = ("officials",)
    personal_visible_to: ClassVar[tuple[str, ...]] = ()
    actor_visible_to: ClassVar[tuple[str, ...]] = ("officials",)

    def __init_subclass__(cls, **options: Any) -> None:
        """Register a fact that has a kind of its own; a kind belongs to one class."""
        super().__init_subclass__(**options)
        if "kind" not in cls.__dict__:
            return
        known = _facts.setdefault(cls.kind, cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"{cls.kind} is already the kind of {known.__qualname__}")

    @abstractmethod
    def subjects(self) -> tuple[Subject, ...]:
        """Everything in whose timeline this fact appears; at least one."""

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Turn the stored values into the words of the sentence; override to name codes."""
        return values

    @classmethod
    def say(cls, values: Mapping[str, Any]) -> str:
        """The sentence in the language of the reader."""
        return str(cls.sentence) % cls.wording(values)


def fact_class(kind: str) -> type[Fact] | None:
    """The class of `kind`, or None for a fact of an app that is no longer installed."""
    return _facts.get(kind)


def fact_classes() -> tuple[type[Fact], ...]:
    """Every known fact, by kind."""
    return tuple(_facts[kind] for kind in sorted(_facts))


@dataclass(frozen=True, kw_only=True)
class ClockMoved(Fact):
    """The clock of a sample or training installation was set to another instant."""

    kind = "ledger.clock_moved"
    sentence = _("The installation's clock was moved from %(moved_from)s to %(moved_to)s.")

    moved_from: str
    moved_to: str

    def subjects(self) -> tuple[Subject, ...]:
        """The clock."""
        return (Subject("clock", "ledger.clock", "1"),)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write both instants as people do, in local time."""
        zone = ZoneInfo(settings.TIME_ZONE)
        return {
            name: date_format(datetime.fromisoformat(text).astimezone(zone), "DATETIME_FORMAT")
            for name, text in values.items()
        }


@dataclass(frozen=True, kw_only=True)
class PersonalValuesErased(Fact):
    """Personal values of one event were erased; the event itself stays."""

    kind = "ledger.personal_values_erased"
    sentence = _("Personal values of event %(event)s were erased: %(reason)s")

    event: int
    fields: tuple[str, ...]
    reason: str

    def subjects(self) -> tuple[Subject, ...]:
        """The event that lost its personal values."""
        return (Subject("event", "ledger.event", str(self.event)),)


@dataclass(frozen=True, kw_only=True)
class DeliveryRetried(Fact):
    """A dead letter was given back to its subscriber by a person."""

    kind = "ledger.delivery_retried"
    sentence = _("Event %(event)s is delivered to %(subscriber)s again.")

    event: int
    subscriber: str

    def subjects(self) -> tuple[Subject, ...]:
        """The event that is delivered."""
        return (Subject("event", "ledger.event", str(self.event)),)


@dataclass(frozen=True, kw_only=True)
class JobEnded(Fact):
    """Long work came to an end: done, failed or cancelled."""

    kind = "ledger.job_ended"
    sentence = _("%(title)s: %(outcome)s after %(done)s of %(total)s.")

    job: str
    title: str
    outcome: str
    done: int
    total: int

    def subjects(self) -> tuple[Subject, ...]:
        """The job."""
        return (Subject("job", "ledger.job", self.job),)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the outcome in the reader's language."""
        return {**values, "outcome": gettext(str(values["outcome"]))}
