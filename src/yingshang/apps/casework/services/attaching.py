"""Files of a case: looked at, kept once under their SHA-256, taken off only while it is a draft."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.casework.access import holder_name, is_applicant_side
from yingshang.apps.casework.errors import FileUnaskedError, StageError, TooManyFilesError
from yingshang.apps.casework.events import FileAttached, FileDetached, PapersSupplied
from yingshang.apps.casework.kinds import FOLLOW_UP
from yingshang.apps.casework.models import Case, CaseFile, FollowUp, Stage, Step
from yingshang.apps.casework.permissions import HANDLE, OPEN, verb_for
from yingshang.apps.casework.services.drafting import require_writing
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require, units_for
from yingshang.apps.files.services import accepted_type, clean_name, keep
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import following, fulfil

LARGEST_MEGABYTES = 20
MOST_FILES = 100


@transaction.atomic
def attach(
    *, case_id: int, belongs_to: str, name: str, content: bytes, actor: Person, at: datetime
) -> CaseFile:
    """Add a file to a case, for a material or a field; the same content twice there is once.

    Args:
        belongs_to: The id of the material or field; for a field of an open step, its holder adds.

    Raises:
        PermissionDenied: `actor` may not write into it.
        FileUnaskedError, TooManyFilesError, StageError: As they say.
        FileError: It is empty, too large, or of no allowed type.
    """
    case = locked(case_id)
    case_type = type_of(case)
    if belongs_to not in case_type.materials and belongs_to not in case_type.fields:
        raise FileUnaskedError
    step = _require_adding(case, belongs_to, actor, at)
    media_type = accepted_type(content, largest_megabytes=LARGEST_MEGABYTES)
    kept = keep(content, media_type=media_type, at=at)
    there = CaseFile.objects.filter(case=case, belongs_to=belongs_to, file=kept).first()
    if there is not None:
        return there
    if CaseFile.objects.filter(case=case).count() >= MOST_FILES:
        raise TooManyFilesError
    file = CaseFile.objects.create(
        case=case,
        step=step,
        belongs_to=belongs_to,
        file=kept,
        name=clean_name(name, media_type=media_type),
        attached_by=actor,
        attached_at=at,
    )
    fact = FileAttached(**naming(case), name=file.name, sha256=kept.sha256)
    record(fact, actor=actor, at=at)
    _supply(case, actor, at)
    return file


@transaction.atomic
def detach(*, file_id: int, actor: Person, at: datetime) -> Case:
    """Take a file off a case that is not handed in; later everything stays.

    Raises:
        PermissionDenied: `actor` may not write into it.
        StageError: It was handed in.
    """
    found = CaseFile.objects.get(pk=file_id)
    case = locked(found.case_id)
    require_writing(case, actor, at)
    if not case.is_editable:
        raise StageError
    found.delete()
    fact = FileDetached(**naming(case), name=found.name, sha256=found.file_id)
    record(fact, actor=actor, at=at)
    return case


def _require_adding(case: Case, belongs_to: str, actor: Person, at: datetime) -> Step | None:
    """Who may add here: the applicant before acceptance, the holder after; both what follows."""
    if case.is_editable:
        require_writing(case, actor, at)
        return None
    if case.stage not in {Stage.RUNNING, Stage.ENDED}:
        raise StageError
    follow_up = FollowUp.objects.awaited().filter(case=case).first()
    if follow_up is not None and belongs_to in follow_up.materials:
        _require_following(case, actor, at)
        return None
    if case.stage == Stage.ENDED:
        raise StageError
    return _own_step(case, belongs_to, actor, at)


def _require_following(case: Case, actor: Person, at: datetime) -> None:
    """Papers that follow come from the applicant's side, or over the window of the unit."""
    if not is_applicant_side(actor, case, at):
        require(actor, OPEN, at=at, unit=case.holder_unit_id)


def _own_step(case: Case, belongs_to: str, actor: Person, at: datetime) -> Step:
    entries = type_of(case).steps
    for step in Step.objects.open().filter(case=case).select_related("holder_unit").order_by("pk"):
        step.case = case
        entry = entries[step.code]
        if belongs_to in {*entry.fields, *entry.proof}:
            holder_name(actor, step, at)
            return step
    verb = verb_for(HANDLE, is_ledger=case.is_ledger)
    units = units_for(actor, verb, on=local_day(at)) or frozenset()
    if case.holder_unit_id not in units:
        raise PermissionDenied(HANDLE)
    raise StageError


def _supply(case: Case, actor: Person, at: datetime) -> None:
    """The last of the papers that were to follow settles that duty."""
    follow_up = FollowUp.objects.awaited().filter(case=case).first()
    if follow_up is None:
        return
    there = set(CaseFile.objects.filter(case=case).values_list("belongs_to", flat=True))
    if not set(follow_up.materials) <= there:
        return
    follow_up.supplied_at = at
    follow_up.save(update_fields=["supplied_at"])
    duties = following(kind=FOLLOW_UP.code, keys=[case.pk])
    fulfil(duties=list(duties.values()), by=None, at=at)
    keys = tuple(each.pk for each in duties.values())
    record(PapersSupplied(**naming(case), obligations=keys), actor=actor, at=at)
