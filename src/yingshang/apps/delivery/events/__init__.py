"""What delivery records, split by noun."""

from yingshang.apps.delivery.events.plan import PlanRevised, PlanTakenUp

__all__ = ["PlanRevised", "PlanTakenUp"]
