"""The life of one invented case: whoever holds a step settles it, until the plot says stop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import RefusedByProcessError
from yingshang.apps.casework.models import Case, OutsideSource, Stage, Step
from yingshang.apps.casework.parties import APPLICANT
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services import Reported
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Enterprise, Person
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.web.sample.casework import answers, words
from yingshang.web.sample.casework.diary import Diary, office_hours
from yingshang.web.sample.casework.papers import PAPER
from yingshang.web.sample.casework.staff import Staff

Trick = Callable[["Life", Step, datetime], None]
# Share of optional steps that are taken.
SOMETIMES = 0.5
SOON = timedelta(minutes=35)


@dataclass
class Plot:
    """How a case is to go; what is not said here is left to the dice.

    Attributes:
        outcomes: Step → outcome.
        waits: Steps that nobody settles.
        late: Steps that are settled a little after their last day, with a reason.
        hours: The longest that a step without a limit takes.
        haste: The largest part of its time that a step with a limit takes.
        hope: The share of steps that end as everybody hopes.
        tricks: Step → what happens in it before it is settled.
    """

    outcomes: dict[str, str] = field(default_factory=dict)
    waits: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    hours: int = 160
    haste: float = 0.7
    hope: float = 0.95
    tricks: dict[str, Trick] = field(default_factory=dict)


@dataclass
class Life:
    """One case, its plot and its people.

    Attributes:
        known: Answers of steps that are not left to the dice.
    """

    case: Case
    plot: Plot
    dice: Random
    diary: Diary
    staff: Staff
    firm: Enterprise | None = None
    known: Mapping[str, object] = field(default_factory=dict)
    planned: set[int] = field(default_factory=set)

    def go_on(self, at: datetime) -> None:
        """Put down when each open step will be settled."""
        rows = Step.objects.open().filter(case_id=self.case.pk).order_by("pk")
        for step in rows:
            if step.pk in self.planned:
                continue
            self.planned.add(step.pk)
            if self._is_taken(step):
                self.diary.note(self._when(step, at), partial(self.settle, step.pk))
            elif step.expires_at is not None:
                # Silence settles it; somebody goes on afterwards.
                after = office_hours(step.expires_at + timedelta(hours=2))
                self.diary.note(after, self.go_on)

    def settle(self, step_id: int, at: datetime) -> None:
        """Settle a step, or do first what the plot has for it; nothing where it is over."""
        step = Step.objects.select_related("holder_unit", "case").get(pk=step_id)
        if step.status != Step.Status.OPEN or step.waits_for_check:
            return
        trick = self.plot.tricks.pop(step.code, None)
        if trick is not None:
            trick(self, step, at)
            self.again(step_id, at)
        elif step.performer == "outside":
            self._arrives(step, at)
        else:
            self._decide(step, at)
        self.go_on(at)

    def again(self, step_id: int, at: datetime) -> None:
        """Come back to a step a few hours later."""
        when = office_hours(at + timedelta(hours=self.dice.randrange(2, 20)))
        self.diary.note(when, partial(self.settle, step_id))

    def type(self) -> CaseType:
        """The type of the case."""
        return type_of(self.case)

    def actor(self, step: Step, day: date) -> Person:
        """Who settles a step that day."""
        if step.holder == APPLICANT:
            assert self.case.applicant is not None  # noqa: S101 - `_is_taken` has asked
            return self.case.applicant
        if step.holder_person_id is not None:
            return Person.objects.get(pk=step.holder_person_id)
        assert step.holder_unit is not None  # noqa: S101 - not the applicant's
        return self.staff.acting(step.holder_unit.code, day)

    def about(self, day: date) -> answers.About:
        """What answers are drawn from."""
        staff = self.staff
        return answers.About(self.dice, day, self.firm, staff.areas, staff.others, self.known)

    def _is_taken(self, step: Step) -> bool:
        if step.code in self.plot.waits:
            return False
        entry = self.type().steps[step.code]
        if entry.on_expiry and (step.performer == "outside" or self.dice.random() < SOMETIMES):
            return step.code in self.plot.outcomes
        if step.holder == APPLICANT and self.case.applicant_id is None:
            return False
        return not entry.optional or self.dice.random() < SOMETIMES

    def _when(self, step: Step, at: datetime) -> datetime:
        if step.due_at is None or step.due_at <= at:
            return office_hours(at + timedelta(hours=self.dice.uniform(1, self.plot.hours)))
        if step.code in self.plot.late:
            return office_hours(step.due_at + timedelta(hours=self.dice.uniform(10, 30)))
        room = (step.due_at - at).total_seconds()
        soon = office_hours(at + timedelta(seconds=self.dice.uniform(0, self.plot.haste) * room))
        return soon if soon < step.due_at else at + SOON

    def _decide(self, step: Step, at: datetime) -> None:
        entry = self.type().steps[step.code]
        self._prove(step, entry, at)
        self._explain(step, at)
        for outcome in self._outcomes(entry):
            try:
                self._settle(step, entry, outcome, at)
            except RefusedByProcessError as refusal:
                if refusal.code != "unknown_outcome":
                    raise
                continue
            break
        if entry.checked_by_other:
            when = office_hours(at + timedelta(hours=self.dice.randrange(4, 70)))
            self.diary.note(when, partial(self._check, step.pk))

    def _settle(self, step: Step, entry: StepEntry, outcome: str, at: datetime) -> None:
        chosen = next(each for each in entry.outcomes if each.id == outcome)
        services.settle(
            step_id=step.pk,
            outcome=outcome,
            values=self._values(step, outcome, at),
            reason=self.dice.choice(words.REASONS) if chosen.needs_reason else "",
            actor=self.actor(step, at.date()),
            at=at,
        )

    def _prove(self, step: Step, entry: StepEntry, at: datetime) -> None:
        if entry.proof:
            services.attach(
                case_id=step.case_id,
                belongs_to=entry.proof[0],
                name="佐证材料（示范）.pdf",
                content=PAPER,
                actor=self.actor(step, at.date()),
                at=at,
            )

    def _explain(self, step: Step, at: datetime) -> None:
        is_owed = step.due_at is not None and at >= step.due_at and step.holder != APPLICANT
        if is_owed and not step.late_reason:
            actor = self.actor(step, at.date())
            services.explain_lateness(step_id=step.pk, reason=words.LATE, actor=actor, at=at)

    def _values(self, step: Step, outcome: str, at: datetime) -> answers.Answers:
        known = values_of(step.case)
        return answers.of_step(self.type(), step.code, outcome, known, self.about(at.date()))

    def _outcomes(self, entry: StepEntry) -> list[str]:
        """In the order in which they are tried; most cases go the first way."""
        named = [each.id for each in entry.outcomes]
        wanted = self.plot.outcomes.get(entry.id)
        if wanted is None and len(named) > 1 and self.dice.random() > self.plot.hope:
            wanted = self.dice.choice(named[1:])
        return sorted(named, key=lambda each: each != wanted)

    def _arrives(self, step: Step, at: datetime) -> None:
        entry = self.type().steps[step.code]
        outcome = self._outcomes(entry)[0]
        values = self._values(step, outcome, at)
        event = f"{step.case.number}.{step.code}.{step.number}"
        told = Reported(_source(), event, step.code, outcome, at, values)
        services.receive_event(
            case_id=self.case.pk, reported=told, actor=self.actor(step, at.date()), at=at
        )

    def _check(self, step_id: int, at: datetime) -> None:
        """Somebody else looks at what was reported; the plot may have them find it wanting."""
        step = Step.objects.select_related("holder_unit").get(pk=step_id)
        if not step.waits_for_check or step.holder_unit is None:
            return
        checker = self.staff.checker(step.holder_unit.code)
        holds = self.plot.outcomes.pop(f"{step.code}.checked", "holds") == "holds"
        reason = "" if holds else words.NOT_PROVEN
        services.verify_close_out(step_id=step_id, holds=holds, reason=reason, actor=checker, at=at)
        if holds:
            self.go_on(at)
        else:
            self.again(step_id, at)


def begun(life: Life, at: datetime) -> None:
    """Go on with a case that has just been accepted."""
    life.case.refresh_from_db()
    if life.case.stage == Stage.RUNNING:
        life.go_on(at)


def _source() -> OutsideSource:
    """The systems outside that report single steps, as one."""
    source, _is_new = OutsideSource.objects.get_or_create(
        code="reported-by-hand",
        defaults={"name_zh": "外部系统（示范）", "name_en": "Outside systems (sample)"},
    )
    return source
