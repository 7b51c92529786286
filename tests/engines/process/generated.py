"""Case types drawn at random: acyclic, with joins, loops by outcome, conditions, signatures."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from tests.engines.process.cases import named, outcome
from yingshang.engines.process import (
    FROM_THE_BEGINNING,
    AllOf,
    AnyOf,
    Countersign,
    End,
    Entry,
    Given,
    Kind,
    Milestone,
    Mode,
    Performer,
    Process,
    Step,
    Term,
)

ENTRIES = (Entry(truth=True), Entry(truth=False), Entry(None, ("x",)))
RULES = (None, None, Countersign(Mode.ANY), Countersign(Mode.RATIO, Fraction(1, 2)))


@st.composite
def terms(draw, earlier):
    wanted = draw(st.sampled_from([(), (), (), ("ok",), ("no",), ("ok", "skipped")]))
    return Term(draw(st.sampled_from(earlier)), frozenset(wanted))


@st.composite
def afters(draw, earlier):
    if not earlier or draw(st.integers(0, 3)) == 0:
        return FROM_THE_BEGINNING
    group = draw(st.sampled_from([AllOf, AnyOf]))
    parts = draw(st.lists(terms(earlier), min_size=1, max_size=3))
    if draw(st.booleans()) and len(parts) > 1:
        inner = AnyOf if group is AllOf else AllOf
        parts = [parts[0], inner(tuple(parts[1:]))]
    return group(tuple(parts))


@st.composite
def steps(draw, index, earlier):
    after = None if index > 1 and draw(st.integers(0, 7)) == 0 else draw(afters(earlier))
    some = st.lists(st.sampled_from(earlier), max_size=1) if earlier else st.just([])
    back = draw(some)
    outcomes = [outcome("ok", closes=tuple(draw(some)))]
    outcomes.append(outcome("no", Kind.REFUSED, opens=tuple(draw(some))))
    if back and draw(st.booleans()):
        outcomes.append(outcome("again", Kind.AGAIN, opens=(f"s{index}",)))
    return Step(
        f"s{index}",
        named(f"s{index}"),
        tuple(outcomes),
        after,
        when=draw(st.sampled_from([None, None, "x"])),
        performer=draw(st.sampled_from([Performer.OFFICIAL, Performer.OFFICIAL, *Performer])),
        optional=draw(st.booleans()),
        repeatable=draw(st.booleans()),
        countersign=draw(st.sampled_from(RULES)),
    )


@st.composite
def processes(draw):
    made = []
    for index in range(draw(st.integers(1, 7))):
        made.append(draw(steps(index, [each.id for each in made])))
    everything = AllOf(tuple(Term(each.id) for each in made))
    milestone = Milestone("some", named("some"), Term("s0"))
    return Process(tuple(made), (milestone,), (End("over", named("over"), everything),))


@st.composite
def doubtful(draw):
    """Case types whose end waits for anything, so that some can get stuck."""
    process = draw(processes())
    after = draw(afters([step.id for step in process.steps]))
    wanted = Term(process.steps[0].id) if after is FROM_THE_BEGINNING else after
    plain = tuple(replace(step, countersign=None) for step in process.steps)
    return replace(process, steps=plain, ends=(replace(process.ends[0], after=wanted),))


@st.composite
def answers(draw, process):
    entries = {s.id: draw(st.sampled_from(ENTRIES)) for s in process.steps if s.when}
    automatic = [s for s in process.steps if s.performer is Performer.AUTOMATIC]
    return Given(entries, {s.id: draw(st.sampled_from(["ok", "no", None])) for s in automatic})
