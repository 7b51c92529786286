"""Which acts somebody may do with a duty as it stands; the services decide again."""

from collections.abc import Callable

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.kinds import find_kind
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.permissions import (
    CLAIM,
    HAND_OVER,
    MOVE_DATES,
    SUSPEND,
    VERIFY,
    WITHDRAW,
)


def offers(actor: Person, duty: Obligation) -> tuple[str, ...]:
    """Names of the acts, in the order of the buttons."""
    return tuple(
        name
        for name, (verb, fits) in ACTS.items()
        if fits(duty) and _may(actor, verb, duty) and not _is_own_claim(actor, name, duty)
    )


def is_here(duty: Obligation) -> bool:
    """Whether its kind is claimed and checked on the duty's own page."""
    kind = find_kind(duty.kind)
    return kind is not None and kind.is_handled_here


def _may(actor: Person, verb: str, duty: Obligation) -> bool:
    if verb != CLAIM:
        return may(actor, verb, on=clock.today(), unit=duty.holder_unit_id)
    units = units_for(actor, CLAIM, on=clock.today()) or frozenset()
    beside = set(duty.co_holders.order_by("pk").values_list("unit_id", flat=True))
    return bool(units & {duty.holder_unit_id, *beside})


def _is_own_claim(actor: Person, name: str, duty: Obligation) -> bool:
    return name == "verify" and duty.claimed_by_id == actor.pk


def _is_open(duty: Obligation) -> bool:
    return duty.state == State.OPEN


def _is_unclaimed(duty: Obligation) -> bool:
    return _is_open(duty) and duty.claimed_at is None


def _waits(duty: Obligation) -> bool:
    return _is_open(duty) and duty.claimed_at is not None and is_here(duty)


def _is_paused(duty: Obligation) -> bool:
    return duty.state == State.SUSPENDED and duty.pauses.filter(until_on=None).exists()


def _rests(duty: Obligation) -> bool:
    return duty.state == State.SUSPENDED and not _is_paused(duty)


def _is_unexplained(duty: Obligation) -> bool:
    return duty.is_late_at(clock.now()) and not duty.late_reason


def _is_measured(duty: Obligation) -> bool:
    return _is_unclaimed(duty) and bool(duty.limit_ref)


ACTS: dict[str, tuple[str, Callable[[Obligation], bool]]] = {
    "claim": (CLAIM, lambda duty: _is_unclaimed(duty) and is_here(duty)),
    "unclaim": (CLAIM, _waits),
    "verify": (VERIFY, _waits),
    "explain": (CLAIM, _is_unexplained),
    "hand_over": (HAND_OVER, _is_open),
    "extend": (MOVE_DATES, _is_measured),
    "pause": (MOVE_DATES, _is_measured),
    "end_pause": (MOVE_DATES, _is_paused),
    "suspend": (SUSPEND, _is_open),
    "resume": (SUSPEND, _rests),
    "withdraw": (WITHDRAW, lambda duty: duty.state in {State.OPEN, State.SUSPENDED}),
}
