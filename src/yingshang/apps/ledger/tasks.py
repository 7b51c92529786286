"""What the worker does, round after round."""

import logging
from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings

from yingshang.apps.ledger import clock, services
from yingshang.apps.ledger.errors import DamagedRootsError

logger = logging.getLogger(__name__)


def prune() -> int:
    """Delete deliveries done longer ago than the installation keeps them; how many went."""
    kept_for = timedelta(days=settings.KEEP_DELIVERIES_DAYS)
    return services.prune_delivered(before=clock.now() - kept_for)


class Round:
    """One worker's rounds: the daily root, what is due, what is regular, and one job.

    Args:
        pause: Called after every chunk of a job, when deliveries have had their turn; a
            SystemExit from it ends the round and leaves the job to be resumed.
    """

    def __init__(self, *, pause: Callable[[], object] = lambda: None) -> None:
        self._pause = pause
        self._day: date | None = None
        self._regulars = services.Regulars()

    def go(self) -> int:
        """Do everything that is due now; how many things that were."""
        self._begin_day()
        count = services.deliver_due() + self._regulars.go()
        return count + (services.run_next_job(between=self._between) is not None)

    def _between(self) -> None:
        services.deliver_due()
        self._regulars.go()
        self._pause()

    def _begin_day(self) -> None:
        today = clock.today()
        if today == self._day:
            return
        self._day = today
        self._regulars.hurry()
        try:
            services.export_root()
        except (DamagedRootsError, OSError) as fault:
            logger.error("%s", fault)  # noqa: TRY400 - the sentence says everything
