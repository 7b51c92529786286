"""From the limits of the pack to the dates of what follows a rating."""

from datetime import date, datetime

from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.timekeeping import current_timekeeping
from yingshang.engines.timelimits import TimeLimitError


def term(limit: str, rated_on: date, at: datetime) -> Term | None:
    """The dates of a duty that counts from the day of the rating.

    None where the limit is not in force that day or the calendar does not reach so far: a rating
    is taken all the same.
    """
    try:
        return current_timekeeping().term(limit, rated_on, opened_at=at)
    except TimeLimitError:
        return None
