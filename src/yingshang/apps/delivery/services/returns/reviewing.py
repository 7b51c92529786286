"""A return is handed in, and reviewed within the unit before it leaves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.returns import faults
from yingshang.apps.delivery.errors import ReasonMissingError, ReturnIncompleteError
from yingshang.apps.delivery.events import ReturnHandedBack, ReturnHandedIn
from yingshang.apps.delivery.models import Return
from yingshang.apps.delivery.permissions import FILL_RETURN, SUBMIT_RETURN
from yingshang.apps.delivery.selectors.returns.basis import outline_of
from yingshang.apps.delivery.services.returns.locking import (
    locked,
    naming,
    require_read,
    waiting,
    waiting_with_content,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record

State = Return.State


@transaction.atomic
def hand_in(*, return_id: UUID, revision: int, actor: Person, at: datetime) -> Return:
    """Give a finished draft to the unit's reviewer.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
        ReturnMovedOnError: It is no draft.
        EditedMeanwhileError: Somebody saved it since `revision` was read.
        ReturnIncompleteError: Something is missing; its `faults` say what.
    """
    report = locked(return_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    found = waiting_with_content(report, State.DRAFT)
    version = found.version
    require_read(report, version, revision)
    wrong = list(faults(found.content, outline_of(report), found.evidence))
    if wrong:
        raise ReturnIncompleteError(wrong)
    version.handed_in_by, version.handed_in_at, version.unit_note = actor, at, ""
    version.save(update_fields=["handed_in_by", "handed_in_at", "unit_note"])
    report.state = State.IN_REVIEW
    report.save(update_fields=["state"])
    record(ReturnHandedIn(**naming(report, version.number)), actor=actor, at=at)
    return report


@transaction.atomic
def hand_back(*, return_id: UUID, note: str, actor: Person, at: datetime) -> Return:
    """Give a return back to whoever fills it in, saying what to put right.

    Raises:
        PermissionDenied: `actor` does not review for the unit.
        ReasonMissingError: The note is empty.
        ReturnMovedOnError: It does not wait for the reviewer.
    """
    report = locked(return_id)
    require(actor, SUBMIT_RETURN, at=at, unit=report.unit_id)
    if not note.strip():
        raise ReasonMissingError
    version = waiting(report, State.IN_REVIEW)
    version.unit_note = note.strip()
    version.save(update_fields=["unit_note"])
    report.state, report.revision = State.DRAFT, report.revision + 1
    report.save(update_fields=["state", "revision"])
    fact = ReturnHandedBack(**naming(report, version.number), note=version.unit_note)
    record(fact, actor=actor, at=at)
    return report
