"""Plans that come back in a workbook: each task is taken whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.errors import DeliveryError, IncompleteError
from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.permissions import DRAFT_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.content import content_of, latest_versions
from yingshang.apps.delivery.selectors.implementation.lists import plans_in_order
from yingshang.apps.delivery.services.implementation.drafting import keep
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import require


@dataclass(frozen=True)
class Filled:
    """What a workbook says of one task, and which version it was made from."""

    code: str
    token: str
    content: Content


@dataclass(frozen=True)
class Outcome:
    """What became of one task. `result` is `taken`, `unchanged`, `unknown` or `refused`."""

    result: str
    sentences: tuple[str, ...] = ()


def take_in(
    *, plan: Plan, unit: Unit, parts: Iterable[Filled], actor: Person, at: datetime
) -> dict[str, Outcome]:
    """Save the drafts of several tasks of one unit; one that is refused hinders no other.

    Returns:
        The outcome of each task, by its code. What says the same as before is unchanged.

    Raises:
        PermissionDenied: `actor` does not draft for the unit.
    """
    require(actor, DRAFT_IMPLEMENTATION, at=at, unit=unit)
    owned = {each.task.code: each for each in plans_in_order(plan).filter(unit=unit)}
    latest = latest_versions(each.pk for each in owned.values())
    outcomes: dict[str, Outcome] = {}
    for part in parts:
        row = owned.get(part.code)
        if row is None:
            outcomes[part.code] = Outcome("unknown")
        elif content_of(latest.get(row.pk)).says_the_same(part.content):
            outcomes[part.code] = Outcome("unchanged")
        else:
            try:
                keep(
                    implementation_id=row.pk,
                    content=part.content,
                    token=part.token,
                    actor=actor,
                    at=at,
                )
                outcomes[part.code] = Outcome("taken")
            except IncompleteError as refusal:
                outcomes[part.code] = Outcome("refused", refusal.faults)
            except DeliveryError as refusal:
                outcomes[part.code] = Outcome("refused", (str(refusal),))
    return outcomes
