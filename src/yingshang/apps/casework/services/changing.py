"""What the engine decided, as rows: each change is a field of one, each table is written once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yingshang.apps.casework.models import Case, CaseUnit, Signatory, Stage, Step, Tally
from yingshang.apps.casework.parties import APPLICANT, Party, ids_of
from yingshang.apps.casework.services.holding import Holders
from yingshang.apps.casework.services.questions import Questions
from yingshang.apps.casework.services.rows import Rows, stored_rule
from yingshang.apps.directory.models import Person
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.process import (
    Admitted,
    Change,
    Closed,
    Counted,
    DelegateChanged,
    Entered,
    HelperChanged,
    HolderChanged,
    Performer,
    Proposed,
    Reached,
    RoundBegun,
    Settled,
    SignatoryChanged,
    Superseded,
)

CHUNK = 1000
WITHDRAWN = "withdrawn"
FIELDS = (
    "status", "outcome", "holder", "holder_unit", "holder_person", "delegate", "delegate_person",
    "proposed", "proposed_by", "decided_by", "settled_by", "reason", "missing", "rule", "round",
    "is_superseded", "opened_at", "settled_at", "promised_on", "statutory_on", "due_at",
    "expires_at", "waits_for_check",
)  # fmt: skip
OPEN, HELD, DONE = Step.Status.OPEN, Step.Status.HELD, Step.Status.DONE


@dataclass
class Done:
    """What one decision changed, ready to be written.

    Attributes:
        opened: Steps on which somebody must act from now on.
        settled: Steps that were open before and are no longer.
        ended: Other open steps that fell with the end of the case.
    """

    new: list[Step] = field(default_factory=list)
    changed: dict[tuple[str, int], Step] = field(default_factory=dict)
    seats: dict[tuple[int, str, int, str], Signatory] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    opened: list[Step] = field(default_factory=list)
    settled: list[Step] = field(default_factory=list)
    ended: list[Step] = field(default_factory=list)
    closed: Closed | None = None
    at: datetime | None = None

    def write(self, case: Case) -> None:
        """One statement a table, however many rows."""
        if self.new:
            Step.objects.bulk_create(self.new, batch_size=CHUNK)
        self._show_to_holders(case)
        self._write_changed()
        if self.seats:
            self._write_seats()
        if self.tallies:
            Tally.objects.bulk_create(
                self.tallies.values(),
                batch_size=CHUNK,
                update_conflicts=True,
                unique_fields=["case", "node"],
                update_fields=["counts", "owed", "reached_at"],
            )

    def _write_changed(self) -> None:
        rows = list(self.changed.values())
        if len(rows) == 1:
            rows[0].save(update_fields=FIELDS)
        elif rows:
            Step.objects.bulk_update(rows, FIELDS, batch_size=CHUNK)
        if self.ended:
            rest = Step.objects.filter(pk__in=[step.pk for step in self.ended])
            reason = self.ended[0].reason
            rest.update(status=WITHDRAWN, settled_at=self.at, reason=reason)

    def _write_seats(self) -> None:
        for seat in self.seats.values():
            seat.step_id = seat.step.pk
        Signatory.objects.bulk_create(
            self.seats.values(),
            update_conflicts=True,
            unique_fields=["step", "kind", "round", "party"],
            update_fields=["opinion", "seat", "waits_for", "added_by"],
        )

    def _show_to_holders(self, case: Case) -> None:
        units = {step.holder_unit_id for step in self.new if step.status in {OPEN, HELD}}
        if is_new(case):
            units.add(case.holder_unit_id)
        show(case, units)


def show(case: Case, units: Iterable[UUID | None]) -> None:
    """Let units see a case; those that see it already go on doing so."""
    wanted = sorted({unit for unit in units if unit is not None}, key=str)
    if not wanted:
        return
    CaseUnit.objects.bulk_create(
        [CaseUnit(case=case, unit_id=unit, type_code=case.type_code) for unit in wanted],
        ignore_conflicts=True,
    )


def is_new(case: Case) -> bool:
    """Whether the row of a case has its key and is still to be inserted.

    Rows that refer to it may be inserted before it: its foreign keys are checked at the commit.
    """
    return case._state.adding


def keep(case: Case, fields: Collection[str]) -> None:
    """Write a case: whole where it is new, so that it is written once; else these fields."""
    if is_new(case):
        case.save(force_insert=True)
    else:
        case.save(update_fields=fields)


class Changing:
    """Turns changes of the engine into rows; `Done` holds them until they are written."""

    def __init__(
        self,
        rows: Rows,
        case_type: CaseType,
        holders: Holders,
        questions: Questions,
        by: Person | None,
        at: datetime,
    ) -> None:
        self._rows, self._type, self._holders = rows, case_type, holders
        self._questions, self._by, self._at = questions, by, at
        self._done = Done()

    def apply(self, changes: Iterable[Change]) -> Done:
        """Everything that these changes do to the rows of the case."""
        self._done = Done(at=self._at)
        listed = list(changes)
        entered = [self._type.steps[c.step] for c in listed if isinstance(c, Entered)]
        self._holders.learn(entered, self._rows.case.values)
        for change in listed:
            self._one(change)
        done = self._done
        done.opened = [step for step in done.opened if step.status == OPEN]
        if done.closed is not None:
            self._close(done.closed)
        return done

    def _one(self, change: Change) -> None:
        match change:
            case Entered():
                self._entered(change)
            case Settled():
                self._settled(change)
            case Counted(node=node, tally=counts, owed=owed):
                row = self._tally(node)
                row.counts, row.owed = [list(count) for count in counts], sorted(owed)
            case Reached(milestone=milestone):
                self._tally(f"milestone/{milestone}").reached_at = self._at
            case Closed():
                self._done.closed = change
            case _:
                self._detail(change)

    def _detail(self, change: Change) -> None:
        match change:
            case Admitted(missing=missing):
                self._admitted(self._row(change), missing)
            case Superseded():
                self._row(change).is_superseded = True
            case RoundBegun(round=number, rule=rule):
                step = self._row(change)
                step.round, step.rule = number, stored_rule(rule)
            case SignatoryChanged(signatory=seat):
                row = self._seat(change, Signatory.Kind.SIGNATURE, seat.round, seat.party)
                row.seat, row.added_by = seat.seat.value, seat.added_by
                row.waits_for, row.opinion = sorted(seat.waits_for), seat.opinion.value
            case HelperChanged(helper=helper):
                row = self._seat(change, Signatory.Kind.HELP, 0, helper.party)
                row.opinion = helper.status.value
            case _:
                self._people(change)

    def _people(self, change: Change) -> None:
        match change:
            case HolderChanged(holder=holder):
                self._hold(self._row(change), holder)
            case DelegateChanged(delegate=delegate):
                step = self._row(change)
                step.delegate = delegate or ""
                step.delegate_person_id = ids_of(delegate)[1] if delegate else None
            case Proposed(outcome=outcome, by=by):
                step = self._row(change)
                step.proposed, step.proposed_by = outcome or "", by or ""

    def _entered(self, change: Entered) -> None:
        entry = self._type.steps[change.step]
        step = Step(
            case=self._rows.case,
            code=change.step,
            number=change.number,
            performer=entry.performer,
            status=change.status.value,
            missing=list(change.missing),
            rule=stored_rule(change.rule),
            round=1 if change.rule else 0,
            reason=change.reason,
            needs_check=entry.checked_by_other,
            opened_at=self._at,
            settled_at=self._at if change.status.is_settled else None,
        )
        if not change.status.is_settled:
            self._first_holder(step, change.holder)
        self._rows.steps[change.step] = step
        self._done.new.append(step)
        if step.status == OPEN:
            self._done.opened.append(step)

    def _first_holder(self, step: Step, former: str | None) -> None:
        entry = self._type.steps[step.code]
        if entry.performer == Performer.APPLICANT.value:
            step.holder = APPLICANT
            return
        unit = self._holders.unit_of(entry, self._rows.case.values)
        step.holder_unit = unit
        step.holder = Party(unit_id=unit.pk).name
        if former:
            self._hold(step, former)

    def _hold(self, step: Step, holder: str) -> None:
        unit_id, person_id = ids_of(holder)
        step.holder, step.holder_person_id = holder, person_id
        if unit_id is not None:
            step.holder_unit_id = unit_id

    def _admitted(self, step: Step, missing: tuple[str, ...]) -> None:
        step.missing = list(missing)
        if not missing:
            step.status, step.opened_at = OPEN, self._at
            self._done.opened.append(step)

    def _settled(self, change: Settled) -> None:
        step = self._row(change)
        if step.status == OPEN and step.pk is not None:
            self._done.settled.append(step)
        step.status, step.outcome = change.status.value, change.outcome or ""
        step.decided_by, step.settled_at = change.by or "", self._at
        step.settled_by = self._by if change.status.value == DONE and change.by else None
        step.reason = change.reason or step.reason
        step.missing, step.proposed, step.proposed_by = [], "", ""
        step.waits_for_check = False
        if change.outcome:
            self._questions.settled(change.step, change.outcome)
        self._release(step)

    def _release(self, step: Step) -> None:
        for key, seat in self._rows.signatories.items():
            if seat.step_id == step.pk and seat.opinion == Signatory.Opinion.ASKED:
                seat.opinion = Signatory.Opinion.RELEASED
                self._done.seats[key] = seat

    def _close(self, change: Closed) -> None:
        case = self._rows.case
        outcome = self._type.outcomes.get(change.outcome)
        is_withdrawn = change.outcome == WITHDRAWN
        case.stage = Stage.WITHDRAWN if is_withdrawn else Stage.ENDED
        case.outcome, case.ended_at = change.outcome, self._at
        case.ending = outcome.kind if outcome else WITHDRAWN if is_withdrawn else "ended"
        case.reason = change.reason
        known = {step.pk for step in self._done.changed.values()}
        rest = Step.objects.filter(case=case, status__in=[OPEN, HELD]).order_by("pk")
        self._done.ended = [step for step in rest if step.pk not in known]
        fresh = [step for step in self._done.new if step.status in {OPEN, HELD}]
        changed = [s for s in self._done.changed.values() if s.status in {OPEN, HELD}]
        for step in (*self._done.ended, *fresh, *changed):
            step.status, step.settled_at = Step.Status.WITHDRAWN, self._at
            step.reason = change.reason or change.outcome
        self._done.settled += changed
        self._done.opened = []

    def _row(self, change: object) -> Step:
        code: str = change.step  # type: ignore[attr-defined]  # every change that comes here has one
        step = self._rows.steps[code]
        if step.pk is not None:
            self._done.changed[code, step.number] = step
        return step

    def _tally(self, node: str) -> Tally:
        row = self._rows.tallies.get(node)
        if row is None:
            first = self._type.process.first_tallies[node]
            counts = [list(count) for count in first]
            row = self._rows.tallies[node] = Tally(case=self._rows.case, node=node, counts=counts)
        self._done.tallies[node] = row
        return row

    def _seat(self, change: object, kind: Signatory.Kind, number: int, party: str) -> Signatory:
        step = self._row(change)
        key = (step.pk or 0, kind.value, number, party)
        row = self._rows.signatories.get(key)
        if row is None:
            unit_id, person_id = ids_of(party)
            row = Signatory(step=step, kind=kind, round=number, party=party, asked_at=self._at)
            row.unit_id, row.person_id = unit_id, person_id
            self._rows.signatories[key] = row
        self._done.seats[key] = row
        return row
