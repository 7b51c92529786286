"""Doors for the worker."""

from yingshang.apps.delivery.services import periods
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock


def open_periods() -> int:
    """Open the months and quarters that have begun; how many returns that made."""
    return periods.open_due(actor=INSTALLATION, at=clock.now())
