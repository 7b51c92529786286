"""One act on the steps of a case: the engine decides, the rows follow."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yingshang.apps.casework.errors import LatenessUnexplainedError, RefusedByProcessError
from yingshang.apps.casework.kinds import CHECKED_STEP, STEP
from yingshang.apps.casework.models import Case, Stage, Step
from yingshang.apps.casework.services.changing import Changing
from yingshang.apps.casework.services.clockwork import Clockwork
from yingshang.apps.casework.services.questions import Questions
from yingshang.apps.casework.services.rows import Rows
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.following import following, fulfil
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.process import Act, Decision, Reconsider, Refused
from yingshang.engines.process.engine import act as decide
from yingshang.engines.process.engine import start


@dataclass
class Course:
    """The steps of one locked case, on their way through one act.

    Attributes:
        by: The person who acts; None when an outside system or the flow itself does.
        at: When it happened.
    """

    case: Case
    case_type: CaseType
    by: Person | None
    at: datetime
    rows: Rows
    questions: Questions
    changing: Changing
    clockwork: Clockwork
    opened: list[Step] = field(default_factory=list)
    settled: list[Step] = field(default_factory=list)
    obligations: list[int] = field(default_factory=list)

    def start(self) -> None:
        """Open what the case begins with."""
        self.clockwork.counted_from = self.case.counted_from
        self._follow(start(self.case_type.process, self.questions))
        self.clockwork.counted_from = None

    def do(self, wish: Act) -> None:
        """Make an act of the engine and everything that follows from it.

        Raises:
            RefusedByProcessError: The case does not allow it now.
            LatenessUnexplainedError: A step is overdue and its reason was not published.
        """
        try:
            decision = decide(self.case_type.process, self.rows, wish, self.questions)
        except Refused as refusal:
            raise RefusedByProcessError(refusal.code, refusal.zh, refusal.en) from refusal
        self._follow(decision)

    def try_out(self, wish: Act) -> None:
        """Ask whether an act would be allowed; nothing changes.

        Raises:
            RefusedByProcessError: The case does not allow it now.
        """
        try:
            decide(self.case_type.process, self.rows, wish, self.questions)
        except Refused as refusal:
            raise RefusedByProcessError(refusal.code, refusal.zh, refusal.en) from refusal

    def reconsider(self) -> None:
        """Ask again about the steps that waited for particulars."""
        held = Step.objects.filter(case=self.case, status=Step.Status.HELD).order_by("pk")
        names = tuple(held.values_list("code", flat=True))
        if names and self.case.stage == Stage.RUNNING:
            self.do(Reconsider(names))

    def save_case(self) -> None:
        """Write what the steps did to the case."""
        self.case.save(update_fields=["stage", "outcome", "ending", "ended_at", "reason"])

    def _follow(self, decision: Decision) -> None:
        done = self.changing.apply(decision.changes)
        self.clockwork.set(done.opened)
        done.write(self.case)
        duties = self.clockwork.begin(done.opened)
        self.opened += done.opened
        self.settled += done.settled
        self.obligations += [duty.pk for duty in duties]
        self.obligations += settle_duties(done.settled, self.by, self.at)
        self.obligations += settle_duties(done.ended, self.by, self.at)


def course_of(case: Case, *, by: Person | None, at: datetime, is_new: bool = False) -> Course:
    """The course of a locked case."""
    case_type = type_of(case)
    rows = Rows(case, case_type.process, is_new=is_new)
    questions = Questions(case, case_type, at)
    clockwork = Clockwork(case, case_type, questions, at)
    changing = Changing(rows, case_type, clockwork.holders, questions, by, at)
    return Course(case, case_type, by, at, rows, questions, changing, clockwork)


def settle_duties(steps: Collection[Step], by: Person | None, at: datetime) -> list[int]:
    """The duties of steps that are open no longer: settled where done, else withdrawn.

    Raises:
        LatenessUnexplainedError: A person settles late what was not explained in public.
    """
    duties: dict[str, Obligation] = {}
    for kind in (STEP, CHECKED_STEP):
        keys = [step.pk for step in steps if kind_of(step) == kind]
        if keys:
            duties |= following(kind=kind.code, keys=keys)
    fulfilled = [step for step in steps if step.status == Step.Status.DONE]
    for step in fulfilled:
        duty = duties.get(str(step.pk))
        if duty is not None:
            _fulfil(duty, step, by, at)
    dropped = [d.pk for key, d in duties.items() if key not in {str(s.pk) for s in fulfilled}]
    if dropped:
        Obligation.objects.filter(pk__in=dropped).update(state="withdrawn")
    return [duty.pk for duty in duties.values()]


def kind_of(step: Step) -> Any:
    """The kind of the duty that a step is."""
    return CHECKED_STEP if step.needs_check else STEP


def claim_duty(step: Step, by: Person | None, at: datetime) -> tuple[int, ...]:
    """Report the duty of a step as done; it is settled when somebody else has checked it.

    Raises:
        LatenessUnexplainedError: It is overdue and no reason was published.
    """
    duties = following(kind=kind_of(step).code, keys=[step.pk])
    for duty in duties.values():
        _fulfil(duty, step, by, at, is_final=False)
    return tuple(duty.pk for duty in duties.values())


def _fulfil(
    duty: Obligation, step: Step, by: Person | None, at: datetime, *, is_final: bool = True
) -> None:
    if duty.claimed_at is not None:
        return
    if by is not None and at >= duty.due_at and step.late_reason_published_at is None:
        raise LatenessUnexplainedError
    fulfil(duties=[duty], by=by, at=at, late_reason=step.late_reason, is_final=is_final)
