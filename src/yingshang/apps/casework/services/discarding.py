"""A draft that nobody handed in is thrown away."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.errors import NotEditableError
from yingshang.apps.casework.events import DraftDiscarded
from yingshang.apps.casework.models import Stage
from yingshang.apps.casework.services.drafting import require_writing
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record


@transaction.atomic
def discard(*, case_id: int, actor: Person, at: datetime) -> None:
    """Throw a draft away with its answers; only that there was one stays on record.

    Raises:
        PermissionDenied: `actor` may not write into it.
        NotEditableError: It was handed in; it can be withdrawn.
    """
    case = locked(case_id)
    require_writing(case, actor, at)
    if case.stage != Stage.DRAFT:
        raise NotEditableError
    fact = DraftDiscarded(**naming(case))
    case.delete()
    record(fact, actor=actor, at=at)
