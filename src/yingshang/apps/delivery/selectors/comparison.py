"""Two plans side by side: which ones a reader may compare, and what became of every task."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.models import Plan, Wording
from yingshang.apps.delivery.selectors.comparison_plans import Compiled, compiled
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.engines.plans import model
from yingshang.engines.plans.compare import compare, name_of
from yingshang.engines.plans.comparemodel import (
    Clause,
    ClauseChange,
    Comparison,
    Pair,
    Said,
    Words,
)
from yingshang.engines.plans.comparesentences import (
    CHANGE_WORDS,
    CLAUSE_WORDS,
    FactSaid,
    facts_said,
    nearest_said,
    reason_said,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 100
UNSURE, UNITS = "unsure", "units"
SHOWN: tuple[tuple[str, "StrOrPromise"], ...] = (
    ("changed_target", _("target or date changed")),
    ("reworded", _("reworded")),
    ("new", _("new")),
    ("dropped", _("dropped")),
    ("merged", _("merged")),
    ("split", _("split")),
    ("kept", _("kept")),
    (UNITS, _("units changed")),
    (UNSURE, _("to be confirmed")),
)
TONES = {"changed_target": "mark", "new": "accent", "dropped": "accent", "kept": "quiet"}


@dataclass(frozen=True)
class Asked:
    """What a reader asked for; an empty `show` is everything. Parts count from 1."""

    old: Plan
    new: Plan
    show: str
    page: int

    def url(self, name: str = "compare", **changes: str | int) -> str:
        """The address of this comparison, or of a file of it, with `changes`."""
        chosen = {"old": str(self.old.pk), "new": str(self.new.pk), "show": self.show}
        values: dict[str, str | int] = {**chosen, **changes}
        kept = {key: value for key, value in values.items() if value}
        return f"{reverse(f'delivery:{name}')}?{urlencode(kept)}"


@dataclass(frozen=True)
class Count:
    """How many pairs of one kind there are, and where they are."""

    figure: int
    label: "StrOrPromise"
    url: str
    is_current: bool


@dataclass(frozen=True)
class TaskName:
    """A task of either plan; `url` is empty where it has no page."""

    name: str
    url: str


@dataclass(frozen=True)
class FactRow:
    """A target, a date or a unit that is not as it was."""

    kind: Wording
    word: Wording
    about: Wording
    old: Wording
    new: Wording


@dataclass(frozen=True)
class ClauseRow:
    """One clause on both sides. `elsewhere` says where one that moved came from or went."""

    change: ClauseChange
    word: Wording
    words: tuple[Words, ...]
    shows_old: bool
    shows_new: bool
    elsewhere: str
    anchor: str


@dataclass(frozen=True)
class PairRow:
    """What became of tasks, ready to be shown."""

    anchor: str
    change: str
    word: Wording
    tone: str
    old: tuple[TaskName, ...]
    new: tuple[TaskName, ...]
    facts: tuple[FactRow, ...]
    clauses: tuple[ClauseRow, ...]
    reasons: tuple[Wording, ...]
    unsure: tuple[Wording, ...]
    nearest: Wording | None


@dataclass(frozen=True)
class ComparisonPage:
    """Two plans compared. `found` are the pairs asked for, `rows` those of this part."""

    asked: Asked
    counts: tuple[Count, ...]
    rows: tuple[PairRow, ...]
    found: int
    first: int
    last: int
    previous_url: str
    next_url: str
    xlsx_url: str
    docx_url: str


def comparison_page(asked: Asked, on: date) -> ComparisonPage:
    """The comparison that was asked for, part by part of 100 pairs."""
    made = _Rows(asked, on)
    numbered = list(enumerate(made.comparison.pairs, start=1))
    found = [(number, pair) for number, pair in numbered if _is_asked(pair, asked.show)]
    start = (min(asked.page, max(1, -(-len(found) // PAGE))) - 1) * PAGE
    part = found[start : start + PAGE]
    page = start // PAGE + 1
    return ComparisonPage(
        asked=asked,
        counts=tuple(_counts(made.comparison, asked)),
        rows=tuple(made.row(number, pair) for number, pair in part),
        found=len(found),
        first=start + 1,
        last=start + len(part),
        previous_url=asked.url(page=page - 1) if start else "",
        next_url=asked.url(page=page + 1) if start + PAGE < len(found) else "",
        xlsx_url=asked.url("compare_xlsx", show=""),
        docx_url=asked.url("compare_docx", show=""),
    )


def _is_asked(pair: Pair, show: str) -> bool:
    if show == UNSURE:
        return bool(pair.unsure)
    if show == UNITS:
        return _units_changed(pair)
    return show in {"", pair.change}


def _units_changed(pair: Pair) -> bool:
    """Units of a task that both plans have."""
    return bool(pair.old and pair.new) and any(one.change != "kept" for one in pair.units)


def _counts(comparison: Comparison, asked: Asked) -> Iterable[Count]:
    for show, label in SHOWN:
        figure = sum(_is_asked(pair, show) for pair in comparison.pairs)
        is_current = show == asked.show
        yield Count(figure, label, asked.url(show="" if is_current else show), is_current)


class _Rows:
    """Makes rows of pairs: knows both plans, and which pair holds a task."""

    def __init__(self, asked: Asked, on: date) -> None:
        old, new = compiled(asked.old), compiled(asked.new)
        self.comparison = compare(old.plan, new.plan)
        current = city_plan(on)
        self._old = {task.id: task for task in old.plan.tasks}
        self._new = {task.id: task for task in new.plan.tasks}
        self._urls = [_urls(asked.old, old, current), _urls(asked.new, new, current)]
        self._at_old = self._anchors("old")
        self._at_new = self._anchors("new")

    def _anchors(self, side: str) -> dict[int, str]:
        return {
            task: f"pair-{number}"
            for number, pair in enumerate(self.comparison.pairs, start=1)
            for task in getattr(pair, side)
        }

    def row(self, number: int, pair: Pair) -> PairRow:
        """One pair."""
        return PairRow(
            anchor=f"pair-{number}",
            change=pair.change,
            word=worded(CHANGE_WORDS[pair.change]),
            tone=TONES.get(pair.change, ""),
            old=tuple(self._name(self._old[one], 0) for one in pair.old),
            new=tuple(self._name(self._new[one], 1) for one in pair.new),
            facts=tuple(_fact(one) for one in facts_said(pair.shown_facts)),
            clauses=tuple(self._clause(one, pair) for one in pair.clauses),
            reasons=tuple(worded(reason_said(one)) for one in pair.reasons),
            unsure=tuple(worded(one) for one in pair.unsure),
            nearest=self._nearest(pair),
        )

    def _name(self, task: model.Task, side: int) -> TaskName:
        return TaskName(name_of(task), self._urls[side].get(task.id, ""))

    def _clause(self, clause: Clause, pair: Pair) -> ClauseRow:
        went = clause.change == "moved" and clause.new[0].task not in pair.new
        came = clause.change == "moved" and not went
        place = ("", "")
        if went:
            place = (name_of(self._new[clause.new[0].task]), self._at_new[clause.new[0].task])
        elif came:
            place = (name_of(self._old[clause.old[0].task]), self._at_old[clause.old[0].task])
        return ClauseRow(
            change=clause.change,
            word=worded(CLAUSE_WORDS[clause.change]),
            words=clause.words,
            shows_old=bool(clause.old) and not came,
            shows_new=bool(clause.new) and not went,
            elsewhere=place[0],
            anchor=place[1],
        )

    def _nearest(self, pair: Pair) -> Wording | None:
        if pair.nearest is None:
            return None
        task = self._new[pair.nearest.new] if pair.old else self._old[pair.nearest.old]
        return worded(nearest_said(pair.nearest, name_of(task)))


def _urls(plan: Plan, made: Compiled, current: Plan | None) -> dict[int, str]:
    """Pages of tasks by id: of the city's present plan, and of a workspace."""
    name, args = "task", []
    if plan.workspace is not None:
        name, args = "workspace_task", [plan.workspace.code]
    elif current is None or plan.pk != current.pk:
        return {}
    return {
        id_: reverse(f"delivery:{name}", args=[*args, code]) for id_, code in made.codes.items()
    }


def _fact(fact: FactSaid) -> FactRow:
    return FactRow(
        *(worded(said) for said in (fact.kind, fact.word, fact.about, fact.old, fact.new))
    )


def worded(said: Said) -> Wording:
    """A sentence of the engine, shown in the reader's language."""
    return Wording(said.zh, said.en)
