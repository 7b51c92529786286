"""Small case types and short words for the tests of the process engine."""

from yingshang.engines.process import (
    FROM_THE_BEGINNING,
    Act,
    After,
    Decide,
    End,
    Entry,
    Given,
    Kind,
    Milestone,
    Outcome,
    Process,
    State,
    Status,
    Step,
    act,
    apply,
    parse_after,
    start,
)
from yingshang.engines.timelimits.wording import Bilingual

YES = Given()


def named(text):
    return Bilingual(text, text)


def outcome(key, kind=Kind.DONE, **more):
    return Outcome(key, named(key), kind, **more)


def step(key, after: object = FROM_THE_BEGINNING, *, outcomes=None, **more):
    expression: After | None = FROM_THE_BEGINNING
    expression = after if after is None or after is FROM_THE_BEGINNING else parse_after(after)
    return Step(
        key,
        named(key),
        outcomes or (outcome("ok"), outcome("no", Kind.REFUSED)),
        expression,
        **more,
    )


def process(*steps, end="last", milestones=()):
    ends = (End("over", named("over"), parse_after(end)),) if end else ()
    points = tuple(Milestone(key, named(key), parse_after(after)) for key, after in milestones)
    return Process(steps, points, ends)


class Case:
    """A case in memory that is acted on as an application would."""

    def __init__(self, definition: Process, answers: Given = YES) -> None:
        self.process, self.answers = definition, answers
        self.state = apply(State(definition), start(definition, answers).changes)
        self.changes: tuple = ()

    def do(self, wish: Act, answers: Given | None = None) -> "Case":
        self.changes = act(self.process, self.state, wish, answers or self.answers).changes
        self.state = apply(self.state, self.changes)
        return self

    def decide(self, key: str, with_outcome: str = "ok", by: str = "li") -> "Case":
        return self.do(Decide(key, self.number(key), by, with_outcome))

    def number(self, key: str) -> int:
        newest = self.state.place(key).newest
        return 0 if newest is None else newest.number

    def live(self, key: str):
        return self.state.place(key).live

    def status(self, key: str) -> Status | None:
        live = self.live(key)
        return None if live is None else live.status

    def open(self) -> set[str]:
        return {each.step for each in self.state.occurrences if each.is_active}


def unless(**entries: Entry) -> Given:
    return Given(entries=entries)


NO = Entry(truth=False)
