"""Running cases go on by another release: tried first, case by case, then moved with progress."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from yingshang.apps.casework.decisions.moving import faults_of_move
from yingshang.apps.casework.errors import MoveRefusedError, ReasonMissingError, TypeUnknownError
from yingshang.apps.casework.events import CaseMoved
from yingshang.apps.casework.models import Case, Move, MoveVerdict, Stage, Step
from yingshang.apps.casework.permissions import MOVE_RELEASE
from yingshang.apps.casework.selectors.values import personal_values_of_all
from yingshang.apps.casework.sentences import Sentence
from yingshang.apps.casework.services.entering import acceptance_keys
from yingshang.apps.casework.services.locking import locked_anywhere, naming
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
Clocks = dict[str, list[str]]
Row = TypeVar("Row", Case, MoveVerdict)


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
    found = rows.select_related("release").defer("release__content").iterator(CHUNK)
    for cases in _chunks(found):
        MoveVerdict.objects.bulk_create(_verdicts(move, cases, to_release))
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
    for verdicts in _chunks(moved.order_by("case_id")):
        for release in {verdict.from_release for verdict in verdicts}:
            cases = [each.case for each in verdicts if each.from_release == release]
            MoveVerdict.objects.bulk_create(_verdicts(back, cases, release))
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
    case = locked_anywhere(verdict.case_id)
    [again] = _verdicts(verdict.move, [case], verdict.to_release)
    if case.release_id != verdict.from_release_id or not again.can_move:
        verdict.can_move, verdict.faults = False, again.faults
        verdict.save(update_fields=["can_move", "faults"])
        return
    former = str(case.release.version)
    case.release = verdict.to_release
    case.save(update_fields=["release"])
    if clocks_of([case])[case.pk] != again.clocks:
        raise RuntimeError(f"clocks of {case.number} moved")
    verdict.clocks, verdict.moved_at = again.clocks, at
    verdict.save(update_fields=["clocks", "moved_at"])
    fact = CaseMoved(**naming(case), release=verdict.to_release.version, former=former)
    record(fact, actor=verdict.move.planned_by, at=at)


def clocks_of(cases: Collection[Case]) -> dict[int, Clocks]:
    """The dates of every duty of each case: last day, warning and due instant; two queries."""
    steps = Step.objects.filter(case__in=cases).order_by().values_list("pk", "case_id")
    of_steps = {str(pk): case for pk, case in steps}
    of_cases = {key: case.pk for case in cases for key in acceptance_keys(case)}
    own = Q(subject_type="casework.case", subject_key__in=list(of_cases))
    rows = Obligation.objects.filter(
        own | Q(subject_type="casework.step", subject_key__in=list(of_steps))
    )
    found: dict[int, Clocks] = {case.pk: {} for case in cases}
    for row in rows.order_by("pk"):
        owner = (of_steps if row.subject_type == "casework.step" else of_cases)[row.subject_key]
        found[owner][str(row.pk)] = [each.isoformat() for each in _dates(row)]
    return found


def _dates(duty: Obligation) -> tuple[date, datetime, datetime]:
    return duty.due_on, duty.warn_at, duty.due_at


def _verdicts(move: Move, cases: Collection[Case], to_release: PackRelease) -> list[MoveVerdict]:
    """Verdicts on these cases, not yet saved; as many queries for a hundred as for one."""
    clocks = clocks_of(cases)
    new = _found(to_release, move.type_code)
    steps: dict[int, list[Step]] = {case.pk: [] for case in cases}
    for row in Step.objects.filter(case__in=cases).order_by("number"):
        steps[row.case_id].append(row)
    personal = personal_values_of_all(cases)
    found = []
    for case in cases:
        values = {**case.values, **personal[case.pk]}
        faults = _faults(case, new, steps[case.pk], values)
        found.append(
            MoveVerdict(
                move=move,
                case=case,
                from_release=case.release,
                to_release=to_release,
                can_move=not faults,
                faults=[each.stored() for each in faults],
                clocks=clocks[case.pk],
            )
        )
    return found


def _faults(
    case: Case, new: CaseType | None, rows: Collection[Step], values: Mapping[str, object]
) -> tuple[Sentence, ...]:
    settled = {row.code: row.outcome for row in rows if row.status not in LIVE}
    under_way = {row.code for row in rows if row.status in LIVE}
    return faults_of_move(type_of(case), new, settled, under_way, values)


def _found(release: PackRelease, code: str) -> CaseType | None:
    try:
        return type_in(release, code)
    except TypeUnknownError:
        return None


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
