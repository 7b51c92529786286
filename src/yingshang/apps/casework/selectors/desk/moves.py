"""Moves of running cases to another release, with the verdict on each case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yingshang.apps.casework.models import Move, MoveVerdict
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.types import current_types
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release

PAGE = 100


@dataclass(frozen=True)
class ShownVerdict:
    """Whether one case can move, its clocks' last days, and why not."""

    row: MoveVerdict
    faults: Sequence[str]
    last_days: Sequence[str]


@dataclass(frozen=True)
class MovePage:
    """One move: how many cases can go, and a page of verdicts, those that cannot first."""

    move: Move
    name: str
    can: int
    cannot: int
    moved: int
    verdicts: Sequence[ShownVerdict]
    after: int | None
    may_undo: bool


def moves_page() -> list[tuple[Move, str]]:
    """The latest moves, the newest first, with the name of the type."""
    rows = Move.objects.select_related("to_release", "planned_by", "undoes")
    names = _names()
    found = rows.defer("to_release__content").order_by("-pk")[:PAGE]
    return [(move, names.get(move.type_code, move.type_code)) for move in found]


def move_of(key: int) -> Move | None:
    """One move."""
    rows = Move.objects.select_related("to_release", "planned_by", "job")
    return rows.defer("to_release__content").filter(pk=key).first()


def move_page(move: Move, *, after: int | None = None) -> MovePage:
    """One move with a page of its verdicts."""
    all_of_it = MoveVerdict.objects.filter(move=move)
    rows = all_of_it.select_related("case", "from_release").defer(
        "case__values", "case__sources", "from_release__content"
    )
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.order_by("pk")[: PAGE + 1])
    can = all_of_it.filter(can_move=True).count()
    moved = all_of_it.exclude(moved_at=None).count()
    return MovePage(
        move=move,
        name=_names().get(move.type_code, move.type_code),
        can=can,
        cannot=all_of_it.count() - can,
        moved=moved,
        verdicts=[_shown(row) for row in found[:PAGE]],
        after=found[PAGE - 1].pk if len(found) > PAGE else None,
        may_undo=bool(moved) and move.state == Move.State.DONE and not _was_undone(move),
    )


def _was_undone(move: Move) -> bool:
    """Whether it is an undoing itself, or was undone."""
    return move.undoes_id is not None or move.undone_by.exists()


def release_to_move_to() -> PackRelease | None:
    """The release to which cases can move: the newest."""
    return current_release()


def _names() -> Mapping[str, str]:
    return {each.id: said(each.entry.name) for each in current_types()}


def _shown(row: MoveVerdict) -> ShownVerdict:
    faults = [in_words(str(each["zh"]), str(each.get("en", ""))) for each in row.faults]
    days = sorted({str(dates[0]) for dates in row.clocks.values()})
    return ShownVerdict(row, faults, days)
