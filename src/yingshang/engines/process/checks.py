"""Is a case type sound: can every step be reached, and can the case always end?"""

from collections.abc import Iterator, Mapping

from yingshang.engines.process.after import AllOf, Term, terms_of
from yingshang.engines.process.definition import SKIPPED, Kind, Process, Step, end_node
from yingshang.engines.process.exploring import MOST_STATES, Explored, Node, explore
from yingshang.engines.process.findings import Finding, finding, unproven
from yingshang.engines.rules import Condition, No, Unproven, read, satisfiable
from yingshang.engines.timelimits.wording import Bilingual

Conditions = Mapping[str, Condition]
TOO_MANY = Bilingual(
    "状态太多，未能全部检查。", "there are too many states, and not all were gone through."
)


def check(
    process: Process, conditions: Conditions | None = None, *, most_states: int = MOST_STATES
) -> tuple[Finding, ...]:
    """Everything that is wrong with a case type, or that could not be proven right.

    Args:
        conditions: The read `when` of each step, by step id; a step whose condition is absent here
            is taken to be possible, which is then unproven.
        most_states: States after which the search is given up.

    Returns:
        First what can be read off; only when that is sound, what going through all states shows.
        Nothing returned is a proof that every step can open and that from every state an end can
        be reached. Conditions are taken as free of each other where data changes between steps.
    """
    read_off = (*_definitions(process), *_names(process))
    if read_off:
        return read_off
    cycle = _cycle(process)
    if cycle:
        return (finding("cycle", cycle[0], path=" → ".join(cycle)),)
    known = dict(conditions or {})
    wide = tuple(_conditions(process, known))
    never = frozenset(each.step for each in wide if each.code == "condition_impossible")
    found = explore(process, never, most_states)
    return (
        *_consequences(process),
        *wide,
        *_reached(process, found, known, never),
        *_ends(process, found, known),
    )


def _definitions(process: Process) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in process.steps:
        if step.id in seen:
            yield finding("duplicate_step", step.id)
        seen.add(step.id)
        if not step.outcomes:
            yield finding("no_outcomes", step.id)
    if not process.ends and not any(o.ends for step in process.steps for o in step.outcomes):
        yield finding("no_end")


def _names(process: Process) -> Iterator[Finding]:
    for node, thing in process.nodes.items():
        for term in terms_of(thing.after):
            yield from _term_names(process, node, term)
    for step in process.steps:
        for outcome in step.outcomes:
            named = [("opens", each) for each in outcome.opens]
            named += [("closes", each) for each in outcome.closes]
            for place, other in named:
                if process.step(other) is None:
                    yield finding("unknown_step", step.id, place=place, other=other)


def _term_names(process: Process, node: str, term: Term) -> Iterator[Finding]:
    other = process.step(term.step)
    if other is None:
        yield finding("unknown_step", node, place="after", other=term.step)
        return
    for outcome in sorted(term.outcomes - {each.id for each in other.outcomes} - {SKIPPED}):
        yield finding("unknown_outcome", node, other=other.id, outcome=outcome)


def _cycle(process: Process) -> tuple[str, ...]:
    """The steps of one circle of `after`, the first again at the end; empty when there is none."""
    done: set[str] = set()
    for step in process.steps:
        path = [step.id]
        choices = [iter(process.awaited_by(step.id))]
        while choices and step.id not in done:
            nearer = next(choices[-1], None)
            if nearer is None:
                done.add(path.pop())
                choices.pop()
            elif nearer in path:
                return (*path[path.index(nearer) :], nearer)[::-1]
            elif nearer not in done:
                path.append(nearer)
                choices.append(iter(process.awaited_by(nearer)))
    return ()


def _consequences(process: Process) -> Iterator[Finding]:
    for step in process.steps:
        refs = process.waiting_for[step.id]
        for outcome in step.outcomes:
            acts = bool(outcome.opens or outcome.closes or outcome.ends)
            if outcome.kind is Kind.AGAIN:
                if not _leads_back(process, step, outcome.opens):
                    yield finding("again_leads_nowhere", step.id, outcome=outcome.id)
            elif not acts and not any(not r.outcomes or outcome.id in r.outcomes for r in refs):
                yield finding("no_consequence", step.id, outcome=outcome.id)


def _leads_back(process: Process, step: Step, opens: tuple[str, ...]) -> bool:
    """Whether what is opened is the step, comes before it, or opens such a one in its turn."""
    seen: set[str] = set()
    queue = list(opens)
    while queue:
        at = queue.pop()
        if at == step.id:
            return True
        if at not in seen:
            seen.add(at)
            found = process.step(at)
            opened = found.outcomes if found else ()
            queue.extend(each for outcome in opened for each in outcome.opens)
            queue.extend(process.downstream(at))
    return False


def _conditions(process: Process, conditions: Conditions) -> Iterator[Finding]:
    for step in process.steps:
        if step.when is None:
            continue
        condition = conditions.get(step.id)
        if condition is None:
            because = Bilingual("该条件尚未读取。", "the condition was not read.")
            yield unproven("condition_unproven", step.id, because)
            continue
        answer = satisfiable([condition])
        if isinstance(answer, No):
            yield finding("condition_impossible", step.id)
        elif isinstance(answer, Unproven):
            yield unproven("condition_unproven", step.id, Bilingual(answer.zh, answer.en))


def _reached(
    process: Process, found: Explored, conditions: Conditions, never: frozenset[str]
) -> Iterator[Finding]:
    for step in process.steps:
        way = found.opened.get(step.id)
        if step.id in never:
            continue
        if way is not None:
            if (because := _contradiction(way, conditions)) is not None:
                yield unproven("reach_unproven", step.id, because)
        elif not found.complete:
            yield unproven("reach_unproven", step.id, TOO_MANY)
        elif isinstance(step.after, AllOf) and len(step.after.parts) > 1:
            yield finding("exclusive_join", step.id, parts="、".join(_shown(step)))
        else:
            yield finding("unreachable", step.id)


def _shown(step: Step) -> Iterator[str]:
    for term in terms_of(step.after):
        yield _term(term)


def _term(term: Term) -> str:
    return f"{term.step}:{'|'.join(sorted(term.outcomes))}" if term.outcomes else term.step


def _contradiction(way: Node, conditions: Conditions) -> Bilingual | None:
    """Why the conditions assumed on a way may not go together on the same data."""
    assumed = [
        (conditions[step], truth) for step, truth in sorted(way.assumed) if step in conditions
    ]
    if len(assumed) < 2:  # noqa: PLR2004 (one alone was looked at by itself)
        return None
    answer = satisfiable([each if truth else _negated(each) for each, truth in assumed])
    if isinstance(answer, Unproven):
        return Bilingual(answer.zh, answer.en)
    if isinstance(answer, No):
        names = "、".join(step for step, _ in sorted(way.assumed))
        return Bilingual(
            f"途中各条件（{names}）在同一组数据上不能同时成立。",
            f"the conditions on the way ({names}) do not go together on the same data.",
        )
    return None


def _negated(condition: Condition) -> Condition:
    return read(f"NOT ({condition.text})", dict(condition.declared))


def _ends(process: Process, found: Explored, conditions: Conditions) -> Iterator[Finding]:
    if not found.complete:
        yield unproven("end_unproven", "", TOO_MANY)
        return
    for end in process.ends:
        if end.id not in found.ended:
            yield finding("end_unreachable", end_node(end.id))
    if found.stuck:
        way = min(found.stuck, key=lambda node: (len(node.assumed), len(node.path)))
        because = _contradiction(way, conditions)
        if because is None:
            yield finding("cannot_end", path=" → ".join(way.path) or "–")
        else:
            yield unproven("end_unproven", "", because)
