"""Clocks of steps and cases: each is an obligation, its dates kept beside the row."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from yingshang.apps.casework.kinds import CHECKED_STEP, STEP
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.services.holding import Holders
from yingshang.apps.casework.services.questions import Questions
from yingshang.apps.casework.terms import Clocks, step_clocks
from yingshang.apps.directory.models import Unit
from yingshang.apps.obligations.duties import Duty, Matter, Term
from yingshang.apps.obligations.kinds import Kind
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.following import begin
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.common import Text

CASE_TYPE = "casework.type"
LONGEST_TITLE = 300


class Clockwork:
    """Dates for the steps that one act opens."""

    def __init__(self, case: Case, case_type: CaseType, questions: Questions, at: datetime) -> None:
        self.case, self.case_type, self.questions, self.at = case, case_type, questions, at
        self.holders = Holders(case)
        # From when the steps are counted that the case begins with; None: from their opening.
        self.counted_from: datetime | None = None
        self._clocks: dict[int, Clocks] = {}

    @cached_property
    def keeping(self) -> Timekeeping:
        """The limits of the case's release on today's calendar."""
        current = None if self.case.release.superseded_at else self.case.release
        return timekeeping_of(self.case.release.digest, current=current)

    def set(self, steps: Collection[Step]) -> None:
        """Give opened steps their last days."""
        for step in steps:
            entry = self.case_type.steps[step.code]
            record = dict(self.questions.record) if entry.counts_from else {}
            if entry.limit is None and entry.statutory is None:
                continue
            start = self.counted_from or step.opened_at
            found = step_clocks(self.keeping, entry, record, start)
            self._clocks[id(step)] = found
            step.promised_on, step.statutory_on = found.promised_on, found.statutory_on
            step.due_at = found.term.due_at if found.term else None
            last = found.statutory or found.promised
            step.expires_at = last.due_at if last and entry.on_expiry else None

    def begin(self, steps: Collection[Step]) -> list[Obligation]:
        """Begin the duties of opened steps that units hold and that have a limit; one insert."""
        duties = [
            self._duty(step, found.term)
            for step in steps
            if (found := self._clocks.get(id(step))) and found.term and step.holder_unit_id
        ]
        return begin(duties=duties) if duties else []

    def _duty(self, step: Step, term: Term) -> Duty:
        assert step.holder_unit is not None  # noqa: S101 - `begin` has asked
        words = self.case_type.steps[step.code].name
        kind = CHECKED_STEP if step.needs_check else STEP
        subject = ("casework.step", str(step.pk))
        person = step.holder_person
        about = About(self.case, self.case_type, words)
        return replace(duty(about, kind, subject, step.holder_unit, term), person=person)


@dataclass(frozen=True)
class About:
    """What a duty is called by: its case, and the part of it that is owed."""

    case: Case
    case_type: CaseType
    part: Text

    @property
    def title_zh(self) -> str:
        """As `Duty.title_zh`."""
        name = self.case_type.entry.name.zh_hans
        return f"{name}{self.case.number}：{self.part.zh_hans}"[:LONGEST_TITLE]

    @property
    def title_en(self) -> str:
        """As `Duty.title_en`."""
        name, part = self.case_type.entry.name, self.part
        title = f"{name.en or name.zh_hans} {self.case.number}: {part.en or part.zh_hans}"
        return title[:LONGEST_TITLE]


def duty(about: About, kind: Kind, subject: tuple[str, str], holder: Unit, term: Term) -> Duty:
    """A duty of a unit in a case, about to begin."""
    tasks = about.case_type.entry.tasks
    return Duty(
        kind=kind.code,
        title_zh=about.title_zh,
        title_en=about.title_en,
        subject=subject,
        holder=holder,
        term=term,
        matter=Matter(CASE_TYPE, about.case.type_code[:40], code=tasks[0] if tasks else ""),
    )
