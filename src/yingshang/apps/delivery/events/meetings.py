"""What delivery records of dispatch meetings and of what they decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.events.implementation import READERS, TASK
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject

MEETING = "delivery.meeting"
DECISION = "delivery.decision"
DECISION_VERDICTS = {
    "proven": _("proven"),
    "hollow": _("says nothing"),
    "false": _("not true"),
}


@dataclass(frozen=True, kw_only=True)
class AboutMeeting(Fact):
    """The part of a fact that names one meeting and the units concerned."""

    visible_to = READERS
    actor_visible_to = READERS

    meeting: str
    number: int
    units: tuple[UUID, ...]

    def subjects(self) -> tuple[Subject, ...]:
        """The meeting and its units."""
        return (
            Subject("meeting", MEETING, self.meeting),
            *(Subject("unit", UNIT, unit) for unit in self.units),
        )


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(AboutMeeting):
    """The lead office called a meeting."""

    kind = "delivery.meeting_called"
    sentence = _("Dispatch meeting No. %(number)s was called for %(held_on)s at %(place)s.")
    held_on: str
    place: str


@dataclass(frozen=True, kw_only=True)
class MeetingChanged(AboutMeeting):
    """Day, place, chair or units of a meeting to come were changed."""

    kind = "delivery.meeting_changed"
    sentence = _("Dispatch meeting No. %(number)s is now on %(held_on)s at %(place)s.")
    held_on: str
    place: str


@dataclass(frozen=True, kw_only=True)
class AgendaDrawnUp(AboutMeeting):
    """The agenda was made from how things stood."""

    kind = "delivery.agenda_drawn_up"
    sentence = _("The agenda of dispatch meeting No. %(number)s was drawn up: %(count)s items.")
    count: int


@dataclass(frozen=True, kw_only=True)
class AgendaItemAdded(AboutMeeting):
    """An item was added by hand."""

    kind = "delivery.agenda_item_added"
    sentence = _("“%(title)s” was put on the agenda of dispatch meeting No. %(number)s.")
    title: str


@dataclass(frozen=True, kw_only=True)
class AgendaItemRemoved(AboutMeeting):
    """An item that had been added by hand was taken off."""

    kind = "delivery.agenda_item_removed"
    sentence = _("“%(title)s” was taken off the agenda of dispatch meeting No. %(number)s.")
    title: str


@dataclass(frozen=True, kw_only=True)
class MeetingHeld(AboutMeeting):
    """A meeting took place."""

    kind = "delivery.meeting_held"
    sentence = _(
        "Dispatch meeting No. %(number)s was held on %(held_on)s: %(came)s units came, "
        "%(absent)s did not."
    )
    held_on: str
    came: int
    absent: int


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(AboutMeeting):
    """A meeting will not take place."""

    kind = "delivery.meeting_cancelled"
    sentence = _("Dispatch meeting No. %(number)s was cancelled: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class MinutesSettled(AboutMeeting):
    """The minutes are final."""

    kind = "delivery.minutes_settled"
    sentence = _(
        "The minutes of dispatch meeting No. %(number)s were settled: %(count)s decisions."
    )
    count: int


@dataclass(frozen=True, kw_only=True)
class AboutDecision(Fact):
    """The part of a fact that names one decision of a meeting."""

    visible_to = READERS
    actor_visible_to = READERS

    decision: str
    meeting: str
    number: int
    what: str
    task: str
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The decision, its meeting, its unit, and its task where it has one."""
        found = (
            Subject("decision", DECISION, self.decision),
            Subject("meeting", MEETING, self.meeting),
            Subject("unit", UNIT, self.unit_id),
        )
        return (*found, Subject("task", TASK, self.task)) if self.task else found


@dataclass(frozen=True, kw_only=True)
class DecisionMade(AboutDecision):
    """A meeting decided that a unit is to do something."""

    kind = "delivery.decision_made"
    sentence = _("Dispatch meeting No. %(number)s decided: %(unit)s does “%(what)s” by %(due_on)s.")
    due_on: str


@dataclass(frozen=True, kw_only=True)
class DecisionReported(AboutDecision):
    """The unit says that it has done it."""

    kind = "delivery.decision_reported"
    sentence = _("%(unit)s reported on “%(what)s”: %(note)s")
    note: str


@dataclass(frozen=True, kw_only=True)
class DecisionChecked(AboutDecision):
    """The lead office checked the report."""

    kind = "delivery.decision_checked"
    sentence = _("The report of %(unit)s on “%(what)s” was checked: %(verdict)s. %(note)s")
    verdict: str
    note: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the verdict in the reader's language."""
        verdict = values["verdict"]
        return {**values, "verdict": DECISION_VERDICTS.get(verdict, verdict)}


@dataclass(frozen=True, kw_only=True)
class DecisionWithdrawn(AboutDecision):
    """The lead office took a decision back."""

    kind = "delivery.decision_withdrawn"
    sentence = _("“%(what)s” of %(unit)s is no longer to be done: %(reason)s")
    reason: str
