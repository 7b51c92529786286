"""How long cases of a type really take, and how long linked ones take together."""

from datetime import datetime, timedelta

from yingshang.apps.casework.decisions.times import Lasted, TrueTimes, elapsed, true_times
from yingshang.apps.casework.models import Case

MOST = 20_000


def times_of(type_code: str, *, since: datetime, at: datetime) -> TrueTimes:
    """Median and 90th percentile from acceptance to the end, of cases accepted since then.

    Open cases count as not ended yet, withdrawn ones as open until their withdrawal.

    Args:
        since: Aware, inclusive. At most the latest 20,000 cases are read.
    """
    rows = Case.objects.filter(type_code=type_code, accepted_at__gte=since).order_by("-accepted_at")
    found = rows.values_list("counted_from", "accepted_at", "ended_at", "ending")[:MOST]
    return true_times(
        [
            Lasted((ended or at) - (counted or accepted), _has_ended(ended, ending))
            for counted, accepted, ended, ending in found
            if accepted is not None
        ]
    )


def elapsed_of_links(case: Case, *, at: datetime) -> timedelta | None:
    """Time of a bundle: from the first acceptance to the last end, never the sum of its parts."""
    linked = Case.objects.filter(linked_from__from_case=case)
    rows = [case, *linked.order_by("pk")]
    parts = [(each.accepted_at, each.ended_at or at) for each in rows if each.accepted_at]
    return elapsed(parts)


def _has_ended(ended: datetime | None, ending: str) -> bool:
    return ended is not None and ending != "withdrawn"
