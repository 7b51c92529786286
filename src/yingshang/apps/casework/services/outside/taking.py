"""A delivery is taken over: cases, events and clocks, each table written once a chunk.

A chunk costs about fifteen queries whatever it holds, and six for the fact of each case that
changed: facts are a chain, so they are written one by one.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from yingshang.apps.casework.events import CaseReported, EventCorrected
from yingshang.apps.casework.kinds import WHOLE
from yingshang.apps.casework.models import Case, CaseUnit, OutsideSource, Stage
from yingshang.apps.casework.outside.cases import CaseSaid
from yingshang.apps.casework.services.clockwork import About, duty
from yingshang.apps.casework.services.entering import SUBJECT, WHOLE_CASE
from yingshang.apps.casework.services.keys import next_keys
from yingshang.apps.casework.services.locking import UNUSED, naming
from yingshang.apps.casework.services.outside.happened import Happened, compare, insert, put_right
from yingshang.apps.casework.services.outside.standing import WRITTEN, ended_at, new_case, stand
from yingshang.apps.casework.services.outside.telling import Counts, Telling, shown
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import on_record
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.models import DueChange, Obligation, State
from yingshang.apps.obligations.services.following import begin, drop, stand_as_told
from yingshang.apps.obligations.services.moving import move_dates

BATCH = 1_000


def try_out(cases: list[CaseSaid], telling: Telling) -> Counts:
    """What taking these cases would do; nothing changes."""
    numbers = [case.number for case in cases]
    known = Case.objects.filter(source=telling.source, outside_number__in=numbers)
    return compare(cases, telling).counts(len(cases) - known.count())


@transaction.atomic
def take(cases: list[CaseSaid], telling: Telling) -> Counts:
    """Take over what a source says of these cases; the same thing twice changes nothing."""
    OutsideSource.objects.select_for_update().order_by().get(pk=telling.source.pk)
    happened = compare(cases, telling)
    rows = _known(cases, telling)
    is_new = {said.number for said in cases} - set(rows)
    _begin(cases, is_new, rows, telling)
    units = _units(cases, telling)
    changed = {s.number for s in cases if stand(rows[s.number], s, telling, units)} | is_new
    touched = changed | set(happened.new) | set(happened.changed)
    _write(rows, is_new, touched, telling)
    insert(happened, rows, telling)
    put_right(happened, rows, telling)
    duties = _duties([said for said in cases if said.number in touched], rows, telling)
    _record(sorted(touched), rows, happened, duties, telling)
    return happened.counts(len(is_new))


def _known(cases: Iterable[CaseSaid], telling: Telling) -> dict[str, Case]:
    numbers = [case.number for case in cases]
    rows = Case.objects.filter(source=telling.source, outside_number__in=numbers)
    locked = rows.select_related("holder_unit", "release").defer(*UNUSED).order_by("pk")
    return {row.outside_number: row for row in locked.select_for_update(of=("self",))}


def _begin(
    cases: Iterable[CaseSaid], is_new: set[str], rows: dict[str, Case], telling: Telling
) -> None:
    fresh = [said for said in cases if said.number in is_new]
    if fresh:
        for key, said in zip(next_keys(len(fresh)), fresh, strict=True):
            rows[said.number] = new_case(key, said, telling)


def _units(cases: Iterable[CaseSaid], telling: Telling) -> dict[object, Unit]:
    named = [telling.source.unit_id, *(said.unit for said in cases)]
    keys = {key for key in named if key is not None}
    return {unit.pk: unit for unit in Unit.objects.filter(pk__in=keys).order_by()}


def _write(rows: dict[str, Case], is_new: set[str], touched: set[str], telling: Telling) -> None:
    for number in touched:
        row = rows[number]
        row.as_of = max(row.as_of, telling.as_of) if row.as_of else telling.as_of
    fresh = [rows[number] for number in rows if number in is_new]
    Case.objects.bulk_create(fresh, batch_size=BATCH)
    others = [rows[number] for number in sorted(touched - is_new)]
    Case.objects.bulk_update(others, list(WRITTEN), batch_size=BATCH)
    seen = [
        CaseUnit(case=row, unit_id=row.holder_unit_id, type_code=row.type_code)
        for row in [*fresh, *others]
    ]
    CaseUnit.objects.bulk_create(seen, ignore_conflicts=True, batch_size=BATCH)


def _duties(
    cases: list[CaseSaid], rows: dict[str, Case], telling: Telling
) -> dict[int, Obligation]:
    """The clock of each case as a whole: begun, moved, settled as the source says."""
    keys = [str(rows[said.number].pk) for said in cases]
    known = Obligation.objects.filter(kind=WHOLE.code, subject_key__in=keys).order_by("pk")
    duties = {int(row.subject_key): row for row in known.select_for_update()}
    fresh = []
    for said in cases:
        case, term = rows[said.number], telling.clocks(said).term
        if term is None:
            continue
        if case.pk in duties:
            if said.time("deadline") and case.as_of == telling.as_of:
                note = telling.source.name_zh
                move_dates(
                    duties[case.pk], term=term, reason=DueChange.Reason.TOLD,
                    actor=telling.actor, at=telling.at, note=note,
                )  # fmt: skip
            continue
        about = About(case, telling.case_type, WHOLE_CASE)
        begun = duty(about, WHOLE, (SUBJECT, str(case.pk)), case.holder_unit, term)
        fresh.append(replace(begun, period_on=term.due_on.replace(day=1)))
    for row in begin(duties=fresh) if fresh else []:
        duties[int(row.subject_key)] = row
    _settle(duties, {row.pk: row for row in rows.values()})
    return duties


def _settle(duties: dict[int, Obligation], cases: dict[int, Case]) -> None:
    told = {
        row.pk: ended_at(cases[key])
        for key, row in duties.items()
        if row.claimed_at != ended_at(cases[key])
    }
    if told:
        stand_as_told(ended=told)
    gone = [k for k, row in duties.items() if _is_given_up(cases[k]) and row.state == State.OPEN]
    if gone:
        drop(kind=WHOLE.code, keys=gone)


def _is_given_up(case: Case) -> bool:
    return case.stage == Stage.WITHDRAWN


def _record(
    numbers: list[str],
    rows: dict[str, Case],
    happened: Happened,
    duties: dict[int, Obligation],
    telling: Telling,
) -> None:
    source = telling.source
    told: dict[str, Any] = {
        "source_zh": source.name_zh,
        "source_en": source.name_en or source.name_zh,
    }
    by = on_record(telling.actor)
    for number in numbers:
        case = rows[number]
        keys = (duties[case.pk].pk,) if case.pk in duties else ()
        for row, said in happened.changed.get(number, []):
            before = row.changes.order_by("-pk").values_list("before", flat=True)[0]
            corrected = EventCorrected(
                **naming(case), **told, event=row.event_id,
                before=" ".join((before["activity"], before["happened_at"])),
                after=shown(said.text["activity"], said.happened_at),
            )  # fmt: skip
            record(corrected, actor=by, at=telling.at)
        reported = CaseReported(
            **naming(case), **told, obligations=keys,
            events=len(happened.new.get(number, [])),
            as_of_on=local_day(telling.as_of).isoformat(),
        )  # fmt: skip
        record(reported, actor=by, at=telling.at)
