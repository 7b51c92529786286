"""What the worker does for requests."""

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.services import every
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.services.telling import tell_of_case

HOUR = 3600


def tell_reporters(event: Event) -> None:
    """Something happened to the case of a request that its reporters hear of."""
    tell_of_case(event=event, at=clock.now())


def forget_unsent() -> int:
    """Delete photos and recordings whose report never came; how many."""
    return services.forget_unsent(at=clock.now())


def connect() -> None:
    """Ask the ledger to call these."""
    every("service_requests.forget_unsent", seconds=HOUR, function=forget_unsent)
