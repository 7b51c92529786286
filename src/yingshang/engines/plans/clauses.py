"""Finds and reads responsibility clauses: in brackets, on label lines, and bare."""

from __future__ import annotations

import re
from collections import deque
from typing import Literal

from yingshang.engines.plans.clause import Clause
from yingshang.engines.plans.clausewords import (
    BRACKET,
    BRACKET_MAX,
    CLOSING_SENTENCE,
    FIRST_LEADS,
    LABEL,
    LABEL_ROLES,
    LONGEST_BARE_NAME,
    LONGEST_NAME,
    PERSONS,
    VERB,
    WORD,
)
from yingshang.engines.plans.model import Role
from yingshang.engines.plans.units import (
    GENERIC,
    Range,
    looks_like_office,
    looks_like_unit,
    pieces,
)
from yingshang.engines.plans.verbs import is_time, read_verbs, sentences


def first_leads(text: str) -> Range | None:
    """Where the document says once that the unit listed first leads."""
    at = 0
    while (at := text.find("牵头", at)) >= 0:
        low, high = max(0, at - 30), min(len(text), at + 24)
        match = FIRST_LEADS.search(text, low, high)
        if match:
            return match.span()
        at += 2
    return None


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """Clauses in a range of the view, in order."""
    found: list[Clause] = []
    at = start
    everything = _bracketed(text, start, end) + _lines(text, start, end)
    for clause in sorted(everything + _closing(text, start, end), key=_order):
        if clause.start >= at:
            found.append(clause)
            at = clause.end
    return found


def _order(clause: Clause) -> tuple[int, int]:
    return clause.start, -clause.end


# --- brackets -------------------------------------------------------------------------------


def _bracketed(text: str, start: int, end: int) -> list[Clause]:
    found: list[Clause] = []
    at = start
    for opened, closed in _pairs(text, start, end):
        if opened < at:
            continue
        clause = _read_bracket(text, opened, closed, end)
        if clause:
            found.append(clause)
            at = clause.end
    return found


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int | None]]:
    """Brackets in the order in which they open; None where one never closes nearby."""
    partner: dict[int, int | None] = {}
    waiting: deque[int] = deque()
    for match in BRACKET.finditer(text, start, end):
        at = match.start()
        while waiting and at - waiting[0] > BRACKET_MAX:
            waiting.popleft()
        if match.group() in "([":
            partner[at] = None
            waiting.append(at)
        elif waiting:
            partner[waiting.pop()] = at
    return list(partner.items())


def _read_bracket(text: str, opened: int, closed: int | None, end: int) -> Clause | None:
    body = opened + 1
    while body < end and text[body] in " \n":
        body += 1
    label = LABEL.match(text, body, end)
    if closed is None:
        if not label:
            return None
        stop = text.find("\n", body, end)
        clause = Clause(opened, stop if stop >= 0 else end, "clause.bracket-open", labelled=True)
        clause.unsure = "括号没有闭合,责任单位可能读多了或读少了。"
        _read_labels(text, body, clause.end, clause)
        return clause if clause.units else None
    clause = Clause(opened, closed + 1, "clause.bracket-label", labelled=True)
    if label:
        _read_labels(text, body, closed, clause)
        return clause if clause.units or clause.times else None
    return _unlabelled(text, opened, body, closed, clause)


def _unlabelled(text: str, opened: int, body: int, closed: int, clause: Clause) -> Clause | None:
    clause.labelled = False
    inside = text[body:closed]
    if WORD.search(inside):
        clause.rule = "clause.bracket-verb"
        final = _before(text, opened) in "。;!)]" or text[closed + 1 : closed + 2] in (
            "",
            "\n",
            "。",
            ";",
        )
        if not final and text[closed + 1] in ",、的":
            return None
        stop = _first_label(text, body, closed)
        if not read_verbs(text, body, stop, clause, certain=final):
            return None
        _read_labels(text, stop, closed, clause)
        return clause
    closing = _before(text, clause.start) not in "。;!)]"
    if closing and (text[clause.end : clause.end + 1] or "\n") not in "。\n":
        return None
    clause.rule = "clause.bracket-bare"
    spans = [span for span in pieces(text, body, closed) if not is_time(text, span)]
    clause.times += [span for span in pieces(text, body, closed) if is_time(text, span)]
    clause.add(text, (body, spans[-1][1] if spans else body), "responsible")
    names = [text[slice(*name)] for name, _ in clause.units]
    known = all(looks_like_office(name) if closing else looks_like_unit(name) for name in names)
    return clause if names and known and max(map(len, names)) <= LONGEST_BARE_NAME else None


def _first_label(text: str, start: int, end: int) -> int:
    """Where labels follow the verbs of a clause: (甲局牵头;完成时限:6月底)."""
    for mark in LABEL.finditer(text, start, end):
        if mark.group().endswith(":") and text[mark.start() - 1] in ",;。":
            return mark.start()
    return end


def _before(text: str, at: int) -> str:
    """The last character before `at` that is no blank."""
    while at and text[at - 1] in " \n":
        at -= 1
    return text[at - 1] if at else " "


# --- labels ---------------------------------------------------------------------------------


def _lines(text: str, start: int, end: int) -> list[Clause]:
    """Clauses that a label opens outside brackets, on a line or after a full stop."""
    found: list[Clause] = []
    for match in LABEL.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        before = text[match.start() - 1 : match.start()] or "\n"
        if match.group()[0] in "([" and not re.search(r"[\])]:?$", match.group()):
            continue
        colon = match.group().endswith(":") or match.group()[-1:] in "])"
        if before not in "\n。;)] \t" or not (colon or before == "\n"):
            continue
        clause = Clause(match.start(), end, "clause.label-line", labelled=True)
        clause.end = _label_end(text, match.end(), end)
        _read_labels(text, match.start(), clause.end, clause)
        if (clause.units and _plausible(text, clause)) or clause.times:
            found.append(clause)
    return found


def _label_end(text: str, start: int, end: int) -> int:
    """End of a label's content: the line, and lines that are labels or go on with the list."""
    at = start
    while at < end and text[at] in " \n\t":
        at += 1
    while True:
        stop = text.find("\n", at, end)
        full = text.find("。", at, stop if stop >= 0 else end)
        if full >= 0:
            return full + 1
        if stop < 0:
            return end
        follow = stop + 1
        if not LABEL.match(text, follow, end) and text[stop - 1] not in "、,":
            return stop
        at = follow


def _plausible(text: str, clause: Clause) -> bool:
    names = [text[slice(*name)] for name, _ in clause.units]
    return (
        sum(len(name) <= LONGEST_NAME for name in names) >= 0.7 * len(names)
        and len(names[0]) <= LONGEST_NAME
    )


def _read_labels(text: str, start: int, end: int, clause: Clause) -> None:
    marks = [mark for mark in LABEL.finditer(text, start, end) if _opens(text, mark, start)]
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start() if index + 1 < len(marks) else end
        role = _label_role(mark)
        if mark.lastgroup == f"l{PERSONS}":
            continue
        if role is None:
            clause.times.append((mark.end(), stop))
        else:
            _read_list(text, mark.end(), stop, clause, role)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return mark.start() == start or (mark.group()[-1] in ":])" and before not in "各总主本")


def _label_role(mark: re.Match[str]) -> Role | None:
    index = int((mark.lastgroup or "l0")[1:])
    return LABEL_ROLES[index]


def read_cell(text: str, cell: Range, clause: Clause, role: Role | Literal["time"]) -> None:
    """Add a cell of a table to a clause. `role` is a role, or `time` for a date column."""
    if role == "time":
        clause.times.append(cell)
    elif LABEL.match(text, *cell):
        _read_labels(text, cell[0], cell[1], clause)
    else:
        _read_list(text, cell[0], cell[1], clause, role)


def _read_list(text: str, start: int, end: int, clause: Clause, role: Role) -> None:
    """Units after a label; verbs inside (A牵头、B配合) are stronger than the label."""
    if "牵头" in text[start:end] and role == "responsible":
        inner = Clause(start, end, clause.rule)
        read = read_verbs(text, start, end, inner, certain=True)
        if read and any(role == "lead" for _, role in inner.units):
            clause.units += inner.units
            clause.tails += inner.tails
            clause.times += inner.times
            return
    for span in sentences(text, start, end):
        _add_list(text, span, clause, role)


def _add_list(text: str, span: Range, clause: Clause, role: Role) -> None:
    kept: Range | None = None
    for piece in pieces(text, *span):
        if is_time(text, piece):
            clause.times.append(piece)
        else:
            kept = (kept[0] if kept else piece[0], piece[1])
    if kept:
        verb = VERB.search(text[kept[0] : kept[1]])
        if verb and verb.group():
            kept = (kept[0], kept[0] + verb.start())
        clause.add(text, kept, role)


# --- sentences ------------------------------------------------------------------------------


def _closing(text: str, start: int, end: int) -> list[Clause]:
    """Clauses that are the last sentence of a paragraph: 由市商务局牵头,各区配合。"""
    found: list[Clause] = []
    for match in CLOSING_SENTENCE.finditer(text, start, end):
        clause = Clause(match.start("words"), match.end(), "clause.sentence")
        certain = read_verbs(text, *match.span("words"), clause, certain=True)
        names = [text[slice(*name)].removeprefix("由") for name, _ in clause.units]
        offices = all(looks_like_unit(name) and len(name) <= LONGEST_BARE_NAME for name in names)
        if certain and offices:
            found.append(clause)
    return found


def apply_first_leads(text: str, clause: Clause) -> None:
    """The unit listed first leads, where the document says so once for all clauses."""
    plain = all(role == "responsible" for _, role in clause.units)
    alone = len(clause.units) + len(clause.tails) == 1
    if not plain or alone or not clause.units:
        return
    first, _ = clause.units[0]
    if GENERIC.match(text[slice(*first)]):
        return
    rest: Role = "responsible" if clause.labelled else "cooperating"
    clause.units = [(name, rest) for name, _ in clause.units]
    clause.units[0] = (first, "lead")
