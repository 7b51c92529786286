"""Rows of an outside table: what each says of an event and its case, or why it stays out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from yingshang.apps.casework.decisions.values import UnfitError
from yingshang.apps.casework.decisions.values import read as as_kept
from yingshang.apps.casework.outside.columns import FIELD
from yingshang.apps.casework.outside.instants import Moment, read
from yingshang.apps.directory.importing.rows import Reason
from yingshang.apps.directory.importing.tables import Cell, Table, filled
from yingshang.apps.directory.importing.values import CellFault, text_of
from yingshang.engines.identifiers.faults import Remark
from yingshang.engines.packs.schema.casework.fields import FieldEntry

TIMES: Final = ("happened_at", "started_at", "planned_at", "deadline", "ended_at")
LONGEST: Final = {"number": 80, "event_id": 120, "activity": 200, "resource": 200, "title": 300}
RUNNING, WITHDRAWN = "running", "withdrawn"


@dataclass(frozen=True)
class Meaning:
    """How the words of a source are read.

    Attributes:
        columns: Heading → code of a column.
        activities: Word → (step, outcome); both empty: an event and nothing else.
        units: Word → key of a unit.
        states: Word → outcome of the case, `running` or `withdrawn`.
        keeps_unknown: Activities that are not among them are kept as events.
        fields: Fields of the type by id; an answer that does not fit its field is told, not taken.
    """

    columns: Mapping[str, str]
    activities: Mapping[str, tuple[str, str]]
    units: Mapping[str, UUID]
    states: Mapping[str, str]
    keeps_unknown: bool
    zone: ZoneInfo
    fields: Mapping[str, FieldEntry] = field(default_factory=dict)


@dataclass
class Said:
    """One event as it was told, with what it says of its case.

    `faults` keep it out; `remarks` are only said.
    """

    line: int
    text: dict[str, str] = field(default_factory=dict)
    times: dict[str, Moment] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    step: str = ""
    outcome: str = ""
    unit: UUID | None = None
    state: str = ""
    faults: list[Reason] = field(default_factory=list)
    remarks: list[Reason] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the case there."""
        return self.text.get("number", "")

    @property
    def event_id(self) -> str:
        """Its own id; else one made of case, activity and instant."""
        told = self.text.get("event_id")
        return told or made_id(self.number, self.text.get("activity", ""), self.happened_at)

    @property
    def happened_at(self) -> datetime:
        """When it happened; only of a row without faults."""
        return self.times["happened_at"].at

    def blame(self, heading: str, code: str, zh: str, en: str) -> None:
        """Add a fault."""
        self.faults.append(Reason(heading, Remark(code, zh, en)))

    def remark(self, code: str, zh: str, en: str) -> None:
        """Add what is only said."""
        self.remarks.append(Reason("", Remark(code, zh, en)))


def made_id(number: str, activity: str, at: datetime) -> str:
    """Id of an event that has none: the same for the same case, activity and instant.

    Example:
        >>> from datetime import UTC
        >>> made_id("A1", "受理", datetime(2024, 5, 9, tzinfo=UTC))[:12]
        'd:cb6df86db7'
    """
    told = "\x1f".join([number, activity, str(at.timestamp())])
    return f"d:{sha256(told.encode()).hexdigest()[:40]}"


class Reader:
    """Reads rows by a meaning; knows which events and times of a case came before in the file."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self._lines: dict[str, int] = {}
        self._last: dict[str, tuple[datetime, int]] = {}

    def rows(self, table: Table) -> Iterator[Said]:
        """Every filled row in order."""
        columns = self.meaning.columns
        seats = [
            (i, head, columns[head]) for i, head in enumerate(table.headers) if columns.get(head)
        ]
        for line, cells in filled(table):
            given = {
                code: (head, cells[place]) for place, head, code in seats if place < len(cells)
            }
            yield self.row(line, given)

    def row(self, line: int, given: Mapping[str, tuple[str, Cell]]) -> Said:
        """One row: code → heading and cell."""
        said = Said(line)
        for code, (heading, cell) in given.items():
            if text_of(cell):
                self._cell(said, code, heading, cell)
        self._complete(said, given)
        if not said.faults:
            self._seen_before(said)
            self._order(said)
        return said

    def _cell(self, said: Said, code: str, heading: str, cell: Any) -> None:
        if code in TIMES:
            try:
                said.times[code] = read(cell, self.meaning.zone)
            except CellFault as fault:
                said.faults.append(Reason(heading, fault.remark))
        elif code.startswith(FIELD):
            self._answer(said, code.removeprefix(FIELD), heading, text_of(cell))
        else:
            self._word(said, code, heading, text_of(cell))

    def _answer(self, said: Said, key: str, heading: str, text: str) -> None:
        entry = self.meaning.fields.get(key)
        try:
            if entry is not None:
                as_kept(entry, text)
        except UnfitError as unfit:
            why = unfit.sentence
            zh = f"“{text}”没有收下：{why.zh}"
            said.remarks.append(
                Reason(heading, Remark("unfit", zh, f"“{text}” was not taken: {why.en}"))
            )
        else:
            said.values[key] = text

    def _word(self, said: Said, code: str, heading: str, word: str) -> None:
        said.text[code] = word
        longest = LONGEST.get(code, len(word))
        if len(word) > longest:
            zh = f"内容有{len(word)}字，最多{longest}字。"
            said.blame(heading, "too_long", zh, f"It has {len(word)} characters; {longest} fit.")
        meanings: dict[str, tuple[Mapping[str, Any], str, str]] = {
            "activity": (self.meaning.activities, "环节", "activity"),
            "unit": (self.meaning.units, "单位", "unit"),
            "state": (self.meaning.states, "状态", "state"),
        }
        if code not in meanings:
            return
        known, zh, en = meanings[code]
        if word in known:
            self._mean(said, code, known[word])
        elif not (code == "activity" and self.meaning.keeps_unknown):
            said.blame(
                heading,
                f"{en}_unknown",
                f"{zh}“{word}”没有对应关系；请在对应页补上后重新试导入。",
                f"Nobody has said what the {en} “{word}” means; add it to the mapping, try again.",
            )

    def _mean(self, said: Said, code: str, meant: Any) -> None:
        if code == "activity":
            said.step, said.outcome = meant
        elif code == "unit":
            said.unit = meant
        else:
            said.state = meant

    def _complete(self, said: Said, given: Mapping[str, tuple[str, Cell]]) -> None:
        named = {"number": ("案件编号", "case number"), "activity": ("环节", "activity")}
        for code, (zh, en) in named.items():
            if not said.text.get(code):
                said.blame("", f"no_{code}", f"没有{zh}。", f"There is no {en}.")
        if "happened_at" not in said.times and not text_of(given.get("happened_at", ("", ""))[1]):
            said.blame("", "no_time", "没有办理时间。", "It does not say when it happened.")

    def _seen_before(self, said: Said) -> None:
        first = self._lines.setdefault(said.event_id, said.line)
        if first != said.line:
            said.blame(
                "",
                "repeated",
                f"与第{first}行是同一事件；请只保留一行。",
                f"Line {first} is the same event; keep one of the two.",
            )

    def _order(self, said: Said) -> None:
        at = said.happened_at
        started, ended = said.times.get("started_at"), said.times.get("ended_at")
        if started and at < started.at:
            zh, en = (
                "办理时间早于案件开始；按所报时间收下。",
                "It happened before the case began; taken as told.",
            )
            said.remark("before_start", zh, en)
        if started and ended and ended.end < started.at:
            zh, en = (
                "案件办结早于开始；按所报时间收下。",
                "The case ends before it begins; taken as told.",
            )
            said.remark("ends_before_start", zh, en)
        last = self._last.get(said.number)
        if last and at < last[0]:
            zh = f"早于第{last[1]}行的事件；已按发生时间排好。"
            said.remark("out_of_order", zh, f"Earlier than line {last[1]}; put in order of time.")
        else:
            self._last[said.number] = (at, said.line)


def words_of(table: Table, columns: Mapping[str, str], code: str, most: int) -> Sequence[str]:
    """Every word of one column, as often met first, at most so many."""
    place = next((i for i, head in enumerate(table.headers) if columns.get(head) == code), None)
    if place is None:
        return []
    counts: dict[str, int] = {}
    for _line, cells in filled(table):
        word = text_of(cells[place]) if place < len(cells) else ""
        if word:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word))[:most]
