"""Everything that writes into the ledger."""

from yingshang.apps.ledger.services.deliver import deliver_due, prune_delivered, subscribe
from yingshang.apps.ledger.services.jobs import (
    Step,
    advance,
    cancel,
    fail,
    finish,
    register_job,
    resume,
    run_next_job,
    start_job,
)
from yingshang.apps.ledger.services.letters import retry
from yingshang.apps.ledger.services.personal import erase_personal
from yingshang.apps.ledger.services.record import OutsideTransactionError, record
from yingshang.apps.ledger.services.regular import Regulars, every
from yingshang.apps.ledger.services.roots import export_root
from yingshang.apps.ledger.services.standing import advance_clock, stand_at

__all__ = [
    "OutsideTransactionError",
    "Regulars",
    "Step",
    "advance",
    "advance_clock",
    "cancel",
    "deliver_due",
    "erase_personal",
    "every",
    "export_root",
    "fail",
    "finish",
    "prune_delivered",
    "record",
    "register_job",
    "resume",
    "retry",
    "run_next_job",
    "stand_at",
    "start_job",
    "subscribe",
]
