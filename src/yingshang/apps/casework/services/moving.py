"""Running cases go on by another release: tried first, case by case, then moved with progress."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from yingshang.apps.casework.decisions.moving import faults_of_move
from yingshang.apps.casework.errors import MoveRefusedError, ReasonMissingError, TypeUnknownError
from yingshang.apps.casework.events import CaseMoved
from yingshang.apps.casework.kinds import acceptance_keys
from yingshang.apps.casework.models import Case, Move, MoveVerdict, Stage, Step
from yingshang.apps.casework.permissions import MOVE_RELEASE
from yingshang.apps.casework.selectors.values import personal_values_of_all
from yingshang.apps.casework.sentences import Sentence
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

TRY_JOB = "casework.try_move"
MOVE_JOB = "casework.move"
CHUNK = 100
UNDER_WAY = (Stage.DRAFT, Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING)
LIVE = (Step.Status.OPEN, Step.Status.HELD)
Clocks = dict[str, list[str]]


@transaction.atomic
def plan_move(*, type_code: str, to_release: PackRelease, actor: Actor, at: datetime) -> Move:
    """Begin to try to move every case of a type that is under way to a release, by a job.

    Nothing changes: each case gets a verdict with the reasons, and the dates of all its clocks as
    they stand. Until the job is done the move is `trying`.

    Raises:
        PermissionDenied: `actor` may not move cases.
    """
    require(actor, MOVE_RELEASE, at=at)
    move = Move.objects.create(
        type_code=type_code, to_release=to_release, planned_at=at, planned_by=on_record(actor)
    )
    _queue(move, TRY_JOB, at)
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
    if move.state != Move.State.TRIED or move.undoes_id is not None or not can:
        raise MoveRefusedError
    move.reason = reason.strip()
    return _begin(move, at)


@transaction.atomic
def undo_move(*, move_id: int, reason: str, actor: Actor, at: datetime) -> Job:
    """Put the cases that a move moved back to the releases from which they came, as a move too.

    It is tried and then made, without being asked in between; what cannot go back stays and says
    why. A move is undone once.

    Raises:
        PermissionDenied: `actor` may not move cases.
        ReasonMissingError, MoveRefusedError: No reason; nothing was moved, or it was undone.
    """
    require(actor, MOVE_RELEASE, at=at)
    done = Move.objects.select_for_update().get(pk=move_id)
    if not reason.strip():
        raise ReasonMissingError
    first = done.verdicts.exclude(moved_at=None).select_related("from_release").first()
    if done.state != Move.State.DONE or first is None or done.undone_by.exists():
        raise MoveRefusedError
    back = Move.objects.create(
        type_code=done.type_code,
        to_release=first.from_release,
        undoes=done,
        reason=reason.strip(),
        planned_at=at,
        planned_by=on_record(actor),
    )
    return _queue(back, TRY_JOB, at)


def try_move(job: Job) -> Iterator[Progress]:
    """The work of trying: a chunk of cases at a time; goes on where it left off."""
    move = Move.objects.select_related("to_release", "undoes").get(pk=job.arguments["move"])
    rows = _to_try(move).order_by("pk").select_related("release").defer("release__content")
    total, done = rows.count(), job.done
    while cases := list(rows.filter(pk__gt=job.cursor or 0)[:CHUNK]):
        for release, found in _by_release(move, cases):
            MoveVerdict.objects.bulk_create(_verdicts(move, found, release))
        done += len(cases)
        yield Progress(done=done, total=total, cursor=cases[-1].pk)
    move.state = Move.State.TRIED
    move.save(update_fields=["state"])
    if move.undoes is not None and move.verdicts.filter(can_move=True).exists():
        _begin(move, clock.now())


def run_move(job: Job) -> Iterator[Progress]:
    """The work of the job: a chunk of cases at a time; goes on where it left off."""
    move = Move.objects.select_related("to_release").get(pk=job.arguments["move"])
    verdicts = move.verdicts.filter(can_move=True).order_by("pk")
    total, done = verdicts.count(), job.done
    while chunk := list(verdicts.filter(pk__gt=job.cursor or 0)[:CHUNK]):
        for verdict in chunk:
            _move(verdict, clock.now())
        done += len(chunk)
        yield Progress(done=done, total=total, cursor=chunk[-1].pk)
    Move.objects.filter(pk=move.pk).update(state=Move.State.DONE, done_at=clock.now())


def _begin(move: Move, at: datetime) -> Job:
    move.state = Move.State.RUNNING
    return _queue(move, MOVE_JOB, at)


def _queue(move: Move, function: str, at: datetime) -> Job:
    move.job = start_job(
        f"{move.type_code} → {move.to_release}",
        function=function,
        owner=move.planned_by,
        at=at,
        arguments={"move": move.pk},
    )
    move.save(update_fields=["state", "reason", "job"])
    return move.job


def _to_try(move: Move) -> QuerySet[Case]:
    """Cases of the type that are under way by other releases; of an undoing, those that moved."""
    if move.undoes is not None:
        moved = move.undoes.verdicts.exclude(moved_at=None)
        return Case.objects.filter(pk__in=moved.values("case_id"))
    rows = Case.objects.filter(type_code=move.type_code, stage__in=UNDER_WAY)
    return rows.exclude(release=move.to_release)


def _by_release(move: Move, cases: Collection[Case]) -> list[tuple[PackRelease, list[Case]]]:
    """To which release which of these cases would go."""
    if move.undoes is None:
        return [(move.to_release, list(cases))]
    former = {
        row.case_id: row.from_release
        for row in move.undoes.verdicts.filter(case__in=cases).select_related("from_release")
    }
    wanted = sorted(set(former.values()), key=lambda release: str(release.pk))
    return [(each, [case for case in cases if former[case.pk] == each]) for each in wanted]


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
