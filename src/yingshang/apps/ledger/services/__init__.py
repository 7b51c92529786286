"""Everything that writes into the ledger."""

from yingshang.apps.ledger.services.deliver import deliver_due, prune_delivered, subscribe
from yingshang.apps.ledger.services.record import OutsideTransactionError, record
from yingshang.apps.ledger.services.standing import advance_clock, stand_at

__all__ = [
    "OutsideTransactionError",
    "advance_clock",
    "deliver_due",
    "prune_delivered",
    "record",
    "stand_at",
    "subscribe",
]
