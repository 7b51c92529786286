"""How a law counts, and what a limit allows. All values come from a pack."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from yingshang.engines.timelimits.lengths import Length, Unit
from yingshang.engines.timelimits.wording import Bilingual


class StartRule(StrEnum):
    """Whether the day of the event is the first day counted."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class HourStart(StrEnum):
    """Where hours begin: at the stated moment, or at the next full hour (开始的时不计算)."""

    MOMENT = "moment"
    NEXT_HOUR = "next_hour"


class Roll(StrEnum):
    """What happens to a last day that is a rest day."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


class Boundary(StrEnum):
    """When the last day ends."""

    MIDNIGHT = "midnight"
    CLOSE_OF_BUSINESS = "close_of_business"


class Receipt(StrEnum):
    """When something that arrives on a rest day, or after the close of business, is received."""

    AS_RECEIVED = "as_received"
    NEXT_WORKING_DAY = "next_working_day"


class Standing(StrEnum):
    """How far an entry has been checked against its source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    EXAMPLE = "example"


@dataclass(frozen=True)
class DayReading:
    """What the word 日 means in one law.

    Attributes:
        read_as: `WORKING_DAY` or `CALENDAR_DAY`, unless one of the following applies.
        working_lengths: Only these numbers of days are working days (“二日、三日、五日、七日”).
        working_up_to: Lengths up to this one, inclusive, are working days (十日以内).
    """

    read_as: Unit = Unit.CALENDAR_DAY
    working_lengths: frozenset[int] = frozenset()
    working_up_to: int = 0

    def unit_for(self, count: int) -> Unit:
        """The unit in which `count` 日 are counted."""
        if count in self.working_lengths or 0 < count <= self.working_up_to:
            return Unit.WORKING_DAY
        return self.read_as


@dataclass(frozen=True)
class Articles:
    """The articles behind each counting rule; empty where the law is silent."""

    days: str = ""
    start: str = ""
    hours: str = ""
    months: str = ""
    roll: str = ""
    boundary: str = ""
    receipt: str = ""


@dataclass(frozen=True)
class Law:
    """The counting rules of one law, in force from `valid_from` to `valid_to` (inclusive)."""

    id: str
    name: Bilingual
    short_names: tuple[str, ...] = ()
    days: DayReading = DayReading()
    start: StartRule = StartRule.NEXT_DAY
    hours: HourStart = HourStart.MOMENT
    roll: Roll = Roll.NONE
    boundary: Boundary = Boundary.MIDNIGHT
    receipt: Receipt = Receipt.AS_RECEIVED
    articles: Articles = Articles()
    status: Standing = Standing.UNVERIFIED
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether `on` lies within the validity, both ends included."""
        return _covers(self.valid_from, self.valid_to, on)


@dataclass(frozen=True)
class Ground:
    """A reason for which a law stops the clock."""

    id: str
    name: Bilingual
    article: str = ""


@dataclass(frozen=True)
class ExtensionRule:
    """Whether and how a limit may be extended.

    Attributes:
        length: The longest single extension.
        times: How many extensions in all.
        ask_before: How long before the due date it must be asked for; None: by the due date.
    """

    length: Length
    times: int = 1
    ask_before: Length | None = None
    approver: Bilingual | None = None
    article: str = ""


class Effect(StrEnum):
    """From when a deemed decision counts."""

    START = "start"
    EXPIRY = "expiry"


@dataclass(frozen=True)
class DeemedRule:
    """What silence means once the limit has passed (视为受理, 视为准予延续 …)."""

    result: str
    name: Bilingual
    effect: Effect = Effect.EXPIRY
    article: str = ""


@dataclass(frozen=True)
class TimeLimit:
    """One limit of one law: how long, from which event, what stops, extends or replaces it."""

    length: Length
    law: Law
    id: str = ""
    name: Bilingual | None = None
    article: str = ""
    event: Bilingual | None = None
    roll: Roll | None = None
    boundary: Boundary | None = None
    grounds: tuple[Ground, ...] = ()
    extension: ExtensionRule | None = None
    deemed: DeemedRule | None = None
    status: Standing = Standing.UNVERIFIED
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = field(default="", compare=False)

    @property
    def unit(self) -> Unit:
        """The unit really counted: the law's reading where the length says 日."""
        return self.unit_of(self.length)

    def unit_of(self, length: Length) -> Unit:
        """The unit in which this limit's law counts `length`."""
        return self.law.days.unit_for(length.count) if length.unit is Unit.DAY else length.unit

    @property
    def counted(self) -> Length:
        """The length in the unit really counted."""
        return replace(self.length, unit=self.unit)

    @property
    def rolls(self) -> bool:
        """Whether a last day on a rest day moves to the next working day."""
        if self.length.is_before or self.unit is Unit.WORKING_DAY:
            return False
        return (self.roll or self.law.roll) is Roll.NEXT_WORKING_DAY

    @property
    def ends_at_close(self) -> bool:
        """Whether the last day ends with business hours instead of at midnight."""
        return (self.boundary or self.law.boundary) is Boundary.CLOSE_OF_BUSINESS

    def is_in_force(self, on: date) -> bool:
        """Whether `on` lies within the validity of the limit, both ends included."""
        return _covers(self.valid_from, self.valid_to, on)


def _covers(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)
