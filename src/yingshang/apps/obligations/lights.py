"""The light of an obligation: one SQL expression over stored dates and the clock, never stored.

When it warns is stored with each row; the words and shapes are the design system's.
"""

from datetime import datetime

from django.db.models import Case, F, Q, Value, When
from django.db.models.fields import CharField


class Light:
    """The five lights, most urgent first in `ALL`; the design system gives shapes and words."""

    OVERDUE = "overdue"
    NEAR = "near"
    VERIFY = "verify"
    NORMAL = "normal"
    IDLE = "idle"

    ALL = (OVERDUE, NEAR, VERIFY, NORMAL, IDLE)


def light_at(now: datetime, red_after_returns: int) -> Case:
    """The light of each row at the aware instant `now`, as one `CASE`.

    Red: past the due instant and not claimed before it, sent back too often, or found false. Blue:
    claimed in time and waiting to be verified. Amber: inside the warning window. Grey: not open
    yet, suspended or withdrawn. Green: settled, or open and on course.

    Args:
        red_after_returns: Sent back this many times without a new claim is red.

    Source: pack `obligations.yaml`; places differ and no national standard exists.
    """
    is_open = Q(state="open")
    claimed_in_time = Q(claimed_at__isnull=False) & Q(claimed_at__lt=F("due_at"))
    return Case(
        When(Q(state__in=["suspended", "withdrawn"]), then=Value(Light.IDLE)),
        When(Q(state="settled"), then=Value(Light.NORMAL)),
        When(is_open & Q(verdict="false"), then=Value(Light.OVERDUE)),
        When(
            is_open & Q(returned_times__gte=red_after_returns, claimed_at__isnull=True),
            then=Value(Light.OVERDUE),
        ),
        When(is_open & claimed_in_time, then=Value(Light.VERIFY)),
        When(is_open & Q(due_at__lte=now), then=Value(Light.OVERDUE)),
        When(is_open & Q(opened_at__gt=now), then=Value(Light.IDLE)),
        When(is_open & Q(warn_at__lte=now), then=Value(Light.NEAR)),
        default=Value(Light.NORMAL),
        output_field=CharField(),
    )


def turned_red_between(since: datetime, until: datetime) -> Q:
    """Open rows whose due instant passed within `[since, until)` without a claim in time."""
    late = Q(claimed_at__isnull=True) | Q(claimed_at__gte=F("due_at"))
    return Q(state="open", due_at__gte=since, due_at__lt=until) & late


def in_time() -> Q:
    """Rows whose claim stands and was made before the due instant. One sent back has none."""
    return Q(claimed_at__isnull=False) & Q(claimed_at__lt=F("due_at"))
