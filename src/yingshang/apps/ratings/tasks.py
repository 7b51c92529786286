"""What the worker does for ratings."""

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.services import every
from yingshang.apps.ratings import services
from yingshang.apps.ratings.selectors.cases import subject_of_case

MINUTE = 60


def tell_units() -> int:
    """Tell units what earlier days brought."""
    return services.tell_units(at=clock.now())


def invite_to_rate(event: Event) -> None:
    """A case ended: whoever it was for may rate it; rows of ledgers are for nobody."""
    subject = subject_of_case(event.payload["case"])
    if subject is not None:
        services.invite(subject=subject, actor=None, at=clock.now())


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    every("ratings.tell_units", seconds=MINUTE, function=tell_units)
