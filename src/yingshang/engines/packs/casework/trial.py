"""A case in memory: facts, steps and time, moved by the acts of an example."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from yingshang.engines.packs.casework.bars import bars_of, failed_checks, open_questions
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.columns import OUTCOME
from yingshang.engines.packs.casework.records import Record, record_of
from yingshang.engines.packs.casework.timing import Days, Timing, step_days
from yingshang.engines.packs.schema.casework.common import FieldHolder
from yingshang.engines.packs.schema.casework.examples import Act, Example
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.engines.process import (
    Arrive,
    Decide,
    Entry,
    Occurrence,
    Performer,
    Reconsider,
    Settled,
    State,
    Status,
    Step,
    apply,
)
from yingshang.engines.process.changes import Admitted, Change, Closed, Entered
from yingshang.engines.process.engine import act as act_on
from yingshang.engines.process.engine import start
from yingshang.engines.rules import Truth, judge
from yingshang.engines.timelimits import Pause

SOMEBODY = "somebody"
REFUSED_ENTRY = "refused_entry"
WITHDRAWN = "withdrawn"


class ActImpossible(ValueError):  # noqa: N818
    """An act of an example cannot be done here; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass
class Trial:
    """One case from its opening; `do` moves it. Times are local and naive."""

    case_type: CaseType
    timing: Timing
    route: str | None
    opened: datetime
    facts: dict[str, object]
    now: datetime
    accepted: datetime | None = None
    state: State | None = None
    outcome: str | None = None
    letters: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    opened_at: dict[str, datetime] = field(default_factory=dict)
    settled_at: dict[str, datetime] = field(default_factory=dict)
    pauses: dict[str, list[Pause]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)

    def do(self, act: Act) -> None:
        """Let time pass until the act, then do it.

        Raises:
            ActImpossible: The case does not allow it now.
            FactFault: A fact does not fit its field.
            Refused: The process refuses it.
        """
        self.wait(act.at)
        self.facts.update(act.facts)
        _VERBS[act.act](self, act)

    @property
    def record(self) -> Record:
        """What conditions see at this moment."""
        own: Record = {"route": self.route, "opened_on": self.opened.date()}
        own["accepted_on"] = self.accepted.date() if self.accepted else None
        own["today"] = self.now.date()
        own.update({OUTCOME + step: outcome for step, outcome in self.outcomes.items()})
        return record_of(self.case_type, self.facts, own)

    @property
    def open(self) -> tuple[Occurrence, ...]:
        """Steps on which somebody can act now; held ones are not among them."""
        active = self.state.occurrences if self.state else ()
        return tuple(each for each in active if each.is_live and each.status is Status.OPEN)

    def days(self, step: StepEntry) -> Days:
        """The last days of an open step, or of one that was settled."""
        opened = self.opened_at.get(step.id, self.now)
        return step_days(step, opened, self.record, self.timing, self.pauses.get(step.id, ()))

    def submit(self) -> None:
        """Check what was handed in: bars end the case, a ledger's row is accepted at once."""
        record = self.record
        self.failed = [each.id for each in failed_checks(self.case_type, "submit", record)]
        self.issue(self.case_type.entry.letters.receipt)
        if any(each.stands for each in bars_of(self.case_type, record)):
            self.issue(self.case_type.entry.letters.barred)
            barred = (each.id for each in self.case_type.entry.outcomes if each.kind == "barred")
            self.outcome = next(barred, "barred")
        elif self.case_type.entry.acceptance is None:
            self.accept()

    def accept(self) -> None:
        """Accept the case: its steps begin."""
        self.accepted = self.now
        self.issue(self.case_type.entry.letters.acceptance)
        self.state = State(self.case_type.process)
        self.make(start(self.case_type.process, self).changes)

    def settle(self, occurrence: Occurrence, outcome: str) -> None:
        """Settle an open step, as its performer does."""
        process, state = self.case_type.process, self.running()
        entry = self.case_type.steps[occurrence.step]
        here = entry.performer in {Performer.OFFICIAL, Performer.APPLICANT}
        number = occurrence.number
        wish = (
            Decide(occurrence.step, number, SOMEBODY, outcome)
            if here
            else Arrive(occurrence.step, number, outcome, SOMEBODY)
        )
        self.outcomes[occurrence.step] = outcome
        self.make(act_on(process, state, wish, self).changes)
        held = [o.step for o in self.running().occurrences if o.is_live and o.status == "held"]
        if held and self.outcome is None:
            self.make(act_on(process, self.running(), Reconsider(tuple(held)), self).changes)

    def wait(self, until: datetime) -> None:
        """Let time pass: steps whose last day has passed settle themselves, the earliest first."""
        while (due := self._next_expiry()) and due[0] < until:
            self.now, step = due
            occurrence = next(each for each in self.open if each.step == step.id)
            self.settle(occurrence, step.on_expiry or "")
        self.now = until

    def running(self) -> State:
        """The process of the case.

        Raises:
            ActImpossible: It was not accepted yet.
        """
        if self.state is None:
            raise ActImpossible("案件还没有受理", "the case is not accepted yet")
        return self.state

    def require_answers(self) -> None:
        """Ask for what the unit has to find out before it accepts or grants a case.

        Raises:
            ActImpossible: Something is not known.
        """
        found = open_questions(self.case_type, self.record)
        if found:
            names = ", ".join(dict.fromkeys(name for each in found for name in each.fields))
            raise ActImpossible(f"还没有查明（{names}）", f"this is not known yet ({names})")

    def issue(self, letter: str | None) -> None:
        """Write a letter, if the type has one for this."""
        if letter is not None:
            self.letters.append(letter)

    def make(self, changes: tuple[Change, ...]) -> None:
        """Apply changes, and note times, letters and the end."""
        self.state = apply(self.running(), changes)
        for change in changes:
            if isinstance(change, Entered | Admitted):
                self._opened(change)
            elif isinstance(change, Settled) and change.outcome is not None:
                self._settled(change)
            elif isinstance(change, Closed):
                self._closed(change)

    def entry(self, step: Step) -> Entry:
        """As `process.Answers`."""
        condition = self.case_type.conditions[f"steps.{step.id}.when"]
        verdict = judge(condition, self.record)
        truth = None if verdict.truth is Truth.UNKNOWN else verdict.truth is Truth.TRUE
        return Entry(truth, verdict.missing)

    def automatic(self, step: Step) -> str | None:
        """As `process.Answers`: the first outcome whose condition is true, or that has none."""
        for outcome in self.case_type.steps[step.id].outcomes:
            name = f"steps.{step.id}.{outcome.id}.when"
            condition = self.case_type.conditions.get(name)
            if condition is None or judge(condition, self.record).truth is Truth.TRUE:
                return outcome.id
        return None

    def _opened(self, change: Entered | Admitted) -> None:
        self.opened_at[change.step] = self.now
        is_open = isinstance(change, Admitted) or change.status is Status.OPEN
        holder = self.case_type.steps[change.step].holder
        if is_open and isinstance(holder, FieldHolder) and self.record[holder.field] is None:
            raise ActImpossible(
                f"步骤“{change.step}”打开时，字段“{holder.field}”还没有写明办理单位",
                f"`{holder.field}` names no unit when the step `{change.step}` opens",
            )

    def _settled(self, change: Settled) -> None:
        self.settled_at[change.step] = self.now
        step = self.case_type.steps[change.step]
        found = next(each for each in step.outcomes if each.id == change.outcome)
        self.outcomes[change.step] = found.id
        self.issue(found.letter)

    def _closed(self, change: Closed) -> None:
        self.outcome = change.outcome
        ending = self.case_type.outcomes.get(change.outcome)
        letter = ending.letter if ending else None
        if letter not in self.letters[-1:]:  # the outcome of the step has just issued it
            self.issue(letter)

    def _next_expiry(self) -> tuple[datetime, StepEntry] | None:
        found: list[tuple[datetime, StepEntry]] = []
        for each in self.open:
            step = self.case_type.steps[each.step]
            expired_at = self.days(step).expired_at if step.on_expiry else None
            if expired_at is not None:
                found.append((expired_at.replace(tzinfo=None), step))
        return min(found, key=lambda each: each[0], default=None)


def begin(example: Example, case_type: CaseType, timing: Timing) -> Trial:
    """The case of an example as it is handed in; its route is the first where it names none."""
    route = example.route or next(iter(case_type.routes), None)
    facts: Mapping[str, object] = example.facts
    trial = Trial(case_type, timing, route, example.opened, dict(facts), example.opened)
    trial.submit()
    return trial


def _settle(trial: Trial, act: Act) -> None:
    trial.running()
    occurrence = next((each for each in trial.open if each.step == act.step), None)
    if occurrence is None or act.outcome is None:
        name = str(act.step)
        raise ActImpossible(f"步骤“{name}”此时没有打开", f"the step `{name}` is not open then")
    proof = trial.case_type.steps[occurrence.step].proof
    if proof and not any(trial.facts.get(each) for each in proof):
        names = ", ".join(proof)
        raise ActImpossible(f"没有佐证（{names}）", f"there is no proof ({names})")
    failed = failed_checks(trial.case_type, occurrence.step, trial.record)
    trial.failed = [each.id for each in failed]
    if failed:
        return
    trial.settle(occurrence, act.outcome)
    ending = trial.case_type.outcomes.get(trial.outcome or "")
    if ending is not None and ending.kind == "granted":
        trial.require_answers()


def _accept(trial: Trial, _act: Act) -> None:
    if trial.accepted is not None or trial.outcome is not None:
        raise ActImpossible("案件此时不能受理", "the case cannot be accepted then")
    trial.require_answers()
    trial.accept()


def _refuse_entry(trial: Trial, _act: Act) -> None:
    trial.issue(trial.case_type.entry.letters.refusal)
    trial.outcome = REFUSED_ENTRY


def _withdraw(trial: Trial, _act: Act) -> None:
    trial.issue(trial.case_type.entry.letters.withdrawal)
    trial.outcome = WITHDRAWN
    trial.state = None


def _pause(trial: Trial, act: Act) -> None:
    held = trial.pauses.setdefault(str(act.step), [])
    held.append(Pause(str(act.ground), act.at.date(), None))


def _resume(trial: Trial, act: Act) -> None:
    held = trial.pauses.get(str(act.step)) or []
    if not held or held[-1].end is not None:
        raise ActImpossible("计时没有中止", "the clock does not stand still")
    last = held.pop()
    held.append(Pause(last.ground, last.start, act.at.date()))


def _wait(_trial: Trial, _act: Act) -> None:
    """Time has passed already."""


_VERBS = {
    "settle": _settle,
    "accept": _accept,
    "refuse_entry": _refuse_entry,
    "withdraw": _withdraw,
    "pause": _pause,
    "resume": _resume,
    "wait": _wait,
}
