"""What delivery records, split by noun."""

from yingshang.apps.delivery.events.implementation import (
    DraftingOpened,
    ImplementationAccepted,
    ImplementationChangeBegun,
    ImplementationSaved,
    ImplementationSentBack,
    ImplementationSigned,
    ImplementationTakenBack,
    MilestonesProven,
    ProofWithdrawn,
)
from yingshang.apps.delivery.events.plan import PlanRevised, PlanTakenUp
from yingshang.apps.delivery.events.returns import (
    CorrectionBegun,
    EvidenceAttached,
    EvidenceDetached,
    PeriodOpened,
    ReturnApproved,
    ReturnHandedBack,
    ReturnHandedIn,
    ReturnSentBack,
    ReturnSubmitted,
    ReturnTakenBack,
)

__all__ = [
    "CorrectionBegun",
    "DraftingOpened",
    "EvidenceAttached",
    "EvidenceDetached",
    "ImplementationAccepted",
    "ImplementationChangeBegun",
    "ImplementationSaved",
    "ImplementationSentBack",
    "ImplementationSigned",
    "ImplementationTakenBack",
    "MilestonesProven",
    "PeriodOpened",
    "PlanRevised",
    "PlanTakenUp",
    "ProofWithdrawn",
    "ReturnApproved",
    "ReturnHandedBack",
    "ReturnHandedIn",
    "ReturnSentBack",
    "ReturnSubmitted",
    "ReturnTakenBack",
]
