"""The steps of a case type as the process engine knows them."""

from fractions import Fraction

from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.packs.schema.casework.steps import Countersign as CountersignEntry
from yingshang.engines.packs.schema.casework.steps import StepEntry, StepOutcome
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.process import (
    After,
    AllOf,
    AnyOf,
    Countersign,
    End,
    Kind,
    Milestone,
    Mode,
    Outcome,
    Performer,
    Process,
    Step,
    parse_after,
)
from yingshang.engines.timelimits.wording import Bilingual


def process_of(entry: CaseEntry) -> Process:
    """The process of a type.

    A step's condition is its `when` and its routes in one text over the fields and `route`.
    """
    return Process(
        steps=tuple(_step(each) for each in entry.steps),
        milestones=tuple(
            Milestone(each.id, words(each.name), after_of(each.after, ()))
            for each in entry.milestones
        ),
        ends=tuple(
            End(each.id, words(each.name), after_of(each.after, each.after_any))
            for each in entry.outcomes
            if each.after or each.after_any
        ),
    )


def words(text: Text) -> Bilingual:
    """Wording of a pack for the engines; Chinese stands in where English is missing."""
    return Bilingual(text.zh_hans, text.en or text.zh_hans)


def after_of(after: tuple[str, ...], after_any: tuple[str, ...]) -> After:
    """All of `after`, and one of `after_any` where there are any."""
    terms: tuple[After, ...] = tuple(parse_after(each) for each in after)
    if after_any:
        terms += (AnyOf(tuple(parse_after(each) for each in after_any)),)
    return AllOf(terms)


def condition_of(step: StepEntry) -> str | None:
    """What must not be false for `step` to open: its `when` and its routes; None: always."""
    parts = [f"({step.when})"] if step.when else []
    if step.route:
        parts.append("route IN ({})".format(", ".join(f"'{each}'" for each in step.route)))
    return " AND ".join(parts) or None


def _step(entry: StepEntry) -> Step:
    return Step(
        id=entry.id,
        name=words(entry.name),
        outcomes=tuple(_outcome(each) for each in entry.outcomes),
        after=None if entry.only_opened else after_of(entry.after, entry.after_any),
        when=condition_of(entry),
        performer=Performer(entry.performer),
        optional=entry.optional,
        repeatable=entry.repeatable,
        countersign=_countersign(entry.countersign) if entry.countersign else None,
    )


def _outcome(entry: StepOutcome) -> Outcome:
    return Outcome(
        id=entry.id,
        name=words(entry.name),
        kind=Kind(entry.kind),
        opens=entry.opens,
        closes=entry.closes,
        ends=entry.ends,
    )


def _countersign(entry: CountersignEntry) -> Countersign:
    share = Fraction(str(entry.ratio)) if entry.ratio is not None else Fraction(1)
    return Countersign(Mode(entry.kind), share)
