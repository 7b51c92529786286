"""What the worker does for cases."""

from yingshang.apps.casework import services
from yingshang.apps.casework.services.moving import MOVE_JOB, run_move
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import every, register_job

MINUTE = 60


def deem_accepted() -> int:
    """Accept what nobody answered within the limit."""
    return services.deem_accepted(at=clock.now())


def expire() -> int:
    """Settle steps to whose silence the type gives an outcome."""
    return services.expire(at=clock.now())


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    every("casework.deem_accepted", seconds=MINUTE, function=deem_accepted)
    every("casework.expire", seconds=MINUTE, function=expire)
    register_job(MOVE_JOB, function=run_move)
