"""What is done with imported plans: receive, correct, undo, approve, delete."""

from yingshang.apps.delivery.services.drafts.approving import CityPlan, OwnRoom, approve
from yingshang.apps.delivery.services.drafts.correcting import correct, touch, undo
from yingshang.apps.delivery.services.drafts.deleting import delete
from yingshang.apps.delivery.services.drafts.entering import enter_unit
from yingshang.apps.delivery.services.drafts.receiving import Received, receive

__all__ = [
    "CityPlan",
    "OwnRoom",
    "Received",
    "approve",
    "correct",
    "delete",
    "enter_unit",
    "receive",
    "touch",
    "undo",
]
