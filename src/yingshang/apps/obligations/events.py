"""What happens to duties: facts in the past tense, of primitives only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.events import Fact, Subject

OBLIGATION = "obligations.obligation"
UNIT = "directory.unit"
MOVE_REASONS = {
    "pause": _("the clock was paused"),
    "extension": _("extension granted"),
    "calendar": _("the holiday calendar changed"),
    "suspension": _("resumed after a suspension"),
    "returned": _("sent back with a new date"),
}
VERDICT_NAMES = {"proven": _("proven"), "hollow": _("says nothing"), "false": _("not true")}


@dataclass(frozen=True, kw_only=True)
class AboutObligation:
    """The part of a fact that names one duty, what it is about, and who holds it."""

    obligation: int
    title: str
    subject_type: str
    subject_key: str
    matter_type: str
    matter_key: str
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The duty, the row that fulfils it, the matter, the holder."""
        found = [
            Subject("obligation", OBLIGATION, str(self.obligation)),
            Subject("subject", self.subject_type, self.subject_key),
            Subject("unit", UNIT, self.unit_id),
        ]
        if self.matter_key:
            found.append(Subject("matter", self.matter_type, self.matter_key))
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class ObligationsOpened(Fact):
    """Duties of one kind came into being together; `titles` is their number."""

    kind = "obligations.opened"
    sentence = _("%(count)s duties were opened: %(name)s, due on %(due_on)s.")

    obligation_kind: str
    name: str
    count: int
    due_on: str
    units: tuple[UUID, ...]
    matters: tuple[tuple[str, str], ...]

    def subjects(self) -> tuple[Subject, ...]:
        """Every holder and every matter."""
        units = tuple(Subject("unit", UNIT, unit) for unit in self.units)
        return units + tuple(Subject("matter", kind, key) for kind, key in self.matters)


@dataclass(frozen=True, kw_only=True)
class ObligationClaimed(AboutObligation, Fact):
    """The holder says that it is done; `late_reason` is empty when it was in time."""

    kind = "obligations.claimed"
    sentence = _("%(unit)s reported “%(title)s” as done.")
    late_reason: str


@dataclass(frozen=True, kw_only=True)
class ClaimTakenBack(AboutObligation, Fact):
    """The holder took a claim back before anybody had checked it."""

    kind = "obligations.claim_taken_back"
    sentence = _("%(unit)s took “%(title)s” back to put it right: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationVerified(AboutObligation, Fact):
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
class ObligationSuspended(AboutObligation, Fact):
    """A duty rests until further notice."""

    kind = "obligations.suspended"
    sentence = _("“%(title)s” of %(unit)s was suspended: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationResumed(AboutObligation, Fact):
    """A suspended duty runs again."""

    kind = "obligations.resumed"
    sentence = _("“%(title)s” of %(unit)s was resumed; it is due on %(due_on)s.")
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ObligationWithdrawn(AboutObligation, Fact):
    """A duty no longer exists."""

    kind = "obligations.withdrawn"
    sentence = _("“%(title)s” of %(unit)s was withdrawn: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationHandedOver(AboutObligation, Fact):
    """Another person of the unit holds the duty."""

    kind = "obligations.handed_over"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("“%(title)s” of %(unit)s was handed to %(person)s.")
    person: str


@dataclass(frozen=True, kw_only=True)
class DatesMoved(AboutObligation, Fact):
    """The dates of a duty changed; `reason` is one of `DueChange.Reason`."""

    kind = "obligations.dates_moved"
    sentence = _("“%(title)s” of %(unit)s moved from %(from_on)s to %(to_on)s: %(reason)s")
    reason: str
    from_on: str
    to_on: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the reason in the reader's language."""
        return {**values, "reason": MOVE_REASONS.get(values["reason"], values["reason"])}


@dataclass(frozen=True, kw_only=True)
class ClockPaused(AboutObligation, Fact):
    """The time of a duty stopped on a ground that its limit allows."""

    kind = "obligations.clock_paused"
    sentence = _("The time of “%(title)s” stopped on %(from_on)s: %(ground)s")
    ground: str
    from_on: str


@dataclass(frozen=True, kw_only=True)
class LatenessExplained(AboutObligation, Fact):
    """The holder gave the reason why it was late."""

    kind = "obligations.lateness_explained"
    sentence = _("%(unit)s gave the reason for the lateness of “%(title)s”: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class RechecksDrawn(Fact):
    """Settled duties were drawn at random to be looked at again; anyone can repeat the draw."""

    kind = "obligations.rechecks_drawn"
    sentence = _("%(count)s of %(population)s settled duties were drawn with the seed %(seed)s.")
    seed: str
    count: int
    population: int
    period_on: str

    def subjects(self) -> tuple[Subject, ...]:
        """The draw."""
        return (Subject("draw", "obligations.draw", self.seed[:80]),)


@dataclass(frozen=True, kw_only=True)
class RecheckFound(AboutObligation, Fact):
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
