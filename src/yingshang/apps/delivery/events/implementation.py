"""What delivery records of the units' own plans."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject

READERS = ("lead_office", "supervision_office", "city_leader", "own_unit")
IMPLEMENTATION = "delivery.implementationplan"
TASK = "delivery.task"


@dataclass(frozen=True, kw_only=True)
class DraftingOpened(Fact):
    """The lead office asked every responsible unit for its own plan."""

    kind = "delivery.drafting_opened"
    sentence = _("%(count)s implementation plans were asked for, due on %(due_on)s.")
    visible_to = READERS
    actor_visible_to = READERS

    plan: str
    count: int
    due_on: str

    def subjects(self) -> tuple[Subject, ...]:
        """The plan."""
        return (Subject("plan", "delivery.plan", self.plan),)


@dataclass(frozen=True, kw_only=True)
class AboutImplementation(Fact):
    """The part of a fact that names one version of one unit's plan for one task."""

    visible_to = READERS
    actor_visible_to = READERS

    implementation: str
    number: int
    task: str
    task_code: str
    task_title: str
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The implementation plan, its task and its unit."""
        return (
            Subject("implementation", IMPLEMENTATION, self.implementation),
            Subject("task", TASK, self.task),
            Subject("unit", UNIT, self.unit_id),
        )


@dataclass(frozen=True, kw_only=True)
class ImplementationSaved(AboutImplementation):
    """A draft was saved."""

    kind = "delivery.implementation_saved"
    sentence = _(
        "%(unit)s saved its plan for task %(task_code)s (version %(number)s): "
        "%(measures)s measures."
    )
    measures: int


@dataclass(frozen=True, kw_only=True)
class ImplementationSigned(AboutImplementation):
    """The unit's leader signed a version."""

    kind = "delivery.implementation_signed"
    sentence = _(
        "The leader of %(unit)s signed its plan for task %(task_code)s (version %(number)s)."
    )


@dataclass(frozen=True, kw_only=True)
class ImplementationTakenBack(AboutImplementation):
    """The unit took its signature back before anybody had reviewed the plan."""

    kind = "delivery.implementation_taken_back"
    sentence = _("%(unit)s took back its plan for task %(task_code)s: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ImplementationAccepted(AboutImplementation):
    """The lead office accepted a version."""

    kind = "delivery.implementation_accepted"
    sentence = _(
        "The lead office accepted the plan of %(unit)s for task %(task_code)s (version %(number)s)."
    )


@dataclass(frozen=True, kw_only=True)
class ImplementationSentBack(AboutImplementation):
    """The lead office sent a version back."""

    kind = "delivery.implementation_sent_back"
    sentence = _(
        "The lead office sent back the plan of %(unit)s for task %(task_code)s: %(reason)s"
    )
    reason: str


@dataclass(frozen=True, kw_only=True)
class ImplementationChangeBegun(AboutImplementation):
    """The unit began to change its accepted plan; `number` is that of the new version."""

    kind = "delivery.implementation_change_begun"
    sentence = _("%(unit)s is changing its plan for task %(task_code)s: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class MilestonesProven(AboutImplementation):
    """A return proved milestones; `results` are their words."""

    kind = "delivery.milestones_proven"
    sentence = _("A return of %(unit)s for task %(task_code)s proved: %(results)s")
    results: str
    return_key: str


@dataclass(frozen=True, kw_only=True)
class ProofWithdrawn(AboutImplementation):
    """What a return had proved is no longer taken as proven."""

    kind = "delivery.proof_withdrawn"
    sentence = _(
        "Milestones of %(unit)s for task %(task_code)s are no longer proven: %(results)s. "
        "%(reason)s"
    )
    results: str
    reason: str
