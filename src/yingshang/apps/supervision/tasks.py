"""Doors for the worker."""

from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock
from yingshang.apps.supervision import services
from yingshang.apps.supervision.content import has_rules


def look() -> int:
    """Propose what the record shows; how many proposals that made."""
    return services.look(actor=INSTALLATION, at=clock.now()) if has_rules() else 0
