"""What happens in supervision: facts in the past tense, of primitives only."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.events import CASE
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject

PROPOSAL = "supervision.proposal"
REPORT = "supervision.specialreport"
READERS = ("supervision.readers",)


@dataclass(frozen=True, kw_only=True)
class AboutProposal(Fact):
    """The part of a fact that names one proposal, its case and its unit."""

    visible_to = READERS
    actor_visible_to = READERS

    proposal: int
    ground: str
    case: int
    number: str
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The proposal, the matter, and the unit."""
        return (
            Subject("proposal", PROPOSAL, str(self.proposal)),
            Subject("matter", CASE, str(self.case)),
            Subject("unit", UNIT, self.unit_id),
        )


@dataclass(frozen=True, kw_only=True)
class SupervisionProposed(AboutProposal):
    """The record shows a ground."""

    kind = "supervision.proposed"
    sentence = _("%(unit)s was proposed for supervision in %(number)s: %(shown)s")

    shown: str


@dataclass(frozen=True, kw_only=True)
class ProposalLapsed(AboutProposal):
    """The ground holds no longer."""

    kind = "supervision.lapsed"
    sentence = _("The proposal about %(unit)s in %(number)s lapsed: its ground holds no longer.")


@dataclass(frozen=True, kw_only=True)
class ProposalDismissed(AboutProposal):
    """Somebody decided that nothing follows."""

    kind = "supervision.dismissed"
    sentence = _("The proposal about %(unit)s in %(number)s was dismissed: %(reason)s")

    reason: str


@dataclass(frozen=True, kw_only=True)
class ProposalTakenUp(AboutProposal):
    """It became a supervision, which awaits its approval."""

    kind = "supervision.taken_up"
    sentence = _("The proposal about %(unit)s in %(number)s became supervision %(supervision)s.")

    supervision: str
    supervision_case: int

    def subjects(self) -> tuple[Subject, ...]:
        """Those of the proposal, and the case that it became."""
        return (*super().subjects(), Subject("supervision", CASE, str(self.supervision_case)))


@dataclass(frozen=True, kw_only=True)
class UnitAsked(AboutProposal):
    """A unit outside the city's supervision was written a letter."""

    kind = "supervision.asked"
    sentence = _("%(unit)s was asked by letter about %(number)s.")


@dataclass(frozen=True, kw_only=True)
class AboutReport(Fact):
    """The part of a fact that names one special report."""

    visible_to = READERS
    actor_visible_to = READERS

    report: int
    title: str
    year: int
    issue: int

    def subjects(self) -> tuple[Subject, ...]:
        """The report."""
        return (Subject("report", REPORT, str(self.report)),)


@dataclass(frozen=True, kw_only=True)
class ReportDrafted(AboutReport):
    """A report was drafted from the record."""

    kind = "supervision.report_drafted"
    sentence = _("%(title)s %(year)s/%(issue)s was drafted from the record.")


@dataclass(frozen=True, kw_only=True)
class ReportRewritten(AboutReport):
    """Somebody changed the words of a draft."""

    kind = "supervision.report_rewritten"
    sentence = _("The words of %(title)s %(year)s/%(issue)s were changed.")


@dataclass(frozen=True, kw_only=True)
class ReportChecked(AboutReport):
    """Somebody else checked it."""

    kind = "supervision.report_checked"
    sentence = _("%(title)s %(year)s/%(issue)s was checked.")


@dataclass(frozen=True, kw_only=True)
class ReportSigned(AboutReport):
    """A leader signed it; it goes to the government."""

    kind = "supervision.report_signed"
    sentence = _("%(title)s %(year)s/%(issue)s was signed.")


@dataclass(frozen=True, kw_only=True)
class ReportSentBack(AboutReport):
    """Whoever would sign it gave it back."""

    kind = "supervision.report_sent_back"
    sentence = _("%(title)s %(year)s/%(issue)s was given back to its authors: %(reason)s")

    reason: str
