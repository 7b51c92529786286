"""What the record of a case shows for each unit in it: columns for the grounds, and evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yingshang.engines.packs.schema.supervision import Tally

Status = Literal["open", "held", "done", "returned", "other"]


@dataclass(frozen=True)
class StepFact:
    """One doing of one step, with what the ledger knows of it.

    Attributes:
        due_on: Its last day, inclusive; None where no clock ran.
        is_late: Open past its due instant, or settled after it.
        is_resting: Its clock is paused, so that nothing is overdue.
        urged_at: When it was urged, in order.
    """

    code: str
    name_zh: str
    name_en: str
    unit_id: UUID
    status: Status
    outcome: str
    opened_on: date
    due_on: date | None
    settled_on: date | None
    is_late: bool
    is_resting: bool
    has_reason: bool
    urged_at: Sequence[datetime] = ()
    extended: int = 0


@dataclass(frozen=True)
class Evidence:
    """One sentence of the record, with the day on which it became true."""

    on: date
    zh: str
    en: str


@dataclass(frozen=True)
class UnitInMatter:
    """One row for the grounds: a unit in a case."""

    unit_id: UUID
    columns: Mapping[str, object]
    evidence: Sequence[Evidence] = field(default_factory=tuple)


def units_in(
    steps: Sequence[StepFact], tallies: Iterable[Tally], type_code: str, today: date
) -> list[UnitInMatter]:
    """A row for each unit that holds or held a step of the case, in the order of their steps.

    Args:
        steps: Of one case of the type `type_code`, by steps of officials only, in their order.
        today: The local day against which delay is measured.
    """
    counts = {each.id: _blamed(steps, each, type_code) for each in tallies}
    units = dict.fromkeys(step.unit_id for step in steps)
    return [
        UnitInMatter(
            unit_id=unit,
            columns=_columns([step for step in steps if step.unit_id == unit], today)
            | {name: found.count(unit) for name, found in counts.items()},
            evidence=tuple(_evidence([s for s in steps if s.unit_id == unit], today)),
        )
        for unit in units
    ]


def _columns(own: Sequence[StepFact], today: date) -> dict[str, object]:
    still_open = [step for step in own if step.status == "open"]
    ended_late = [step for step in own if step.is_late and step.status == "done"]
    return {
        "is_open": bool(still_open),
        "days_overdue": max((_overdue(step, today) for step in still_open), default=0),
        "days_held": max(((today - step.opened_on).days for step in still_open), default=0),
        "late_steps": len(ended_late),
        "unexplained_steps": sum(not step.has_reason for step in ended_late),
        "urged": sum(len(step.urged_at) for step in own),
        "sent_back": sum(step.status == "returned" for step in own),
        "extended": sum(step.extended for step in own),
    }


def _overdue(step: StepFact, today: date) -> int:
    """Whole days since the last day; 0 while it is not over, or rests."""
    if step.due_on is None or step.is_resting or not step.is_late:
        return 0
    return max(0, (today - step.due_on).days)


def _blamed(steps: Sequence[StepFact], tally: Tally, type_code: str) -> list[UUID]:
    """The unit of each outcome that the tally counts, as often as it happened."""
    named = {outcome.partition(".")[2] for outcome in tally.outcomes if _is_of(outcome, type_code)}
    found: list[UUID] = []
    for place, step in enumerate(steps):
        if f"{step.code}:{step.outcome}" in named:
            found.append(_answerable(steps[: place + 1], tally) or step.unit_id)
    return found


def _answerable(before: Sequence[StepFact], tally: Tally) -> UUID | None:
    """Who held the step that the tally blames, the last time before."""
    held = [step.unit_id for step in before if step.code == tally.blames]
    return held[-1] if held else None


def _is_of(outcome: str, type_code: str) -> bool:
    return outcome.partition(".")[0] == type_code


def _evidence(own: Sequence[StepFact], today: date) -> Iterable[Evidence]:
    """What is late, urged, sent back or extended, in the order of its steps."""
    for step in own:
        if step.is_late and step.due_on is not None and not step.is_resting:
            yield _lateness(step, step.due_on, today)
        for at in step.urged_at:
            yield Evidence(at.date(), f"“{step.name_zh}”已催办。", f"“{step.name_en}” was urged.")
        if step.status == "returned":
            yield Evidence(
                step.settled_on or today,
                f"“{step.name_zh}”被退回。",
                f"“{step.name_en}” was sent back.",
            )
        if step.extended:
            yield Evidence(
                step.opened_on,
                f"“{step.name_zh}”延期{step.extended}次。",
                f"“{step.name_en}” was extended {step.extended} times.",
            )


def _lateness(step: StepFact, due_on: date, today: date) -> Evidence:
    last = f"{due_on.year}年{due_on.month}月{due_on.day}日"
    reason_zh = "" if step.has_reason else "，没有说明理由"
    reason_en = "" if step.has_reason else ", without a reason"
    if step.settled_on is None:
        days = (today - due_on).days
        return Evidence(
            due_on,
            f"“{step.name_zh}”应于{last}办完，已超期{days}天{reason_zh}。",
            f"“{step.name_en}” was due by {due_on} and is {days} days overdue{reason_en}.",
        )
    days = (step.settled_on - due_on).days
    return Evidence(
        step.settled_on,
        f"“{step.name_zh}”应于{last}办完，晚了{days}天{reason_zh}。",
        f"“{step.name_en}” was due by {due_on} and ended {days} days late{reason_en}.",
    )
