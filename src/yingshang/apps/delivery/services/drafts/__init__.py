"""What is done with imported plans: receive, correct, undo, approve, discard."""

from yingshang.apps.delivery.services.drafts.approving import CityPlan, OwnRoom, approve
from yingshang.apps.delivery.services.drafts.correcting import correct, touch, undo
from yingshang.apps.delivery.services.drafts.discarding import discard
from yingshang.apps.delivery.services.drafts.entering import enter_unit
from yingshang.apps.delivery.services.drafts.receiving import Received, most_bytes, receive

__all__ = [
    "CityPlan",
    "OwnRoom",
    "Received",
    "approve",
    "correct",
    "discard",
    "enter_unit",
    "most_bytes",
    "receive",
    "touch",
    "undo",
]
