"""Events of a delivery beside those that are known: new ones, the same ones, those put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from yingshang.apps.casework.models import Case, OutsideChange, OutsideEvent, Step
from yingshang.apps.casework.outside.cases import CaseSaid
from yingshang.apps.casework.outside.rows import Said
from yingshang.apps.casework.services.outside.telling import Counts, Telling, told_ids

BATCH = 1_000


@dataclass
class Happened:
    """What a delivery says that is not known yet, by number of the case there."""

    new: dict[str, list[Said]] = field(default_factory=dict)
    changed: dict[str, list[tuple[OutsideEvent, Said]]] = field(default_factory=dict)
    unchanged: int = 0

    def counts(self, cases: int) -> Counts:
        """In events."""
        new = [said for each in self.new.values() for said in each]
        changed = [said for each in self.changed.values() for _row, said in each]
        taken = {said.event_id for said in [*new, *changed]}
        return Counts(cases, len(new), len(changed), self.unchanged, taken)


def compare(cases: list[CaseSaid], telling: Telling) -> Happened:
    """Events that are new, or that the source tells otherwise than before; one query a thousand.

    What an older delivery tells otherwise is not news.
    """
    told = list(told_ids(cases))
    known: dict[str, OutsideEvent] = {}
    ids = [said.event_id for _case, said in told]
    for start in range(0, len(ids), BATCH):
        rows = OutsideEvent.objects.filter(
            source=telling.source, event_id__in=ids[start : start + BATCH]
        )
        known |= {row.event_id: row for row in rows.select_related("case").order_by("pk")}
    found = Happened()
    for case, said in told:
        row = known.get(said.event_id)
        if row is None:
            found.new.setdefault(case.number, []).append(said)
        elif _differs(row, said) and not (row.as_of and telling.as_of < row.as_of):
            found.changed.setdefault(case.number, []).append((row, said))
        else:
            found.unchanged += 1
    return found


def insert(happened: Happened, cases: dict[str, Case], telling: Telling) -> None:
    """Write new events, and as done the steps that they mean: an insert a thousand of each."""
    events = [
        _event(said, cases[number], telling)
        for number, each in happened.new.items()
        for said in each
    ]
    OutsideEvent.objects.bulk_create(events, batch_size=BATCH)
    _steps([each for each in events if each.step_code], telling)


def put_right(happened: Happened, cases: dict[str, Case], telling: Telling) -> None:
    """Write changed events, each with what it had said before."""
    rows, changes = [], []
    for number, each in happened.changed.items():
        for row, said in each:
            before, before_at = _said(row), row.happened_at
            row.activity, row.happened_at = said.text["activity"], said.happened_at
            row.resource, row.case = said.text.get("resource", ""), cases[number]
            row.as_of = telling.as_of
            after = _said(row)
            changes.append(
                OutsideChange(
                    event=row, before=before, after=after, as_of=telling.as_of, at=telling.at
                )
            )
            rows.append(row)
            _move_step(row, before_at)
    names = ["activity", "happened_at", "resource", "case", "as_of"]
    OutsideEvent.objects.bulk_update(rows, names, batch_size=BATCH)
    OutsideChange.objects.bulk_create(changes, batch_size=BATCH)


def _differs(row: OutsideEvent, said: Said) -> bool:
    told = (
        said.text["activity"], said.happened_at, said.text.get("resource", ""), said.number,
    )  # fmt: skip
    return told != (row.activity, row.happened_at, row.resource, row.case.outside_number)


def _said(row: OutsideEvent) -> dict[str, str]:
    return {
        "activity": row.activity,
        "happened_at": row.happened_at.isoformat(),
        "resource": row.resource,
        "number": row.case.outside_number,
    }


def _event(said: Said, case: Case, telling: Telling) -> OutsideEvent:
    return OutsideEvent(
        source=telling.source,
        event_id=said.event_id,
        case=case,
        activity=said.text["activity"],
        step_code=said.step,
        outcome=said.outcome,
        resource=said.text.get("resource", ""),
        happened_at=said.happened_at,
        received_at=telling.at,
        as_of=telling.as_of,
    )


def _steps(events: Sequence[OutsideEvent], telling: Telling) -> None:
    """Steps done elsewhere: no engine decides about them, they happened."""
    cases = {event.case_id for event in events}
    numbers: dict[tuple[int, str], int] = {}
    for case_id, code in Step.objects.filter(case__in=cases).values_list("case_id", "code"):
        numbers[case_id, code] = numbers.get((case_id, code), 0) + 1
    rows = []
    for event in events:
        place = (event.case_id, event.step_code)
        numbers[place] = numbers.get(place, 0) + 1
        rows.append(_step(event, numbers[place], telling))
    Step.objects.bulk_create(rows, batch_size=BATCH)


def _step(event: OutsideEvent, number: int, telling: Telling) -> Step:
    return Step(
        case=event.case,
        code=event.step_code,
        number=number,
        performer="outside",
        status=Step.Status.DONE,
        outcome=event.outcome,
        decided_by=f"source:{telling.source.code}"[:60],
        opened_at=event.happened_at,
        settled_at=event.happened_at,
    )


def _move_step(row: OutsideEvent, before_at: datetime) -> None:
    if row.step_code and row.happened_at != before_at:
        steps = Step.objects.filter(case=row.case, code=row.step_code, settled_at=before_at)
        steps.update(opened_at=row.happened_at, settled_at=row.happened_at)
