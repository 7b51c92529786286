"""What a decision changes: each a row or a field of one, so that saving touches only these."""

from dataclasses import dataclass, replace
from typing import Any

from yingshang.engines.process.after import Tally
from yingshang.engines.process.definition import Countersign
from yingshang.engines.process.state import (
    Helper,
    Occurrence,
    Opinion,
    Place,
    Signatory,
    State,
    Status,
)


@dataclass(frozen=True)
class Entered:
    """A new occurrence: insert one row. `status` may already be settled (skipped, unreached …)."""

    step: str
    number: int
    status: Status
    holder: str | None = None
    missing: tuple[str, ...] = ()
    rule: Countersign | None = None
    reason: str = ""


@dataclass(frozen=True)
class Admitted:
    """A held occurrence is open now (or held for other columns: `missing` is not empty)."""

    step: str
    number: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settled:
    """An occurrence came to its end. `by` is None when the flow itself did it."""

    step: str
    number: int
    status: Status
    outcome: str | None = None
    by: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Superseded:
    """A settled occurrence no longer counts; its facts stay."""

    step: str
    number: int


@dataclass(frozen=True)
class RoundBegun:
    """会签: a new round of signatures under this rule; None: only seats after the decision."""

    step: str
    number: int
    round: int
    rule: Countersign | None


@dataclass(frozen=True)
class SignatoryChanged:
    """One seat is new or changed: upsert by (step, number, round, party)."""

    step: str
    number: int
    signatory: Signatory


@dataclass(frozen=True)
class HelperChanged:
    """One helper is new or changed: upsert by (step, number, party)."""

    step: str
    number: int
    helper: Helper


@dataclass(frozen=True)
class HolderChanged:
    """转办: somebody else must act."""

    step: str
    number: int
    holder: str


@dataclass(frozen=True)
class DelegateChanged:
    """委派: somebody acts for the holder, or (None) no longer."""

    step: str
    number: int
    delegate: str | None


@dataclass(frozen=True)
class Proposed:
    """An outcome awaits confirmation or signatures; None: the proposal is off."""

    step: str
    number: int
    outcome: str | None
    by: str | None


@dataclass(frozen=True)
class Urged:
    """催办: nothing changes; the ledger records it."""

    step: str
    number: int
    by: str


@dataclass(frozen=True)
class Counted:
    """What a node knows of the steps it waits for: upsert by node. At most one per node."""

    node: str
    tally: Tally
    owed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reached:
    """A milestone was reached, once."""

    milestone: str


@dataclass(frozen=True)
class Closed:
    """The case is over. Every active occurrence of the case becomes withdrawn: one UPDATE."""

    outcome: str
    by: str | None = None
    reason: str = ""


OccurrenceChange = (
    Entered
    | Admitted
    | Settled
    | Superseded
    | RoundBegun
    | SignatoryChanged
    | HelperChanged
    | HolderChanged
    | DelegateChanged
    | Proposed
    | Urged
)
Change = OccurrenceChange | Counted | Reached | Closed


@dataclass(frozen=True)
class Decision:
    """Everything that an act changes, in order."""

    changes: tuple[Change, ...]


def occurrence_after(change: OccurrenceChange, was: Occurrence | None) -> Occurrence:
    """The occurrence once `change` is made; `was` is the newest one of the step, if any."""
    if isinstance(change, Entered):
        entered = Occurrence(
            change.step, change.number, change.status, holder=change.holder, rule=change.rule
        )
        return replace(
            entered,
            missing=change.missing,
            reason=change.reason,
            round=0 if change.rule is None else 1,
        )
    if was is None or was.number != change.number:
        raise ValueError(f"{change.step} {change.number} is not the newest occurrence")
    return replace(was, **_fields(change, was))


def _fields(change: OccurrenceChange, was: Occurrence) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    match change:
        case Admitted(missing=missing):
            fields = {"status": Status.HELD if missing else Status.OPEN, "missing": missing}
        case Settled():
            fields = _settled(change, was)
        case Superseded():
            fields = {"superseded": True}
        case Proposed(outcome=outcome, by=by):
            fields = {"proposed": outcome, "proposed_by": by}
        case HolderChanged(holder=holder):
            fields = {"holder": holder}
        case DelegateChanged(delegate=delegate):
            fields = {"delegate": delegate}
        case _:
            fields = _people(change, was)
    return fields


def _people(change: OccurrenceChange, was: Occurrence) -> dict[str, Any]:
    match change:
        case RoundBegun(round=number, rule=rule):
            return {"round": number, "rule": rule}
        case SignatoryChanged(signatory=new):
            kept = [s for s in was.signatories if (s.round, s.party) != (new.round, new.party)]
            return {"signatories": (*kept, new)}
        case HelperChanged(helper=helper):
            others = [each for each in was.helpers if each.party != helper.party]
            return {"helpers": (*others, helper)}
        case _:
            return {}


def _settled(change: Settled, was: Occurrence) -> dict[str, Any]:
    seats = tuple(
        replace(s, opinion=Opinion.RELEASED) if s.opinion is Opinion.ASKED else s
        for s in was.signatories
    )
    return {
        "status": change.status,
        "outcome": change.outcome,
        "decided_by": change.by,
        "reason": change.reason,
        "missing": (),
        "proposed": None,
        "proposed_by": None,
        "signatories": seats,
    }


def place_after(change: Change, place: Place) -> Place:
    """The place once `change` is made."""
    match change:
        case Counted(tally=tally, owed=owed):
            return replace(place, tally=tally, owed=owed)
        case Reached():
            return replace(place, reached=True)
        case Closed():
            return place
        case _:
            return replace(place, newest=occurrence_after(change, place.newest))


def node_of(change: Change) -> str | None:
    """The node whose place the change concerns; None for the case as a whole."""
    match change:
        case Counted(node=node):
            return node
        case Reached(milestone=milestone):
            return f"milestone/{milestone}"
        case Closed():
            return None
        case _:
            return change.step


def apply(state: State, changes: tuple[Change, ...]) -> State:
    """The state after these changes: what an application does with its rows, in memory."""
    for change in changes:
        node = node_of(change)
        if isinstance(change, Closed):
            state = _closed(state, change)
        elif node is not None:
            state = state.with_place(place_after(change, state.place(node)))
    return state


def _closed(state: State, change: Closed) -> State:
    withdrawn = tuple(
        occurrence_after(_ended(each, change), each) if each.is_active else each
        for each in state.occurrences
    )
    return replace(state, occurrences=withdrawn, closed=change.outcome)


def _ended(occurrence: Occurrence, change: Closed) -> Settled:
    why = change.reason or change.outcome
    return Settled(occurrence.step, occurrence.number, Status.WITHDRAWN, by=change.by, reason=why)
