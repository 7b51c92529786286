"""Running cases go on by another release: tried first, case by case, then moved with progress."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.decisions.moving import faults_of_move
from yingshang.apps.casework.errors import MoveRefusedError, ReasonMissingError, TypeUnknownError
from yingshang.apps.casework.events import CaseMoved
from yingshang.apps.casework.models import Case, Move, MoveVerdict, Stage, Step
from yingshang.apps.casework.permissions import MOVE_RELEASE
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.sentences import Sentence
from yingshang.apps.casework.services.entering import acceptance_keys
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import type_in, type_of
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import Step as Progress
from yingshang.apps.ledger.services import record, start_job
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.casework.casetype import CaseType

MOVE_JOB = "casework.move"
CHUNK = 100
UNDER_WAY = (Stage.DRAFT, Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING)
LIVE = (Step.Status.OPEN, Step.Status.HELD)


@transaction.atomic
def plan_move(*, type_code: str, to_release: PackRelease, actor: Actor, at: datetime) -> Move:
    """Try to move every case of a type that is under way to a release; nothing changes.

    Each case gets a verdict with the reasons, and the dates of all its clocks as they stand.

    Raises:
        PermissionDenied: `actor` may not move cases.
    """
    require(actor, MOVE_RELEASE, at=at)
    move = Move.objects.create(
        type_code=type_code, to_release=to_release, planned_at=at, planned_by=on_record(actor)
    )
    rows = Case.objects.filter(type_code=type_code, stage__in=UNDER_WAY)
    rows = rows.exclude(release=to_release).order_by("pk")
    for case in rows.select_related("release").defer("release__content").iterator(CHUNK):
        _verdict(move, case, to_release).save()
    return move


@transaction.atomic
def start_move(*, move_id: int, reason: str, actor: Actor, at: datetime) -> Job:
    """Move the cases that can, by a job with progress; each is asked again before it moves.

    Raises:
        PermissionDenied: `actor` may not move cases.
        ReasonMissingError, MoveRefusedError: No reason; made already, or nothing can move.
    """
    require(actor, MOVE_RELEASE, at=at)
    move = Move.objects.select_for_update().get(pk=move_id)
    if not reason.strip():
        raise ReasonMissingError
    can = move.verdicts.filter(can_move=True).exists()
    if move.state != Move.State.TRIED or not can:
        raise MoveRefusedError
    job = start_job(
        f"{move.type_code} → {move.to_release}",
        function=MOVE_JOB,
        owner=on_record(actor),
        at=at,
        arguments={"move": move.pk},
    )
    move.state, move.reason, move.job = Move.State.RUNNING, reason.strip(), job
    move.save(update_fields=["state", "reason", "job"])
    return job


@transaction.atomic
def undo_move(*, move_id: int, reason: str, actor: Actor, at: datetime) -> Job:
    """Put the cases that a move moved back to the releases from which they came, as a move too.

    Raises:
        PermissionDenied: `actor` may not move cases.
        ReasonMissingError, MoveRefusedError: No reason; nothing was moved, or nothing can go back.
    """
    require(actor, MOVE_RELEASE, at=at)
    done = Move.objects.get(pk=move_id)
    moved = done.verdicts.exclude(moved_at=None).select_related("case__release", "from_release")
    if done.state != Move.State.DONE or not moved:
        raise MoveRefusedError
    back = Move.objects.create(
        type_code=done.type_code,
        to_release=moved[0].from_release,
        undoes=done,
        planned_at=at,
        planned_by=on_record(actor),
    )
    for verdict in moved.order_by("case_id"):
        _verdict(back, verdict.case, verdict.from_release).save()
    return start_move(move_id=back.pk, reason=reason, actor=actor, at=at)


def run_move(job: Job) -> Iterator[Progress]:
    """The work of the job: a chunk of cases at a time; goes on where it left off."""
    move = Move.objects.select_related("to_release").get(pk=job.arguments["move"])
    verdicts = move.verdicts.filter(can_move=True).order_by("pk")
    total, done = verdicts.count(), job.done
    while True:
        chunk = list(verdicts.filter(pk__gt=job.cursor or 0)[:CHUNK])
        if not chunk:
            break
        for verdict in chunk:
            _move(verdict, clock.now())
        done += len(chunk)
        yield Progress(done=done, total=total, cursor=chunk[-1].pk)
    Move.objects.filter(pk=move.pk).update(state=Move.State.DONE, done_at=clock.now())


@transaction.atomic
def _move(verdict: MoveVerdict, at: datetime) -> None:
    """Move one case, unless it has moved on so that it cannot any more."""
    case = locked(verdict.case_id)
    again = _verdict(verdict.move, case, verdict.to_release)
    if case.release_id != verdict.from_release_id or not again.can_move:
        verdict.can_move, verdict.faults = False, again.faults
        verdict.save(update_fields=["can_move", "faults"])
        return
    former = str(case.release.version)
    case.release = verdict.to_release
    case.save(update_fields=["release"])
    if clocks_of(case) != again.clocks:
        raise RuntimeError(f"clocks of {case.number} moved")
    verdict.clocks, verdict.moved_at = again.clocks, at
    verdict.save(update_fields=["clocks", "moved_at"])
    fact = CaseMoved(**naming(case), release=verdict.to_release.version, former=former)
    record(fact, actor=verdict.move.planned_by, at=at)


def clocks_of(case: Case) -> dict[str, list[str]]:
    """The dates of every duty of a case: last day, warning and due instant."""
    steps = Step.objects.filter(case=case).order_by().values_list("pk", flat=True)
    own = Obligation.objects.filter(
        subject_type="casework.case", subject_key__in=acceptance_keys(case)
    )
    of_steps = Obligation.objects.filter(
        subject_type="casework.step", subject_key__in=[str(pk) for pk in steps]
    )
    rows = [*own.order_by("pk"), *of_steps.order_by("pk")]
    return {
        str(row.pk): [row.due_on.isoformat(), row.warn_at.isoformat(), row.due_at.isoformat()]
        for row in rows
    }


def _verdict(move: Move, case: Case, to_release: PackRelease) -> MoveVerdict:
    faults = _faults(case, to_release)
    return MoveVerdict(
        move=move,
        case=case,
        from_release=case.release,
        to_release=to_release,
        can_move=not faults,
        faults=[each.stored() for each in faults],
        clocks=clocks_of(case),
    )


def _faults(case: Case, to_release: PackRelease) -> tuple[Sentence, ...]:
    rows = Step.objects.filter(case=case).order_by("number")
    settled = {row.code: row.outcome for row in rows if row.status not in LIVE}
    under_way = {row.code for row in rows if row.status in LIVE}
    new = _found(to_release, case.type_code)
    return faults_of_move(type_of(case), new, settled, under_way, values_of(case))


def _found(release: PackRelease, code: str) -> CaseType | None:
    try:
        return type_in(release, code)
    except TypeUnknownError:
        return None
