"""A name of a city's plan that its directory does not know enters it."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.drafting.kinds import ASKED
from yingshang.apps.delivery.services.drafts.correcting import open_draft
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.services import register_unit


@transaction.atomic
def enter_unit(
    *, draft_id: UUID, name: str, official: str, kind: str, level: str, actor: Person, at: datetime
) -> Unit:
    """Register the unit that a draft of the city calls `name`; from then on the name resolves.

    Raises:
        PermissionDenied: `actor` may not correct drafts, or not register units.
        DraftClosedError: The draft is approved or deleted.
        RefusedError: The directory refuses the entry; the sentence says why.
    """
    open_draft(draft_id, actor, at)
    code = f"n{hashlib.sha256(official.encode()).hexdigest()[:10]}"
    unit = Unit(
        code=code,
        official_name_zh=official,
        kind=kind,
        level=level,
        reach=Unit.Reach.ASKED if kind in ASKED else Unit.Reach.SUPERVISED,
        status=Unit.Status.UNVERIFIED,
    )
    return register_unit(unit=unit, short_names=[name], actor=actor, at=at)
