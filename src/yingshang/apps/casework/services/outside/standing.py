"""Cases of a delivery: how each stands, by what its source says of it."""

from collections.abc import Mapping
from datetime import datetime

from yingshang.apps.casework.decisions.numbers import case_number, receipt_code
from yingshang.apps.casework.decisions.values import UnfitError, read
from yingshang.apps.casework.models import Case, Stage, Way
from yingshang.apps.casework.outside.cases import CaseSaid
from yingshang.apps.casework.outside.rows import RUNNING, WITHDRAWN
from yingshang.apps.casework.services.outside.telling import Telling
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import on_record
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.casework.casetype import CaseType

ENDED = "ended"
WRITTEN = (
    "stage", "title", "holder_unit", "values", "outcome", "ending", "accepted_at", "counted_from",
    "planned_at", "ended_at", "promised_on", "statutory_on", "as_of",
)  # fmt: skip


def new_case(key: int, said: CaseSaid, telling: Telling) -> Case:
    """The row of a case that is met for the first time, not yet saved."""
    start, case_type = said.started_at, telling.case_type
    return Case(
        pk=key,
        number=case_number(case_type.entry.number, local_day(start).year, key),
        type_code=case_type.id,
        is_ledger=case_type.is_ledger,
        release=telling.release,
        stage=Stage.RUNNING,
        way=Way.FILE,
        opened_by=on_record(telling.actor),
        opened_at=start,
        accepted_at=start,
        counted_from=start,
        receipt_code=receipt_code(),
        source=telling.source,
        outside_number=said.number,
    )


def stand(case: Case, said: CaseSaid, telling: Telling, units: Mapping[object, Unit]) -> bool:
    """Write into the row what the source says now; whether anything changed.

    Nothing is taken from a delivery that is older than what is known; what it does not say stays.
    """
    if case.as_of is not None and telling.as_of < case.as_of:
        return False
    before = _state(case)
    if said.unit or not case.holder_unit_id:
        case.holder_unit = units[said.unit or telling.source.unit_id]
    case.title = said.word("title") or case.title or said.number
    case.values = {**case.values, **_values(telling.case_type, said.values)}
    if said.time("started_at"):
        case.accepted_at = case.counted_from = said.started_at
    planned = said.time("planned_at")
    case.planned_at = planned.end if planned else case.planned_at
    _end(case, said, telling.case_type)
    _count(case, said, telling)
    return _state(case) != before


def ended_at(case: Case) -> datetime | None:
    """When the work was done; None while it is under way or when it was given up."""
    return case.ended_at if case.stage == Stage.ENDED else None


def _state(case: Case) -> tuple[object, ...]:
    names = [name for name in WRITTEN if name not in {"as_of", "holder_unit"}]
    return (case.holder_unit_id, *(getattr(case, name) for name in names))


def _end(case: Case, said: CaseSaid, case_type: CaseType) -> None:
    told, state = said.time("ended_at"), said.state
    by_step, step_at = _ended_by_step(said, case_type)
    last = said.events[-1].happened_at
    if state == WITHDRAWN:
        case.stage, case.ending, case.ended_at = (
            Stage.WITHDRAWN,
            WITHDRAWN,
            told.at if told else last,
        )
        return
    if state == RUNNING and told is None:
        case.stage, case.ending, case.outcome, case.ended_at = Stage.RUNNING, "", "", None
        return
    at = told.at if told else step_at or (last if state else None)
    if at is None:
        return
    case.stage, case.ended_at = Stage.ENDED, at
    case.outcome = state if state not in {"", RUNNING} else by_step or case.outcome
    kinds = {each.id: each.kind for each in case_type.entry.outcomes}
    case.ending = kinds.get(case.outcome, ENDED)


def _ended_by_step(said: CaseSaid, case_type: CaseType) -> tuple[str, datetime | None]:
    for event in reversed(said.events):
        step = case_type.steps.get(event.step)
        outcomes = step.outcomes if step else ()
        ends = next((each.ends for each in outcomes if each.id == event.outcome), None)
        if ends:
            return ends, event.happened_at
    return "", None


def _count(case: Case, said: CaseSaid, telling: Telling) -> None:
    """The last days, as for cases that are held here."""
    found = telling.clocks(said)
    if said.time("deadline") or case.promised_on is None:
        case.promised_on = found.promised_on
    case.statutory_on = case.statutory_on or found.statutory_on


def _values(case_type: CaseType, told: Mapping[str, str]) -> dict[str, object]:
    """Fields that fit; what does not fit its field is left as it was."""
    found: dict[str, object] = {}
    for key, text in told.items():
        field = case_type.fields.get(key)
        if field is None or field.personal:
            continue
        try:
            found[key] = read(field, text)
        except UnfitError:
            continue
    return found
