"""What delivery records of periods and returns. Drafts that nobody handed in are no facts yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.events.implementation import READERS, TASK
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject

RETURN = "delivery.return"
PERIOD = "delivery.reportingperiod"
DIGITS_SHOWN = 16
VERDICTS = {"hollow": _("says nothing"), "false": _("not true")}


@dataclass(frozen=True, kw_only=True)
class PeriodOpened(Fact):
    """A month or quarter was opened, or completed by returns that were missing."""

    kind = "delivery.period_opened"
    sentence = _("%(name)s was opened: %(count)s returns are due by %(due_on)s.")
    visible_to = ("officials",)

    period: str
    name: str
    count: int
    due_on: str

    def subjects(self) -> tuple[Subject, ...]:
        """The period."""
        return (Subject("period", PERIOD, self.period),)


@dataclass(frozen=True, kw_only=True)
class AboutReturn(Fact):
    """The part of a fact that names one version of one return; a summary has no task."""

    visible_to = READERS
    actor_visible_to = READERS

    report: str
    number: int
    title: str
    task: str
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The return, its unit, and its task where it has one."""
        found = (Subject("return", RETURN, self.report), Subject("unit", UNIT, self.unit_id))
        return (*found, Subject("task", TASK, self.task)) if self.task else found


@dataclass(frozen=True, kw_only=True)
class ReturnHandedIn(AboutReturn):
    """A return was filled in and waits for the unit's reviewer."""

    kind = "delivery.return_handed_in"
    sentence = _("%(unit)s: “%(title)s” was filled in and waits for the unit's reviewer.")


@dataclass(frozen=True, kw_only=True)
class ReturnHandedBack(AboutReturn):
    """The unit's reviewer asks for something to be put right."""

    kind = "delivery.return_handed_back"
    sentence = _("%(unit)s: the reviewer handed “%(title)s” back: %(note)s")
    note: str


@dataclass(frozen=True, kw_only=True)
class ReturnSubmitted(AboutReturn):
    """A return left its unit; `flags` are codes of what the checks found."""

    kind = "delivery.return_submitted"
    sentence = _("%(unit)s submitted “%(title)s” (version %(number)s).")
    flags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnTakenBack(AboutReturn):
    """A unit took its return back before anybody had checked it."""

    kind = "delivery.return_taken_back"
    sentence = _("%(unit)s took “%(title)s” back: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReturnApproved(AboutReturn):
    """The lead office approved a return."""

    kind = "delivery.return_approved"
    sentence = _("“%(title)s” of %(unit)s was approved (version %(number)s).")


@dataclass(frozen=True, kw_only=True)
class ReturnSentBack(AboutReturn):
    """The lead office sent a return back; `verdict` is `hollow` or `false`."""

    kind = "delivery.return_sent_back"
    sentence = _("“%(title)s” of %(unit)s was sent back (%(verdict)s): %(reason)s")
    verdict: str
    reason: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the verdict in the reader's language."""
        return {**values, "verdict": VERDICTS.get(values["verdict"], values["verdict"])}


@dataclass(frozen=True, kw_only=True)
class CorrectionBegun(AboutReturn):
    """A unit corrects a return that was approved; the approved version stays on record."""

    kind = "delivery.correction_begun"
    sentence = _("%(unit)s corrects “%(title)s”: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class EvidenceAttached(AboutReturn):
    """A file was attached to a return."""

    kind = "delivery.evidence_attached"
    sentence = _("%(unit)s attached the file %(name)s to “%(title)s” (SHA-256 %(sha256)s).")
    name: str
    sha256: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """So much of the digest as people compare; the whole stays in the event."""
        return {**values, "sha256": f"{values['sha256'][:DIGITS_SHOWN]}…"}


@dataclass(frozen=True, kw_only=True)
class EvidenceDetached(AboutReturn):
    """A file was taken off a draft; older versions keep it."""

    kind = "delivery.evidence_detached"
    sentence = _("%(unit)s took the file %(name)s off “%(title)s”.")
    name: str
    sha256: str
