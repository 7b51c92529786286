"""What the worker does for ratings."""

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import every
from yingshang.apps.ratings import services

MINUTE = 60


def tell_units() -> int:
    """Tell units what earlier days brought."""
    return services.tell_units(at=clock.now())


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    every("ratings.tell_units", seconds=MINUTE, function=tell_units)
