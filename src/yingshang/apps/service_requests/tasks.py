"""What the worker does for requests."""

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Event
from yingshang.apps.service_requests.services.telling import tell_of_case


def tell_reporters(event: Event) -> None:
    """Something happened to the case of a request that its reporters hear of."""
    tell_of_case(event=event, at=clock.now())
