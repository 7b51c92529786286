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

__all__ = [
    "DraftingOpened",
    "ImplementationAccepted",
    "ImplementationChangeBegun",
    "ImplementationSaved",
    "ImplementationSentBack",
    "ImplementationSigned",
    "ImplementationTakenBack",
    "MilestonesProven",
    "PlanRevised",
    "PlanTakenUp",
    "ProofWithdrawn",
]
