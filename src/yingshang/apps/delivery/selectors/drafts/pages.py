"""The pages of imported plans: the list, a draft as a whole, one task beside its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

from yingshang.apps.delivery.decisions.amounts import amount
from yingshang.apps.delivery.decisions.drafting.reading import DraftTask, Found, Reading
from yingshang.apps.delivery.decisions.drafting.values import OPERATORS
from yingshang.apps.delivery.decisions.marking import Finding, passages
from yingshang.apps.delivery.models import Deadline, DraftPresence, Figure, Plan, PlanDraft
from yingshang.apps.delivery.permissions import APPROVE_IMPORT, IMPORT_PLAN, SEE_WORKSPACES
from yingshang.apps.delivery.selectors.drafts.names import undecided_names
from yingshang.apps.delivery.selectors.drafts.readings import reading_of, standing
from yingshang.apps.delivery.selectors.drafts.words import KINDS, Said, history
from yingshang.apps.delivery.selectors.task_page import Viewer
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger.clock import local_day

# Whoever was seen within this time counts as being here.
HERE = timedelta(minutes=5)
AROUND = 600
SHOWN_DOUBTS = 200
ORDER = ("unit", "open", "deadline", "target", "measure", "clause")


@dataclass(frozen=True)
class PlansPage:
    """Plans that can be opened. `rooms` is None for who may not see workspaces."""

    city: Sequence[Plan]
    current: Plan | None
    rooms: Sequence[Plan] | None
    may_import: bool


@dataclass(frozen=True)
class DraftRow:
    """A draft in the list."""

    draft: PlanDraft
    title: str
    tasks: int


@dataclass(frozen=True)
class Doubt:
    """Something to look at: its words, why, and where."""

    task: DraftTask | None
    key: str
    kind: str
    quote: str
    reason: str


@dataclass(frozen=True)
class TaskRow:
    """A task in the overview, with how much was found in it."""

    task: DraftTask
    title: str
    units: int
    measures: int
    targets: int
    deadlines: int
    doubts: int


@dataclass(frozen=True)
class DraftPage:
    """A draft as a whole. `key` is the page's own; `undecided` are names without a meaning."""

    draft: PlanDraft
    reading: Reading
    rows: tuple[TaskRow, ...]
    doubts: tuple[Doubt, ...]
    doubt_count: int
    rules: tuple[str, ...]
    undecided: tuple[str, ...]
    history: tuple[Said, ...]
    others: Sequence[DraftPresence]
    may_approve: bool
    key: UUID

    @property
    def first(self) -> DraftTask | None:
        """The first task to look at: the first with a doubt, else the first of all."""
        doubtful = (row.task for row in self.rows if row.doubts)
        return next(chain(doubtful, (row.task for row in self.rows)), None)


@dataclass(frozen=True)
class Piece:
    """Words of the document: `at` is their offset; `anchor` names the finding they belong to."""

    at: int
    text: str
    kind: str = ""
    anchor: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Card:
    """A finding beside the text. `fields` are its values as a form shows them."""

    found: Found
    anchor: str
    kind: str
    word: str
    quote: str
    fields: dict[str, Any]

    @property
    def amount(self) -> str:
        """Operator, value and unit of a figure, as people write them."""
        value = Decimal(str(self.fields["value"]))
        return amount(self.fields["operator"], value, self.fields["unit"])


@dataclass(frozen=True)
class WorkPage:
    """One task of a draft: its words with what stands around them, its findings, unsure first."""

    draft: PlanDraft
    reading: Reading
    task: DraftTask
    number: int
    before: tuple[Piece, ...]
    words: tuple[Piece, ...]
    after: tuple[Piece, ...]
    cards: tuple[Card, ...]
    doubts_left: int
    previous: str
    next: str
    next_doubtful: str
    last: Said | None
    others: Sequence[DraftPresence]
    key: UUID

    @property
    def operators(self) -> Sequence[str]:
        """How a value may be compared."""
        return OPERATORS

    @property
    def target_kinds(self) -> Sequence[tuple[str, str]]:
        """Kinds of figures with their words."""
        return [(str(value), str(label)) for value, label in Figure.Kind.choices]

    @property
    def deadline_types(self) -> Sequence[tuple[str, str]]:
        """Types of dates with their words."""
        return [(str(value), str(label)) for value, label in Deadline.Type.choices]


def plans_page(viewer: Viewer, at: datetime, current: Plan | None) -> PlansPage:
    """The list of plans for `viewer`."""
    today = local_day(at)
    plans = Plan.objects.latest_first().select_related("workspace", "release")
    rooms = plans.filter(workspace__isnull=False)
    return PlansPage(
        city=list(plans.of_the_city()),
        current=current,
        rooms=list(rooms) if may(viewer, SEE_WORKSPACES, on=today) else None,
        may_import=may(viewer, IMPORT_PLAN, on=today),
    )


def draft_rows() -> list[DraftRow]:
    """Every draft that is kept, the newest first."""
    drafts = PlanDraft.objects.kept().select_related("received_by", "closed_by", "plan__workspace")
    return [
        DraftRow(each, each.base["header"].get("title") or "", len(each.base["tasks"]))
        for each in drafts.defer("text")
    ]


def draft_of(pk: UUID) -> PlanDraft | None:
    """A draft that is kept."""
    drafts = PlanDraft.objects.kept().select_related("received_by", "closed_by", "plan__workspace")
    return drafts.filter(pk=pk).first()


def draft_page(draft: PlanDraft, *, viewer: Person, at: datetime) -> DraftPage:
    """Everything about `draft` that is not inside one task."""
    made = standing(draft)
    reading = reading_of(draft, made)
    pairs = list(reading.doubts())
    counts: dict[str, int] = {}
    for task, _each in pairs:
        counts[task.key if task else ""] = counts.get(task.key if task else "", 0) + 1
    return DraftPage(
        draft=draft,
        reading=reading,
        rows=tuple(_row(task, reading, counts.get(task.key, 0)) for task in reading.tasks),
        doubts=tuple(_doubt(task, each, reading) for task, each in pairs[:SHOWN_DOUBTS]),
        doubt_count=len(pairs),
        rules=tuple(reading.quote(each.span) for each in reading.overall if each.kind == "rule"),
        undecided=undecided_names(draft, reading, local_day(at)),
        history=tuple(reversed(history(draft, made))),
        others=others_here(draft, viewer, at),
        may_approve=may(viewer, APPROVE_IMPORT, on=local_day(at)),
        key=uuid4(),
    )


def work_page(draft: PlanDraft, key: str, *, viewer: Person, at: datetime) -> WorkPage | None:
    """One task of `draft`; None when the reading has none with this key."""
    made = standing(draft)
    reading = reading_of(draft, made)
    place = reading.place(key)
    if place is None:
        return None
    task = reading.tasks[place]
    cards = _cards(task, reading)
    said = history(draft, made)
    before, after = _around(reading, place)
    return WorkPage(
        draft=draft,
        reading=reading,
        task=task,
        number=place + 1,
        before=before,
        words=_pieces(reading, task),
        after=after,
        cards=cards,
        doubts_left=sum(1 for _each in reading.doubts()),
        previous=reading.tasks[place - 1].key if place else "",
        next=reading.tasks[place + 1].key if place + 1 < len(reading.tasks) else "",
        next_doubtful=_next_doubtful(reading, place),
        last=said[-1] if said else None,
        others=others_here(draft, viewer, at),
        key=uuid4(),
    )


def anchor_of(key: str) -> str:
    """The id of a finding's card on the page of its task."""
    return f"f-{key.replace('.', '-')}"


def others_here(draft: PlanDraft, viewer: Person, at: datetime) -> Sequence[DraftPresence]:
    """Who else has had the draft open in the last minutes."""
    seen = draft.presences.filter(seen_at__gte=at - HERE).exclude(person=viewer)
    return list(seen.select_related("person").order_by("-seen_at", "pk"))


def _row(task: DraftTask, reading: Reading, doubts: int) -> TaskRow:
    return TaskRow(
        task=task,
        title=task.title or _short("".join(reading.quote(task.span).split()), 40),
        units=len(task.of("unit")),
        measures=len(task.of("measure")),
        targets=len(task.of("target")),
        deadlines=len(task.of("deadline")),
        doubts=doubts,
    )


def _doubt(task: DraftTask | None, each: DraftTask | Found, reading: Reading) -> Doubt:
    kind = each.kind if isinstance(each, Found) else "task"
    quote = _short(reading.quote(each.span), 80)
    return Doubt(task, each.key, str(KINDS.get(kind, "")), quote, each.unsure or "")


def _cards(task: DraftTask, reading: Reading) -> tuple[Card, ...]:
    """Findings to be seen, unsure ones first, then by kind, then as they stand."""
    shown = [each for each in task.found if each.kind != "clause" or each.unsure]
    shown.sort(key=lambda each: (each.unsure is None, ORDER.index(each.kind), each.span))
    return tuple(
        Card(
            found=each,
            anchor=anchor_of(each.key),
            kind=each.kind,
            word=str(KINDS[each.kind]),
            quote=reading.quote(each.span),
            fields=dict(each.values),
        )
        for each in shown
    )


def _pieces(reading: Reading, task: DraftTask) -> tuple[Piece, ...]:
    """The words of the task, cut where findings begin and end."""
    marks = [
        (each.kind, Finding(each.kind, each.span, anchor_of(each.key), "")) for each in task.found
    ]
    cut = passages(
        reading.text,
        task.span,
        measures=[mark for kind, mark in marks if kind == "measure"],
        findings=[mark for kind, mark in marks if kind not in ("measure", "clause")],
    )
    at, made = task.span[0], []
    for passage in cut:
        measure = passage.measure.anchor if passage.measure else ""
        for run in passage.runs:
            found = run.finding
            kind, anchor = (found.kind, found.anchor) if found else ("", "")
            made.append(Piece(at, run.text, kind, anchor, measure))
            at += len(run.text)
    return tuple(made)


def _around(reading: Reading, place: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands before and after the task, as far as its neighbours or a few lines reach."""
    start, end = reading.tasks[place].span
    first = reading.tasks[place - 1].span[0] if place else 0
    last = reading.tasks[place + 1].span[1] if place + 1 < len(reading.tasks) else end + AROUND
    first, last = max(first, start - AROUND), min(last, end + AROUND, len(reading.text))
    before = (Piece(first, reading.text[first:start]),) if first < start else ()
    after = (Piece(end, reading.text[end:last]),) if end < last else ()
    return before, after


def _next_doubtful(reading: Reading, place: int) -> str:
    """The next task with a doubt, beginning again at the first; empty where there is none."""
    later = (*reading.tasks[place + 1 :], *reading.tasks[:place])
    return next((task.key for task in later if _is_doubtful(task)), "")


def _is_doubtful(task: DraftTask) -> bool:
    return bool(task.unsure) or _any_unsure(task.found)


def _any_unsure(found: Iterable[Found]) -> bool:
    return any(each.unsure for each in found)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
