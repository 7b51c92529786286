"""What happens to duties: facts in the past tense, of primitives only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.events import PERSON, UNIT
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.obligations.kinds import kind_name

# Those who may read a duty, and nobody else, may read what happens to it; see `audiences.py`.
READERS = ("obligations.readers",)
OBLIGATION = "obligations.obligation"
MOVE_REASONS = {
    "pause": _("the clock was paused"),
    "extension": _("extension granted"),
    "calendar": _("the holiday calendar changed"),
    "suspension": _("resumed after a suspension"),
    "told": _("told by the system that holds the case"),
}
VERDICT_NAMES = {"proven": _("proven"), "hollow": _("says nothing"), "false": _("not true")}


DAYS = ("due_on", "from_on", "to_on", "until_on")


def _with_days(values: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: values[name] for name in DAYS if name in values}
    shown = {name: date_format(date.fromisoformat(day)) for name, day in days.items()}
    return {**values, **shown}


@dataclass(frozen=True, kw_only=True)
class AboutObligation(Fact):
    """The part of a fact that names one duty, what it is about, and who holds it."""

    visible_to = READERS
    actor_visible_to = READERS

    obligation: int
    title: str
    subject_type: str
    subject_key: str
    matter_type: str
    matter_key: str
    unit_id: UUID
    unit: str
    co_units: tuple[UUID, ...] = ()

    def subjects(self) -> tuple[Subject, ...]:
        """The duty, the row that fulfils it, the matter, the holder and those beside it."""
        found = [
            Subject("obligation", OBLIGATION, str(self.obligation)),
            Subject("subject", self.subject_type, self.subject_key),
            Subject("unit", UNIT, self.unit_id),
            *(Subject("co_unit", UNIT, unit) for unit in self.co_units),
        ]
        if self.matter_key:
            found.append(Subject("matter", self.matter_type, self.matter_key))
        return tuple(found)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write days as the reader writes them."""
        return _with_days(values)


@dataclass(frozen=True, kw_only=True)
class ObligationsOpened(Fact):
    """Duties of one kind came into being together, due on one day."""

    kind = "obligations.opened"
    visible_to = READERS
    actor_visible_to = READERS
    sentence = _("%(count)s duties were opened: %(name)s, due on %(due_on)s.")

    obligation_kind: str
    count: int
    due_on: str
    units: tuple[UUID, ...]
    co_units: tuple[UUID, ...]
    matters: tuple[tuple[str, str], ...]

    def subjects(self) -> tuple[Subject, ...]:
        """Every holder, every unit beside one, and every matter."""
        return (
            *(Subject("unit", UNIT, unit) for unit in self.units),
            *(Subject("co_unit", UNIT, unit) for unit in self.co_units),
            *(Subject("matter", kind, key) for kind, key in self.matters),
        )

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the kind in the reader's language."""
        return {**_with_days(values), "name": kind_name(values["obligation_kind"])}


@dataclass(frozen=True, kw_only=True)
class ObligationClaimed(AboutObligation):
    """The holder says that it is done; `late_reason` is empty when it was in time."""

    kind = "obligations.claimed"
    sentence = _("%(unit)s reported “%(title)s” as done.")
    late_reason: str


@dataclass(frozen=True, kw_only=True)
class ClaimTakenBack(AboutObligation):
    """The holder took a claim back before anybody had checked it."""

    kind = "obligations.claim_taken_back"
    sentence = _("%(unit)s took “%(title)s” back to put it right: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationVerified(AboutObligation):
    """Somebody else checked a claim."""

    kind = "obligations.verified"
    sentence = _("“%(title)s” of %(unit)s was checked: %(verdict)s. %(note)s")
    verdict: str
    note: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the verdict in the reader's language."""
        verdict = values["verdict"]
        return {**values, "verdict": VERDICT_NAMES.get(verdict, verdict)}


@dataclass(frozen=True, kw_only=True)
class ObligationSuspended(AboutObligation):
    """A duty rests until further notice."""

    kind = "obligations.suspended"
    sentence = _("“%(title)s” of %(unit)s was suspended: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationResumed(AboutObligation):
    """A suspended duty runs again."""

    kind = "obligations.resumed"
    sentence = _("“%(title)s” of %(unit)s was resumed; it is due on %(due_on)s.")
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ObligationWithdrawn(AboutObligation):
    """A duty no longer exists."""

    kind = "obligations.withdrawn"
    sentence = _("“%(title)s” of %(unit)s was withdrawn: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationHandedOver(AboutObligation):
    """Another person of the unit holds the duty."""

    kind = "obligations.handed_over"
    personal = frozenset({"person"})
    personal_visible_to = READERS
    sentence = _("“%(title)s” of %(unit)s was handed to %(person)s.")
    person: str


@dataclass(frozen=True, kw_only=True)
class DatesMoved(AboutObligation):
    """The dates of a duty changed; `reason` is one of `DueChange.Reason`."""

    kind = "obligations.dates_moved"
    sentence = _("“%(title)s” of %(unit)s moved from %(from_on)s to %(to_on)s: %(reason)s")
    reason: str
    from_on: str
    to_on: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the reason in the reader's language."""
        reason = values["reason"]
        return {**_with_days(values), "reason": MOVE_REASONS.get(reason, reason)}


@dataclass(frozen=True, kw_only=True)
class ClockPaused(AboutObligation):
    """The time of a duty stopped on a ground that its limit allows."""

    kind = "obligations.clock_paused"
    sentence = _("The time of “%(title)s” stopped on %(from_on)s: %(ground)s")
    ground: str
    from_on: str


@dataclass(frozen=True, kw_only=True)
class ClockResumed(AboutObligation):
    """The time of a duty runs again after a pause; `until_on` is the last day not counted."""

    kind = "obligations.clock_resumed"
    sentence = _("The time of “%(title)s” runs again; %(from_on)s to %(until_on)s do not count.")
    from_on: str
    until_on: str


@dataclass(frozen=True, kw_only=True)
class LatenessExplained(AboutObligation):
    """The holder gave the reason why it was late."""

    kind = "obligations.lateness_explained"
    sentence = _("%(unit)s gave the reason for the lateness of “%(title)s”: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class RechecksDrawn(Fact):
    """Settled duties were drawn at random to be looked at again; anyone can repeat the draw.

    `ids` are all that could have been drawn, `share` the part of them that was asked for.
    """

    kind = "obligations.rechecks_drawn"
    visible_to = READERS
    actor_visible_to = READERS
    sentence = _("%(count)s of %(population)s settled duties were drawn with the seed %(seed)s.")
    seed: str
    count: int
    population: int
    period_on: str
    share: str = ""
    ids: tuple[int, ...] = ()

    def subjects(self) -> tuple[Subject, ...]:
        """The draw."""
        return (Subject("draw", "obligations.draw", self.seed[:80]),)


@dataclass(frozen=True, kw_only=True)
class RecheckFound(AboutObligation):
    """A second look at a settled duty found something."""

    kind = "obligations.recheck_found"
    sentence = _("“%(title)s” of %(unit)s was looked at again: %(finding)s. %(note)s")
    finding: str
    note: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the finding in the reader's language."""
        finding = values["finding"]
        return {**values, "finding": VERDICT_NAMES.get(finding, finding)}


@dataclass(frozen=True, kw_only=True)
class DutiesUrged(Fact):
    """The lead office urged a unit on what is overdue or nearly due; once a duty and day."""

    kind = "obligations.urged"
    visible_to = READERS
    actor_visible_to = READERS
    sentence = _("%(unit)s was %(act)s: %(count)s overdue or nearly due.")

    unit_id: UUID
    unit: str
    is_asked: bool
    count: int
    obligations: tuple[int, ...]
    co_units: tuple[UUID, ...] = ()

    def subjects(self) -> tuple[Subject, ...]:
        """The unit, those beside it, and every duty."""
        return (
            Subject("unit", UNIT, self.unit_id),
            *(Subject("co_unit", UNIT, unit) for unit in self.co_units),
            *(Subject("obligation", OBLIGATION, str(pk)) for pk in self.obligations),
        )

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """A unit that is not supervised is asked."""
        act = _("asked for support") if values["is_asked"] else _("urged")
        return {**values, "act": act}


@dataclass(frozen=True, kw_only=True)
class DatesRecomputed(Fact):
    """The dates of all open duties were computed again, because the calendar changed.

    Those in `undated` could not be computed and keep their dates; somebody must look at them.
    """

    kind = "obligations.dates_recomputed"
    visible_to = READERS
    sentence = _(
        "Dates of %(seen)s duties were computed again: %(moved)s moved, %(undated)s have no date."
    )
    release: str
    seen: int
    moved: int
    undated: tuple[int, ...]

    def subjects(self) -> tuple[Subject, ...]:
        """The release whose calendar is used, and every duty without a date."""
        left = (Subject("obligation", OBLIGATION, str(pk)) for pk in self.undated)
        return (Subject("release", "registers.release", self.release), *left)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say how many, not which."""
        return {**values, "undated": len(values["undated"])}


@dataclass(frozen=True, kw_only=True)
class FeedOpened(Fact):
    """A person got a private calendar address; an older one ended with it."""

    kind = "obligations.feed_opened"
    visible_to = ("oneself", "administrator")
    sentence = _("A private calendar address was made.")
    person: UUID

    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", PERSON, self.person),)


@dataclass(frozen=True, kw_only=True)
class FeedRevoked(Fact):
    """A person's private calendar address ended."""

    kind = "obligations.feed_revoked"
    visible_to = ("oneself", "administrator")
    sentence = _("The private calendar address was revoked.")
    person: UUID

    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", PERSON, self.person),)


# What the subject of a duty tells in its own words when the duty is claimed and checked with it.
RETOLD = frozenset({ObligationClaimed.kind, ClaimTakenBack.kind, ObligationVerified.kind})
