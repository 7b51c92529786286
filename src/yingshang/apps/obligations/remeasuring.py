"""The dates of a duty under way, measured again."""

from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.engines import timelimits
from yingshang.engines.timelimits import parse_length


def measured(duty: Obligation, keeping: Timekeeping) -> Term:
    """The dates of `duty` by the limit it began with, its pauses and its extensions.

    Raises:
        TimeLimitError: No date can be given; a pause is running, or the limit is gone.
    """
    pauses = [
        timelimits.Pause(each.ground, each.from_on, each.until_on, each.note)
        for each in sorted(duty.pauses.all(), key=lambda each: each.pk)
    ]
    granted = [
        timelimits.Extension(parse_length(each.length), each.asked_on)
        for each in sorted(duty.extensions.all(), key=lambda each: each.pk)
    ]
    return keeping.term(
        duty.limit_ref,
        duty.started_at,
        opened_at=duty.opened_at,
        pauses=pauses,
        extensions=granted,
    )
