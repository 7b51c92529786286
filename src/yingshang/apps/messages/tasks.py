"""What the worker does for this app."""

from yingshang.apps.ledger import clock
from yingshang.apps.messages import services


def send() -> int:
    """Send what is due; how many messages were tried."""
    return services.send_due(at=clock.now())
