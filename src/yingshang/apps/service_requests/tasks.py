"""What the worker does for requests by itself."""

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import every
from yingshang.apps.service_requests import services

HOUR = 3600


def forget_unsent() -> None:
    """Delete photos and recordings whose report never came."""
    services.forget_unsent(at=clock.now())


def connect() -> None:
    """Ask the ledger to call these."""
    every("service_requests.forget_unsent", seconds=HOUR, function=forget_unsent)
