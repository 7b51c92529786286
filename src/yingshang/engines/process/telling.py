"""A case type in words: the text beside the drawing, for those who do not see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from yingshang.engines.process.after import After, AnyOf, Term
from yingshang.engines.process.definition import (
    SKIPPED,
    Outcome,
    Performer,
    Process,
    Step,
)
from yingshang.engines.process.state import Status
from yingshang.engines.timelimits.wording import Bilingual

Statuses = Mapping[str, Status | None]

PERFORMERS = {
    Performer.OFFICIAL: Bilingual("承办", "official"),
    Performer.AUTOMATIC: Bilingual("自动", "automatic"),
    Performer.OUTSIDE: Bilingual("外部单位", "outside party"),
    Performer.APPLICANT: Bilingual("申请人", "applicant"),
}
STATUSES = {
    None: Bilingual("未到", "to come"),
    Status.OPEN: Bilingual("办理中", "open"),
    Status.HELD: Bilingual("待补充信息", "waiting for data"),
    Status.DONE: Bilingual("已办", "done"),
    Status.SKIPPED: Bilingual("无需办理", "not needed"),
    Status.UNREACHED: Bilingual("未经过", "passed by"),
    Status.WITHDRAWN: Bilingual("已撤销", "withdrawn"),
    Status.RETURNED: Bilingual("已退回", "sent back"),
}
PARALLEL = Bilingual("同时办理", "in parallel")
SKIPPED_WORD = Bilingual("无需办理", "not needed")


@dataclass(frozen=True)
class Line:
    """One step in words, in the order of the drawing.

    Attributes:
        marks: Who does it and how: performer, conditional, optional, repeatable, countersigned.
        waits: What it waits for; empty from the beginning.
        outcomes: Each outcome with what follows from it.
        status: Empty when no statuses were given.
    """

    step: str
    name: str
    marks: str
    waits: str
    outcomes: str
    status: str

    def __str__(self) -> str:
        parts = (self.name, self.marks, self.waits, self.outcomes, self.status)
        return " · ".join(each for each in parts if each)


def tell(process: Process, lang: str = "zh", statuses: Statuses | None = None) -> tuple[Line, ...]:
    """The steps in words, in definition order."""
    return tuple(_line(process, step, lang, statuses) for step in process.steps)


def marks(step: Step, lang: str) -> str:
    """Who does the step, and what is special about it."""
    special = (
        (step.when is not None, Bilingual("有条件", "conditional")),
        (step.optional, Bilingual("可选", "optional")),
        (step.repeatable, Bilingual("可重复", "repeatable")),
        (step.countersign is not None, Bilingual("会签", "countersigned")),
    )
    words = [PERFORMERS[step.performer], *(word for holds, word in special if holds)]
    return " · ".join(word.text(lang) for word in words)


def status_word(step_id: str, lang: str, statuses: Statuses | None) -> str:
    """How the step stands; empty without statuses."""
    return "" if statuses is None else STATUSES[statuses.get(step_id)].text(lang)


def asked_outcomes(process: Process, term: Term, lang: str) -> str:
    """The names of the outcomes that a term asks for; empty when any will do."""
    step = process.step(term.step)
    names = []
    for outcome_id in sorted(term.outcomes):
        outcome = step.outcome(outcome_id) if step else None
        word = SKIPPED_WORD if outcome_id == SKIPPED else outcome.name if outcome else None
        names.append(word.text(lang) if word else outcome_id)
    return Bilingual("或", " or ").text(lang).join(names)


def waits_for(process: Process, node: str, lang: str) -> str:
    """What a step, milestone or end waits for; empty from the beginning."""
    after = process.nodes[node].after
    if after is None:
        return Bilingual("由其他环节的结果打开", "opened by another step's outcome").text(lang)
    waits = _waits(process, after, lang)
    return Bilingual(f"在{waits}之后", f"after {waits}").text(lang) if waits else ""


def _line(process: Process, step: Step, lang: str, statuses: Statuses | None) -> Line:
    joint = Bilingual("；", "; ").text(lang)
    outcomes = joint.join(_outcome(process, each, lang) for each in step.outcomes)
    said = Bilingual(f"结果：{outcomes}", f"outcomes: {outcomes}").text(lang) if outcomes else ""
    status = status_word(step.id, lang, statuses)
    return Line(
        step.id,
        step.name.text(lang),
        marks(step, lang),
        waits_for(process, step.id, lang),
        said,
        status,
    )


def _waits(process: Process, after: After, lang: str) -> str:
    if isinstance(after, Term):
        step = process.step(after.step)
        name = step.name.text(lang) if step else after.step
        outcomes = asked_outcomes(process, after, lang)
        said = Bilingual(f"“{name}”（{outcomes}）", f"“{name}” ({outcomes})").text(lang)
        return said if outcomes else f"“{name}”"
    word = Bilingual("或", " or ") if isinstance(after, AnyOf) else Bilingual("和", " and ")
    parts = [_waits(process, part, lang) for part in after.parts]
    inner = [
        f"({said})" if not isinstance(part, Term) and len(part.parts) > 1 else said
        for part, said in zip(after.parts, parts, strict=True)
    ]
    return word.text(lang).join(inner)


def _outcome(process: Process, outcome: Outcome, lang: str) -> str:
    effects = []
    for word, names in (
        (Bilingual("打开", "opens "), outcome.opens),
        (Bilingual("关闭", "closes "), outcome.closes),
    ):
        steps = [step.name.text(lang) for each in names if (step := process.step(each))]
        if steps:
            effects.append(word.text(lang) + Bilingual("、", ", ").text(lang).join(steps))
    if outcome.ends is not None:
        effects.append(Bilingual("办结", "ends the case").text(lang))
    name = outcome.name.text(lang)
    said = Bilingual("，", ", ").text(lang).join(effects)
    return Bilingual(f"{name}（{said}）", f"{name} ({said})").text(lang) if said else name
