"""What the process engine asks about a case: conditions of steps, outcomes of automatic ones."""

from collections.abc import Iterable
from datetime import datetime

from yingshang.apps.casework.decisions.answers import Record, case_record
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.values import values_of
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.columns import OUTCOME
from yingshang.engines.process import Entry
from yingshang.engines.process import Step as ProcessStep
from yingshang.engines.rules import Condition, Truth, Verdict, judge


class Questions:
    """`process.Answers` for one case: the record is made when the first question comes."""

    def __init__(self, case: Case, case_type: CaseType, at: datetime) -> None:
        self.case = case
        self.case_type = case_type
        self._at = at
        self._record: Record | None = None
        self._outcomes: dict[str, str | None] = {}

    @property
    def record(self) -> Record:
        """Answers and circumstances, without outcomes of steps."""
        if self._record is None:
            about = circumstances(self.case, self.case_type, self._at)
            self._record = case_record(self.case_type, values_of(self.case), about)
        return self._record

    def settled(self, step: str, outcome: str) -> None:
        """A step has just been settled so; conditions that follow see it."""
        self._outcomes[step] = outcome

    def verdict(self, condition: Condition) -> Verdict:
        """What a condition says of the case now."""
        self._learn(condition.columns_used)
        known = {OUTCOME + step: said for step, said in self._outcomes.items()}
        return judge(condition, {**self.record, **known})

    def entry(self, step: ProcessStep) -> Entry:
        """As `process.Answers`."""
        said = self.verdict(self.case_type.conditions[f"steps.{step.id}.when"])
        truth = None if said.truth is Truth.UNKNOWN else said.truth is Truth.TRUE
        return Entry(truth, said.missing)

    def automatic(self, step: ProcessStep) -> str | None:
        """As `process.Answers`: the first outcome whose condition is true, or that has none."""
        for outcome in self.case_type.steps[step.id].outcomes:
            condition = self.case_type.conditions.get(f"steps.{step.id}.{outcome.id}.when")
            if condition is None or self.verdict(condition).truth is Truth.TRUE:
                self.settled(step.id, outcome.id)
                return outcome.id
        return None

    def _learn(self, columns: Iterable[str]) -> None:
        named = [name.removeprefix(OUTCOME) for name in columns if name.startswith(OUTCOME)]
        unknown = [step for step in named if step not in self._outcomes]
        if not unknown:
            return
        self._outcomes |= dict.fromkeys(unknown)
        rows = Step.objects.filter(case=self.case, code__in=unknown, is_superseded=False)
        done = rows.filter(status=Step.Status.DONE).order_by("number")
        self._outcomes |= dict(done.values_list("code", "outcome"))
