"""What one person may do with one case now: the engine is asked before a button is drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from yingshang.apps.casework.access import (
    Standing,
    is_applicant_side,
    name_as_holder,
    standing_of,
)
from yingshang.apps.casework.models import Case, Signatory, Stage, Step
from yingshang.apps.casework.parties import Party
from yingshang.apps.casework.permissions import (
    ACCEPT,
    CHECK,
    HANDLE,
    MOVE_DATES,
    OPEN,
    RECEIVE,
    SEE,
    verb_for,
)
from yingshang.apps.casework.selectors.desk.case import to_follow, was_asked_to_correct
from yingshang.apps.casework.selectors.desk.clocks import step_clocks
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.selectors.open_questions import open_questions_of
from yingshang.apps.casework.services.questions import Questions
from yingshang.apps.casework.services.rows import Rows
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.models import Obligation, State
from yingshang.engines.packs.schema.casework.steps import StepOutcome
from yingshang.engines.process import (
    Act,
    AddSignatory,
    Answer,
    Arrive,
    AskHelp,
    AskSignatures,
    Confirm,
    Decide,
    Delegate,
    Entry,
    HandOver,
    LeaveOut,
    Occurrence,
    Place,
    Recall,
    ReleaseHelper,
    RemoveSignatory,
    Repeat,
    SendBack,
    Sign,
    TakeBack,
    Urge,
    refused,
)
from yingshang.engines.process import Step as ProcessStep

SOMEBODY = Party(unit_id=UUID(int=1)).name
BECAUSE = "?"
OUTSIDE = "outside"
WAITING = (Stage.SUBMITTED, Stage.CORRECTING)


@dataclass(frozen=True)
class Seen:
    """The whole case as the engine reads it, loaded once a page."""

    closed: str | None
    all_places: Mapping[str, Place]

    def places(self, nodes: Iterable[str]) -> Mapping[str, Place]:
        """As `process.Position`."""
        return {node: self.all_places[node] for node in nodes}


class Asked:
    """Answers for trying acts out: each condition is judged once, automatic steps wait."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self._entries: dict[str, Entry] = {}

    def entry(self, step: ProcessStep) -> Entry:
        """As `process.Answers`."""
        if step.id not in self._entries:
            self._entries[step.id] = self.questions.entry(step)
        return self._entries[step.id]

    def automatic(self, _step: ProcessStep) -> str | None:
        """As `process.Answers`."""
        return None


class Offers:
    """What `viewer` may do with `case` at `at`; the services ask again when it is done."""

    def __init__(self, viewer: Person, case: Case, at: datetime) -> None:
        self.viewer, self.case, self.at = viewer, case, at
        self.case_type = type_of(case)
        self._rows = Rows(case, self.case_type.process)
        self._asked = Asked(Questions(case, self.case_type, at))

    @property
    def is_elsewhere(self) -> bool:
        """Whether another system holds the case: it is told here, never decided."""
        return self.case.source_id is not None

    @cached_property
    def standing(self) -> Standing:
        """The names under which the viewer acts."""
        return standing_of(self.viewer, self.at, self.case)

    @cached_property
    def _seen(self) -> Seen:
        places = self._rows.places(self.case_type.process.nodes)
        return Seen(self._rows.closed, places)

    @cached_property
    def _clocks(self) -> Mapping[int, Obligation]:
        keys = [step.pk for step in self._rows.steps.values() if step.status == Step.Status.OPEN]
        return {key: each.duty for key, each in step_clocks(keys).items()}

    @cached_property
    def _seats(self) -> list[Signatory]:
        asked = self._rows.signatories.values()
        return [each for each in asked if each.opinion == Signatory.Opinion.ASKED]

    def of_case(self) -> list[str]:
        """Names of the acts on the case as a whole, in the order of the buttons."""
        if self.is_elsewhere:
            return []
        is_open = self.case.stage in {*WAITING, Stage.RUNNING}
        accepts = self._may(ACCEPT, self.case.holder_unit_id)
        handles = self._may(HANDLE, self.case.holder_unit_id)
        waits = self.case.stage == Stage.SUBMITTED
        asked = waits and was_asked_to_correct(self.case)
        has = {
            "accept": accepts and waits,
            "answer_questions": accepts and self._has_questions(),
            "supply": self._may(OPEN, self.case.holder_unit_id) and bool(self.to_follow),
            "ask_correction": accepts and waits and not asked,
            "refuse_entry": accepts and self.case.stage in WAITING,
            "amend": handles and self.case.stage == Stage.RUNNING,
            "issue_letter": handles and self.case.stage != Stage.DRAFT and bool(self._letters()),
            "link": handles and bool(self.case_type.entry.links),
            "withdraw": is_open and is_applicant_side(self.viewer, self.case, self.at),
        }
        return [name for name, holds in has.items() if holds]

    @cached_property
    def to_follow(self) -> list[str]:
        """Materials that were to follow and are not there yet (容缺)."""
        return to_follow(self.case)

    def _has_questions(self) -> bool:
        asked_now = self.case.stage in {Stage.SUBMITTED, Stage.RUNNING}
        return asked_now and bool(open_questions_of(self.case, self.case_type, self.at))

    def of_step(self, step: Step) -> list[str]:
        """Names of the acts on one step, in the order of the buttons."""
        occurrence = self._occurrence(step)
        if occurrence is None or self.is_elsewhere:
            return []
        if step.status in {Step.Status.OPEN, Step.Status.HELD}:
            return self._of_open(step)
        return self._tried({"take_back": self._take_back(step), "repeat": self._repeat(step)})

    def outcomes(self, step: Step) -> list[StepOutcome]:
        """Outcomes with which the viewer may settle a step now."""
        if step.performer == OUTSIDE:
            return self._told(step)
        by = name_as_holder(self.standing, step)
        if by is None or step.waits_for_check:
            return []
        return [
            each
            for each in self.case_type.steps[step.code].outcomes
            if self._allows(Decide(step.code, step.number, by, each.id, BECAUSE))
            and self._fits(step, each)
        ]

    def _told(self, step: Step) -> list[StepOutcome]:
        """What an outside party may have told the viewer of its step."""
        return [
            each
            for each in self.case_type.steps[step.code].outcomes
            if self._allows(Arrive(step.code, step.number, each.id, OUTSIDE))
            and self._fits(step, each)
        ]

    def returns(self, step: Step) -> list[tuple[str, str]]:
        """Earlier steps to which the viewer may send the case back."""
        by = name_as_holder(self.standing, step)
        if by is None:
            return []
        return [
            (key, said(entry.name))
            for key, entry in self.case_type.steps.items()
            if key != step.code and self._allows(SendBack(step.code, step.number, by, key, BECAUSE))
        ]

    def removable(self, step: Step) -> list[str]:
        """Signatories that the viewer may take off, as their rows name them."""
        by = self._adder(step)
        seats = self._asked_in(step, Signatory.Kind.SIGNATURE)
        return [
            each.party
            for each in seats
            if by and self._allows(RemoveSignatory(step.code, step.number, by, each.party))
        ]

    def letters(self) -> list[tuple[str, str]]:
        """Letters of the type that are issued by hand."""
        return [(key, said(self.case_type.letters[key].name)) for key in self._letters()]

    def _of_open(self, step: Step) -> list[str]:
        found = [name for name, holds in self._by_hand(step).items() if holds]
        by = name_as_holder(self.standing, step)
        mine = self._of_holder(step, by) if by and not step.waits_for_check else {}
        tried = self._tried({**mine, **self._of_seat(step), "urge": self._urge(step)})
        return [*found, *(name for name in tried if name not in found)]

    def _by_hand(self, step: Step) -> dict[str, bool]:
        """Acts that hang on dates, rights and choices, not on one act of the engine."""
        duty = self._clocks.get(step.pk)
        is_late = duty is not None and self.at >= duty.due_at and not step.late_reason
        handles = self._may(HANDLE, step.holder_unit_id)
        moves = self._may(MOVE_DATES, step.holder_unit_id) and duty is not None
        is_paused = duty is not None and duty.state == State.SUSPENDED
        is_open = step.status == Step.Status.OPEN
        is_official = is_open and step.performer == "official"
        is_told = is_open and step.performer == OUTSIDE
        is_told = is_told and self._may(RECEIVE, self.case.holder_unit_id)
        return {
            "explain_lateness": handles and is_late and not is_paused,
            "settle": is_official and not is_late and bool(self.outcomes(step)),
            "report_outside": is_told and not is_late and bool(self.outcomes(step)),
            "verify": step.waits_for_check and self._checks(step),
            "send_back": not step.waits_for_check and bool(self.returns(step)),
            "remove_signatory": bool(self.removable(step)),
            "pause": moves and not is_paused and bool(self._grounds(step)),
            "end_pause": moves and is_paused,
            "extend": moves and not is_paused and not is_late,
        }

    def _of_holder(self, step: Step, by: str) -> dict[str, Act | None]:
        key = step.code, step.number
        helpers = self._asked_in(step, Signatory.Kind.HELP)
        return {
            "confirm": Confirm(*key, by),
            "recall": Recall(*key, by),
            "countersign": AskSignatures(*key, by, (SOMEBODY,)),
            "add_signatory": AddSignatory(*key, by, SOMEBODY) if step.round else None,
            "delegate": Delegate(*key, by, SOMEBODY),
            "hand_over": HandOver(*key, by, SOMEBODY),
            "co_handle": AskHelp(*key, by, (SOMEBODY,)),
            "release_helper": ReleaseHelper(*key, by, helpers[0].party) if helpers else None,
            "leave_out": LeaveOut(*key, by, BECAUSE),
        }

    def _of_seat(self, step: Step) -> dict[str, Act | None]:
        key = step.code, step.number
        signature = self._own(step, Signatory.Kind.SIGNATURE)
        helper = self._own(step, Signatory.Kind.HELP)
        return {
            "sign": Sign(*key, signature, agrees=True) if signature else None,
            "give_help": Answer(*key, helper) if helper else None,
        }

    def _urge(self, step: Step) -> Act | None:
        verb = verb_for(SEE, is_ledger=self.case.is_ledger)
        units = units_for(self.viewer, verb, on=local_day(self.at)) or frozenset()
        is_ours = step.holder_unit_id in units
        own = None if is_ours or not units else Party(unit_id=min(units, key=str)).name
        return Urge(step.code, step.number, own) if own else None

    def _take_back(self, step: Step) -> Act | None:
        by = name_as_holder(self.standing, step)
        return TakeBack(step.code, step.number, by) if by else None

    def _repeat(self, step: Step) -> Act | None:
        by = name_as_holder(self.standing, step)
        is_asked = by is not None and self.case_type.steps[step.code].repeatable
        return Repeat(step.code, step.number, by) if by and is_asked else None

    def _tried(self, wishes: Mapping[str, Act | None]) -> list[str]:
        return [name for name, wish in wishes.items() if wish is not None and self._allows(wish)]

    def _allows(self, wish: Act) -> bool:
        return refused(self.case_type.process, self._seen, wish, self._asked) is None

    def _fits(self, step: Step, outcome: StepOutcome) -> bool:
        """An outcome with a condition is offered unless that is false."""
        name = f"steps.{step.code}.{outcome.id}.when"
        condition = self.case_type.conditions.get(name)
        if condition is None:
            return True
        return self._asked.questions.verdict(condition).truth.value != "false"

    def _occurrence(self, step: Step) -> Occurrence | None:
        newest = self._seen.all_places[step.code].newest if self._knows(step) else None
        return newest if newest is not None and newest.number == step.number else None

    def _knows(self, step: Step) -> bool:
        return step.code in self._seen.all_places and not step.is_superseded

    def _asked_in(self, step: Step, kind: Signatory.Kind) -> list[Signatory]:
        return [each for each in self._seats if each.step_id == step.pk and each.kind == kind]

    def _own(self, step: Step, kind: Signatory.Kind) -> str | None:
        own = [
            each.party
            for each in self._asked_in(step, kind)
            if self.standing.may_be(each.party, each.unit_id)
        ]
        return own[0] if own else None

    def _adder(self, step: Step) -> str | None:
        by = name_as_holder(self.standing, step)
        return by or self._own(step, Signatory.Kind.SIGNATURE)

    def _checks(self, step: Step) -> bool:
        return self._may(CHECK, step.holder_unit_id) and step.settled_by_id != self.viewer.pk

    def _grounds(self, step: Step) -> tuple[str, ...]:
        return self.case_type.steps[step.code].pauses

    def _letters(self) -> list[str]:
        """Letters that nothing else issues: notices."""
        entry = self.case_type.entry
        by_itself = {*dict(entry.letters).values()}
        for step in entry.steps:
            by_itself |= {each.letter for each in step.outcomes}
        by_itself |= {each.letter for each in entry.outcomes}
        by_itself |= {each.commitment_letter for each in entry.routes}
        by_itself |= {each.letter for each in self.case_type.misses}
        return [key for key in self.case_type.letters if key not in by_itself]

    def _may(self, verb: str, unit: UUID | None) -> bool:
        asked = verb_for(verb, is_ledger=self.case.is_ledger)
        return may(self.viewer, asked, on=local_day(self.at), unit=unit)
