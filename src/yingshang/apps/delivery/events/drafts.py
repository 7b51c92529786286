"""What delivery records of imported plans. Single corrections are rows of the draft itself."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.events import Fact, Subject

DRAFT = "delivery.plandraft"


@dataclass(frozen=True, kw_only=True)
class PlanDraftReceived(Fact):
    """A document was uploaded and read."""

    kind = "delivery.plan_draft_received"
    sentence = _("The document %(file_name)s was imported as a draft: %(tasks)s tasks were found.")

    draft: str
    file_name: str
    sha256: str
    tasks: int

    def subjects(self) -> tuple[Subject, ...]:
        """The draft."""
        return (Subject("draft", DRAFT, self.draft),)


@dataclass(frozen=True, kw_only=True)
class PlanDraftApproved(Fact):
    """A draft became a plan; `corrections` counts what people had changed."""

    kind = "delivery.plan_draft_approved"
    sentence = _("The draft %(title)s was approved with %(corrections)s corrections.")

    draft: str
    plan: str
    title: str
    corrections: int

    def subjects(self) -> tuple[Subject, ...]:
        """The draft and the plan that it became."""
        return (Subject("draft", DRAFT, self.draft), Subject("plan", "delivery.plan", self.plan))


@dataclass(frozen=True, kw_only=True)
class PlanDraftDeleted(Fact):
    """A draft was given up; its file and text are gone, its digest and the reason stay."""

    kind = "delivery.plan_draft_deleted"
    sentence = _("The draft %(file_name)s was deleted: %(reason)s")

    draft: str
    file_name: str
    sha256: str
    reason: str

    def subjects(self) -> tuple[Subject, ...]:
        """The draft."""
        return (Subject("draft", DRAFT, self.draft),)
