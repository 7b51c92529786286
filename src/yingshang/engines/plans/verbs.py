"""Reads the units of a clause by its verbs: A牵头, B、C按职责分工负责, D配合."""

from __future__ import annotations

from yingshang.engines.plans.clause import Clause
from yingshang.engines.plans.clausewords import (
    FIRST_LEADS,
    LONGEST_NAME,
    LONGEST_TIME,
    NOTE,
    TIME,
    TIME_END,
    TIME_START,
    TOGETHER,
    VERB,
    VERB_ROLES,
)
from yingshang.engines.plans.model import Role
from yingshang.engines.plans.units import Range, looks_like_unit, pieces


def sentences(text: str, start: int, end: int) -> list[Range]:
    """Parts of a clause that list units, without remarks about the whole document."""
    noted = FIRST_LEADS.search(text, start, end)
    stop = noted.start() if noted else end
    spans = pieces(text, start, stop, frozenset("。;"))
    kept = []
    for span in spans:
        if NOTE.search(text, *span):
            break
        kept.append(span)
    return kept


def read_verbs(text: str, start: int, end: int, clause: Clause, *, certain: bool = False) -> bool:
    """Read "A、B牵头,C按职责分工负责". False where the words are no clause.

    `certain`: the bracket stands where only a clause stands, so that any name is believed.
    """
    reader = _VerbReader(text, clause)
    for span in sentences(text, start, end):
        for piece in pieces(text, *span):
            reader.read(piece)
        if reader.waiting and not clause.units:
            return False
    reader.flush("cooperating" if reader.led else "responsible")
    names = [text[slice(*name)] for name, _ in clause.units]
    fitting = bool(names) and all(len(name) <= LONGEST_NAME for name in names)
    return fitting and (certain or (len(names) > 1 and all(map(looks_like_unit, names))))


class _VerbReader:
    """Gathers names until a verb says what they do; `led` once somebody leads."""

    def __init__(self, text: str, clause: Clause) -> None:
        self.text = text
        self.clause = clause
        self.waiting: list[Range] = []
        self.led = False

    def read(self, piece: Range) -> None:
        """Read a piece between two separators."""
        start, end = piece
        if is_time(self.text, piece):
            self.clause.times.append(piece)
            return
        together = TOGETHER.search(self.text, start + 2, end)
        if together and together.end() < end:
            self.waiting.append((start, together.start()))
            self.flush("lead")
            self.led = True
            self.read((together.end(), end))
            return
        self._verb(start, end)

    def _verb(self, start: int, end: int) -> None:
        words = self.text[start:end]
        verb = VERB.search(words)
        if verb is None or not verb.group() or _part_of_name(words, verb.start()):
            self.waiting.append((start, end))
            return
        if verb.start():
            self.waiting.append((start, start + verb.start()))
        role = VERB_ROLES[int((verb.lastgroup or "v0")[1:])]
        self.flush(role or ("cooperating" if self.led else "responsible"))
        self.led = self.led or role == "lead"

    def flush(self, role: Role) -> None:
        """Give the names that wait their role."""
        if self.waiting:
            self.clause.add(self.text, (self.waiting[0][0], self.waiting[-1][1]), role)
            self.waiting.clear()


def _part_of_name(piece: str, at: int) -> bool:
    """Whether the "verb" at `at` ends a name: 市政协办 is an office, not 市政 that helps."""
    return at > 0 and looks_like_unit(piece) and not looks_like_unit(piece[:at])


def is_time(text: str, span: Range) -> bool:
    """Whether a piece of a clause says when, and names no unit."""
    words = text[slice(*span)]
    if len(words) > LONGEST_TIME or not TIME.match(words):
        return False
    return bool(TIME_START.match(words) or TIME_END.search(words))
