"""Cases in which something slipped, as rows for the grounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from yingshang.apps.casework.errors import TypeUnknownError
from yingshang.apps.casework.events import STEP, StepExtended, StepUrged
from yingshang.apps.casework.kinds import CHECKED_STEP
from yingshang.apps.casework.kinds import STEP as STEP_DUTY
from yingshang.apps.casework.models import Case, Stage, Step
from yingshang.apps.casework.types import type_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.models import EventSubject
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.supervision.content import supervising_types
from yingshang.apps.supervision.decisions.matters import Status, StepFact, UnitInMatter, units_in
from yingshang.engines.packs.schema.supervision import Supervision

CHUNK = 500
STATUSES: dict[str, Status] = {
    Step.Status.OPEN: "open",
    Step.Status.HELD: "held",
    Step.Status.DONE: "done",
    Step.Status.RETURNED: "returned",
}
DUTIES = (STEP_DUTY.code, CHECKED_STEP.code)
OVER = (Stage.ENDED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Matter:
    """One unit in one case, as the grounds see it."""

    case: Case
    row: UnitInMatter


@dataclass(frozen=True)
class _Told:
    """What is known of steps besides their rows, by their keys."""

    urged: Mapping[int, Sequence[datetime]]
    extended: Mapping[int, int]
    resting: frozenset[int]


def slipping(found: Supervision, now: datetime) -> Iterator[Matter]:
    """Every unit in every case in which something was late, sent back, or counted by a tally.

    Cases that ended more than `looked_back_days` ago are left out, as are supervisions themselves
    and cases held elsewhere. Six queries for every 500 cases.
    """
    keys = list(_candidates(found, now))
    for start in range(0, len(keys), CHUNK):
        yield from _matters(keys[start : start + CHUNK], found, now)


def _candidates(found: Supervision, now: datetime) -> Sequence[int]:
    since = now - timedelta(days=found.looked_back_days)
    counted = Q()
    for outcome in {name for tally in found.tallies for name in tally.outcomes}:
        type_code, _, place = outcome.partition(".")
        step, _, end = place.partition(":")
        counted |= Q(case__type_code=type_code, code=step, outcome=end)
    slipped = (
        Q(status=Step.Status.OPEN, due_at__lt=now)
        | Q(status=Step.Status.DONE, settled_at__gt=F("due_at"))
        | Q(status=Step.Status.RETURNED)
        | counted
    )
    alive = Q(case__stage=Stage.RUNNING) | Q(case__stage__in=OVER, case__ended_at__gte=since)
    rows = Step.objects.filter(slipped, alive, case__source=None)
    rows = rows.exclude(case__type_code__in=supervising_types())
    return list(rows.order_by("case_id").values_list("case_id", flat=True).distinct())


def _matters(keys: Sequence[int], found: Supervision, now: datetime) -> Iterator[Matter]:
    cases = Case.objects.filter(pk__in=keys).select_related("release", "holder_unit").order_by("pk")
    steps: dict[int, list[Step]] = defaultdict(list)
    held = Step.objects.filter(case__in=keys, holder_unit__isnull=False).order_by("pk")
    for step in held.exclude(status__in=[Step.Status.SKIPPED, Step.Status.UNREACHED]):
        steps[step.case_id].append(step)
    told = _told([step.pk for rows in steps.values() for step in rows])
    for case in cases:
        for row in _rows(case, steps[case.pk], told, found, now):
            yield Matter(case, row)


def _rows(
    case: Case, steps: Sequence[Step], told: _Told, found: Supervision, now: datetime
) -> Sequence[UnitInMatter]:
    try:
        names = {step.id: step.name for step in type_of(case).entry.steps}
    except TypeUnknownError:
        return ()
    facts = [
        _fact(step, told, names[step.code].zh_hans, names[step.code].en or "", now)
        for step in steps
        if step.code in names
    ]
    return units_in(facts, found.tallies, case.type_code, local_day(now))


def _fact(step: Step, told: _Told, zh: str, en: str, now: datetime) -> StepFact:
    settled = local_day(step.settled_at) if step.settled_at else None
    end = step.settled_at or now
    assert step.holder_unit_id is not None  # noqa: S101 - the query asks for a holder
    return StepFact(
        code=step.code,
        name_zh=zh,
        name_en=en or zh,
        unit_id=step.holder_unit_id,
        status=STATUSES.get(step.status, "other"),
        outcome=step.outcome,
        opened_on=local_day(step.opened_at),
        due_on=step.promised_on or step.statutory_on,
        settled_on=settled,
        is_late=step.due_at is not None and end >= step.due_at,
        is_resting=step.pk in told.resting,
        has_reason=bool(step.late_reason.strip()),
        urged_at=told.urged.get(step.pk, ()),
        extended=told.extended.get(step.pk, 0),
    )


def _told(keys: Sequence[int]) -> _Told:
    texts = [str(key) for key in keys]
    urged: dict[int, list[datetime]] = defaultdict(list)
    extended: dict[int, int] = defaultdict(int)
    kinds = [StepUrged.kind, StepExtended.kind]
    rows = EventSubject.objects.filter(type=STEP, key__in=texts, event__kind__in=kinds)
    for key, kind, at in rows.order_by("event_id").values_list("key", "event__kind", "event__at"):
        if kind == StepUrged.kind:
            urged[int(key)].append(at)
        else:
            extended[int(key)] += 1
    duties = Obligation.objects.filter(kind__in=DUTIES, subject_key__in=texts)
    for key, at in duties.filter(urgings__isnull=False).values_list("subject_key", "urgings__at"):
        urged[int(key)].append(at)
    paused = duties.filter(state=State.SUSPENDED).values_list("subject_key", flat=True)
    return _Told(
        urged={key: sorted(times) for key, times in urged.items()},
        extended=extended,
        resting=frozenset(map(int, paused)),
    )
