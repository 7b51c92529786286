"""What the services of ratings share: naming a rating in facts, locking it, its duties."""

from collections.abc import Iterable
from typing import Any

from yingshang.apps.obligations.kinds import Kind
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.following import following
from yingshang.apps.ratings.errors import NothingToPutRightError
from yingshang.apps.ratings.models import Rating, Rectification


def naming(rating: Rating, duties: Iterable[Obligation] = ()) -> dict[str, Any]:
    """The part of a fact that names a rating and the duties that began or ended."""
    return {
        "rating": rating.code,
        "unit_id": rating.unit_id,
        "office_id": rating.office_id,
        "obligations": tuple(duty.pk for duty in duties),
    }


def locked(code: str) -> Rating:
    """The rating at this address, locked."""
    return Rating.objects.select_for_update().get(code=code)


def locked_rectification(rating: Rating) -> Rectification:
    """What a bad rating set going, locked.

    Raises:
        NothingToPutRightError: It was not bad, or is left out of the rates.
    """
    found = Rectification.objects.select_for_update().filter(rating=rating).first()
    if found is None or found.state == Rectification.State.LEFT_OUT:
        raise NothingToPutRightError
    return found


def live(kind: Kind, rating: Rating) -> list[Obligation]:
    """The live duty of a kind about a rating, locked; empty where there is none."""
    return list(following(kind=kind.code, keys=[rating.code]).values())
