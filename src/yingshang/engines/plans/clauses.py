"""Finds and reads responsibility clauses: in brackets, on label lines, and bare."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from yingshang.engines.plans.model import Role
from yingshang.engines.plans.units import (
    GENERIC,
    Range,
    looks_like_office,
    looks_like_unit,
    pieces,
    split_units,
)

_NOUN = (
    r"(?:单位|部门|机关|主体|方|处室|科室|地区和单位|部门和单位|单位和部门|单位\(部门\)|"
    r"部门\(单位\)|单位及部门)"
)
# Words of a label, its role. The first that matches wins.
_LABELS: tuple[tuple[str, Role | None], ...] = (
    (
        rf"(?:第一)?(?:牵头|主办|主责|主管|统筹|组织)(?:责任|负责|落实|实施|推进)?{_NOUN}|牵头人?",
        "lead",
    ),
    (
        rf"(?:配合|参与|参加|协办|协助|协同|协作|支持|会办)(?:落实|实施|责任)?{_NOUN}|配合|协办",
        "cooperating",
    ),
    (
        rf"(?:责任|负责|落实|承办|实施|执行|承担|完成|主要责任|具体责任|分工|任务|"
        rf"整改)(?:落实|负责)?{_NOUN}|责任分工|职责分工|任务分工|分工",
        "responsible",
    ),
    (
        r"(?:牵头|责任|分管|包保|挂点|联系|配合|市级|县级|主管)(?:市|县|区|省)?(?:级)?领导|"
        r"责任人|联系人|联系电话",
        None,
    ),
    (
        r"(?:完成|整改|办结|工作|落实|推进|实施)?(?:时限|时间|期限|时间节点|时间要求|"
        r"时限要求|进度|进度安排|完成情况)(?:要求|节点|安排)?",
        None,
    ),
)
_LABEL = re.compile(
    r"[\[(]?(?:"
    + "|".join(f"(?P<l{i}>{words})" for i, (words, _) in enumerate(_LABELS))
    + r")[\])]?(?::|(?<=[\])])| (?=[^ ]))"
)
_LABEL_ROLES: tuple[Role | None, ...] = tuple(role for _, role in _LABELS)
_PERSONS = 3

_DUTY = (
    r"(?:按照?|依照?|根据|依据)?(?:各自)?(?:职责|职能|职权|责任)(?:分工|范围|任务|"
    r"权限)?(?:要求)?(?:内)?"
)
_VERBS: tuple[tuple[str, Role | None], ...] = (
    (
        r"(?:共同|联合|分别|具体|负责)?牵头(?:抓总|负责|落实|实施|组织实施|组织|推进|办理|,)?",
        "lead",
    ),
    (
        rf"(?:{_DUTY})?(?:共同|积极|协助|分别|协同)?(?:配合|参与|参加|协助|协同|协办|支持|"
        rf"协同配合|配合落实)(?:落实|实施|推进)?",
        "cooperating",
    ),
    (
        rf"(?:(?:{_DUTY}|分别|共同|各自|具体|统一|组织|抓好|联合|按属地原则|依法)*)(?:负责|"
        rf"抓好落实|组织实施|组织落实|贯彻落实|落实|实施|推进|承办|办理)(?:落实|实施|"
        rf"组织实施|推进|本项)?",
        None,
    ),
    (rf"{_DUTY}", None),
    (r"(?:业务)?指导", "cooperating"),
)
_VERB = re.compile(
    r"(?:" + "|".join(f"(?P<v{i}>{words})" for i, (words, _) in enumerate(_VERBS)) + r")$"
)
_VERB_ROLES: tuple[Role | None, ...] = tuple(role for _, role in _VERBS)
_TOGETHER = re.compile(r"(?:牵头,?)?会同")
_TIME = re.compile(
    r"^(?:于|在|力争|确保|到|至|原则上)?(?:20\d\d|\d{1,2}月|今年|明年|本年|年底|年内|全年|"
    r"每年|每月|每季|每半年|上半年|下半年|第?[一二三四]季度|持续|长期|常态|立即|即时|适时|"
    r"印发|本(?:方案|措施|意见)?印发|“?十四五|近期|中期|\d+个?(?:工作日|月|天|日))"
)
_TIME_END = re.compile(
    r"(?:前|底|末|完成|推进|坚持|实施|落实|到位|内|年|月|日|季度|开展|取得[^,;]{1,12}|见效|"
    r"达标|启动|执行|提供)$"
)
_FIRST_LEADS = re.compile(
    r"[^。;,()（）]{0,12}(?:列|排|位|居)(?:名|序)?(?:在)?(?:首|第一)[^。;()]{0,16}牵头[^。"
    r";()]{0,12}(?:,?\s?下同)?|[^。;,()]{0,6}(?:首|第一)(?:个|位|家|列)[^。;()]{0,10}(?:为|"
    r"是)[^。;()]{0,4}牵头[^。;()]{0,8}(?:,?\s?下同)?"
)
_NOTE = re.compile(r"下同|不再|均涉及|以下各项|上述各项|除[^,]{2,20}外|详见|见附件")
_BRACKET_MAX = 1200
_BRACKET = re.compile(r"[()\[\]]")
_WORD = re.compile(r"牵头|负责|配合|参与|参加|落实|实施|协助|承办|会同|职责")


@dataclass(slots=True)
class Clause:
    """A clause, as ranges of the view. `times` are words that set a date."""

    start: int
    end: int
    rule: str
    units: list[tuple[Range, Role]] = field(default_factory=list)
    tails: list[Range] = field(default_factory=list)
    times: list[Range] = field(default_factory=list)
    labelled: bool = False
    unsure: str | None = None

    def add(self, text: str, span: Range, role: Role) -> None:
        """Read a list of units that have one role."""
        listed = split_units(text, *span)
        self.units += [(name, role) for name in listed.names]
        self.tails += listed.tails


def first_leads(text: str) -> Range | None:
    """Where the document says once that the unit listed first leads."""
    at = 0
    while (at := text.find("牵头", at)) >= 0:
        low, high = max(0, at - 30), min(len(text), at + 24)
        match = _FIRST_LEADS.search(text, low, high)
        if match:
            return match.span()
        at += 2
    return None


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """Clauses in a range of the view, in order."""
    found: list[Clause] = []
    at = start
    for clause in sorted(_bracketed(text, start, end) + _lines(text, start, end), key=_order):
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
    for match in _BRACKET.finditer(text, start, end):
        at = match.start()
        while waiting and at - waiting[0] > _BRACKET_MAX:
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
    label = _LABEL.match(text, body, end)
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
    if _WORD.search(inside):
        clause.rule = "clause.bracket-verb"
        final = _before(text, opened) in "。;!)]" or text[closed + 1 : closed + 2] in (
            "",
            "\n",
            "。",
        )
        return clause if _read_verbs(text, body, closed, clause, certain=final) else None
    closing = _before(text, clause.start) not in "。;!)]"
    if closing and (text[clause.end : clause.end + 1] or "\n") not in "。\n":
        return None
    clause.rule = "clause.bracket-bare"
    spans = [span for span in pieces(text, body, closed) if not _is_time(text, span)]
    clause.times += [span for span in pieces(text, body, closed) if _is_time(text, span)]
    clause.add(text, (body, spans[-1][1] if spans else body), "responsible")
    names = [text[slice(*name)] for name, _ in clause.units]
    known = all(looks_like_office(name) if closing else looks_like_unit(name) for name in names)
    return clause if names and known and max(map(len, names)) <= 24 else None


def _before(text: str, at: int) -> str:
    """The last character before `at` that is no blank."""
    while at and text[at - 1] in " \n":
        at -= 1
    return text[at - 1] if at else " "


# --- labels ---------------------------------------------------------------------------------


def _lines(text: str, start: int, end: int) -> list[Clause]:
    """Clauses that a label opens outside brackets, on a line or after a full stop."""
    found: list[Clause] = []
    for match in _LABEL.finditer(text, start, end):
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
        if not _LABEL.match(text, follow, end) and text[stop - 1] not in "、,":
            return stop
        at = follow


def _plausible(text: str, clause: Clause) -> bool:
    names = [text[slice(*name)] for name, _ in clause.units]
    return sum(len(name) <= 40 for name in names) >= 0.7 * len(names) and len(names[0]) <= 40


def _read_labels(text: str, start: int, end: int, clause: Clause) -> None:
    marks = [mark for mark in _LABEL.finditer(text, start, end) if _opens(text, mark, start)]
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start() if index + 1 < len(marks) else end
        role = _label_role(mark)
        if mark.lastgroup == f"l{_PERSONS}":
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
    return _LABEL_ROLES[index]


def read_cell(text: str, cell: Range, clause: Clause, role: str) -> None:
    """Add a cell of a table to a clause. `role` is a role, or `time` for a date column."""
    if role == "time":
        clause.times.append(cell)
    elif role in ("lead", "responsible", "cooperating"):
        label = _LABEL.match(text, *cell)
        if label:
            _read_labels(text, cell[0], cell[1], clause)
        else:
            _read_list(text, cell[0], cell[1], clause, role)


def _read_list(text: str, start: int, end: int, clause: Clause, role: Role) -> None:
    """Units after a label; verbs inside (A牵头、B配合) are stronger than the label."""
    if "牵头" in text[start:end] and role == "responsible":
        inner = Clause(start, end, clause.rule)
        if _read_verbs(text, start, end, inner) and any(r == "lead" for _, r in inner.units):
            clause.units += inner.units
            clause.tails += inner.tails
            clause.times += inner.times
            return
    for span in _sentences(text, start, end):
        _add_list(text, span, clause, role)


def _add_list(text: str, span: Range, clause: Clause, role: Role) -> None:
    kept: Range | None = None
    for piece in pieces(text, *span):
        if _is_time(text, piece):
            clause.times.append(piece)
        else:
            kept = (kept[0] if kept else piece[0], piece[1])
    if kept:
        verb = _VERB.search(text[kept[0] : kept[1]])
        if verb and verb.group():
            kept = (kept[0], kept[0] + verb.start())
        clause.add(text, kept, role)


def _sentences(text: str, start: int, end: int) -> list[Range]:
    """Parts of a clause that list units; rules and remarks about the whole document are left out."""
    noted = _FIRST_LEADS.search(text, start, end)
    stop = noted.start() if noted else end
    spans = pieces(text, start, stop, frozenset("。;"))
    kept = []
    for span in spans:
        if _NOTE.search(text, *span):
            break
        kept.append(span)
    return kept


# --- verbs ----------------------------------------------------------------------------------


def _read_verbs(text: str, start: int, end: int, clause: Clause, *, certain: bool = False) -> bool:
    """Read "A、B牵头,C按职责分工负责". False where the words are no clause.

    `certain`: the bracket stands where only a clause stands, so that any name is believed.
    """
    waiting: list[Range] = []
    led = False
    for span in _sentences(text, start, end):
        for piece in pieces(text, *span):
            if _is_time(text, piece):
                clause.times.append(piece)
                continue
            led = _read_piece(text, piece, clause, waiting, led)
        if waiting and not clause.units:
            return False
    if waiting:
        _flush(text, waiting, clause, "cooperating" if led else "responsible")
    names = [text[slice(*name)] for name, _ in clause.units]
    return bool(names) and all(len(name) <= 40 for name in names) and (certain or _credible(names))


def _credible(names: list[str]) -> bool:
    good = sum(looks_like_unit(name) or bool(GENERIC.match(name)) for name in names)
    return good * 2 >= len(names)


def _read_piece(text: str, piece: Range, clause: Clause, waiting: list[Range], led: bool) -> bool:
    start, end = piece
    together = _TOGETHER.search(text, start + 2, end)
    if together and together.end() < end:
        waiting.append((start, together.start()))
        _flush(text, waiting, clause, "lead")
        return _read_piece(text, (together.end(), end), clause, waiting, True)
    verb = _VERB.search(text[start:end])
    if verb is None or not verb.group() or _part_of_name(text[start:end], verb.start()):
        waiting.append(piece)
        return led
    if verb.start():
        waiting.append((start, start + verb.start()))
    role = _VERB_ROLES[int((verb.lastgroup or "v0")[1:])]
    if role is None:
        role = "cooperating" if led else "responsible"
    _flush(text, waiting, clause, role)
    return led or role == "lead"


def _part_of_name(piece: str, at: int) -> bool:
    """Whether the "verb" at `at` ends a name: 市政协办 is an office, not 市政 that helps."""
    return at > 0 and looks_like_unit(piece) and not looks_like_unit(piece[:at])


def _flush(text: str, waiting: list[Range], clause: Clause, role: Role) -> None:
    if waiting:
        clause.add(text, (waiting[0][0], waiting[-1][1]), role)
        waiting.clear()


def _is_time(text: str, span: Range) -> bool:
    words = text[slice(*span)]
    return len(words) <= 40 and bool(_TIME.match(words)) and bool(_TIME_END.search(words))


def apply_first_leads(text: str, clause: Clause) -> None:
    """The unit listed first leads, where the document says so once for all clauses."""
    plain = all(role == "responsible" for _, role in clause.units)
    if not plain or len(clause.units) + len(clause.tails) < 2:
        return
    first, _ = clause.units[0]
    if GENERIC.match(text[slice(*first)]):
        return
    rest: Role = "responsible" if clause.labelled else "cooperating"
    clause.units = [(name, rest) for name, _ in clause.units]
    clause.units[0] = (first, "lead")
