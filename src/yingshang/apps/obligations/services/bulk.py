"""One act on several duties; each succeeds or is refused on its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.settling import explain_lateness
from yingshang.apps.obligations.services.standing import hand_over

AT_MOST = 200


@dataclass(frozen=True)
class Done:
    """How many were changed, and the sentences that refused the others."""

    count: int
    refusals: tuple[str, ...]


@transaction.atomic
def hand_over_many(
    *, obligation_ids: Iterable[int], person: Person, actor: Person, at: datetime
) -> Done:
    """Give several duties to another person of the unit; at most two hundred."""
    return _each(
        obligation_ids, lambda pk: hand_over(obligation_id=pk, person=person, actor=actor, at=at)
    )


@transaction.atomic
def explain_many(
    *, obligation_ids: Iterable[int], reason: str, actor: Person, at: datetime
) -> Done:
    """Give one reason for the lateness of several duties; at most two hundred."""
    return _each(
        obligation_ids,
        lambda pk: explain_lateness(obligation_id=pk, reason=reason, actor=actor, at=at),
    )


def _each(ids: Iterable[int], act: Callable[[int], object]) -> Done:
    count, refusals = 0, []
    for pk in sorted(set(ids))[:AT_MOST]:
        try:
            with transaction.atomic():
                act(pk)
                count += 1
        except ObligationError as refusal:
            refusals.append(str(refusal))
        except (PermissionDenied, Obligation.DoesNotExist):
            continue
    return Done(count, tuple(dict.fromkeys(refusals)))
