"""Reads what a document says of itself: title, issuer, date, number."""

from __future__ import annotations

import re

from yingshang.engines.plans.layout import View
from yingshang.engines.plans.model import Header, Named
from yingshang.engines.plans.numerals import chinese

_TITLE_END = re.compile(
    r"(?:方案|计划|规划|意见|措施|办法|要点|通知|清单|细则|决定|规定|政策|任务|分工|分工表|"
    r"分解表|任务书|纲要|条例|指引|工程)(?:[\[(][^\])]{1,24}[\])])?$"
)
_NOTICE = re.compile(r"通知(?:[\[(].{1,24}[\])])?$")
_BREAKS = re.compile(r"[。;!?]")
_NUMBER = re.compile(
    r"(?P<mark>[一-龥]{1,14})[\[(](?P<year>(?:19|20)\d\d)[\])](?:第)?(?P<count>\d{1,4})号"
)
_NUMBER_LABEL = re.compile(r"(?:发文字号|文号|发文编号)\]?[: ]*")
_DAY = r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_HAN = "一二三四五六七八九"
_HAN_DAY = (
    rf"(?P<hyear>[二一][〇零○0Oo{_HAN}]{{3}})年"
    rf"(?P<hmonth>[{_HAN}十]{{1,2}})月(?P<hday>[{_HAN}十]{{1,3}})日"
)
_DATE_LINE = re.compile(rf"(?:{_DAY}|{_HAN_DAY})")
_DATE_LABEL = re.compile(
    r"(?:成文日期|成文时间|印发日期|制发日期)\]?[: ]*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|"
    r"(?P<iso>(?:19|20)\d\d-\d{1,2}-\d{1,2}))"
)
_ISSUER_LABEL = re.compile(
    r"(?:发文机构|发文机关|发布机构|制发机关|制定机关)\]?[: ]*(?P<name>[一-龥]{3,30})"
)
_ISSUER = re.compile(
    r"(?![^\n]*(?:关于|推进|推行|促进|印发))(?:中共)?[一-龥]{1,24}?(?:人民政府办公[厅室]|人民政府|国务院办公厅|国务院|委员会办公室|"
    r"委员会|办公[厅室]|领导小组|指挥部|[局厅部署院会行委])$"
)
_OF_TITLE = re.compile(
    r"^(?P<name>[一-龥]{0,40}?(?:人民政府办公[厅室]|人民政府|国务院办公厅|国务院|委员会|"
    r"办公[厅室]|领导小组|[局厅部委署]))(?:等\d+部门)?(?:关于|印发|转发)"
)
_HEAD_LINES = 60
# How far into the body a title may stand: web pages printed to pdf put it there.
_LATE = 1200
_LONGEST_LINE = 70
_SHORTEST_TITLE = 8
_TITLE_LINES = 4
# A last line as short as this is the rest of a wrapped title: …指导意 / 见.
_REST = 3
_METADATA = re.compile(
    r" ?\[[一-龥]{2,6}\].*| ?(?:索 ?引 ?号|主题分类|发文机关|成文日期|标 *题|发布日期)[ :].*"
)
_NUMBERED_TITLE = re.compile(
    r"[^\n]{6,80}?(?:意见|通知|方案|措施|办法|计划|决定)(?=[一-龥]{2,10}[\[(]20\d\d[\])]\d+号)"
)
_ENUMERATED = re.compile(r"[一二三四五六七八九十]+、|\(|\d+[.、]|附件?:")
_SALUTATION = re.compile(r":$")


def read_header(view: View, body: int, *, several: bool) -> Header:
    """Title, issuer, date and number of a document.

    Args:
        body: Offset in the view of the first numbered item.
        several: Whether the document holds more than one plan.
    """
    lines = _paragraphs(view.text)
    titles = _titles(view, lines, body)
    date, date_at = _date(view, lines, body)
    issuers = _issuers(view, lines, date_at, titles)
    plan, notice = _choose(view, titles, several=several)
    return Header(
        title=plan or notice,
        title_alt=(notice,) if plan and notice and plan.quote != notice.quote else (),
        issuer=issuers[0] if issuers else None,
        co_issuers=tuple(issuers[1:]),
        issue_date=date,
        issue_date_at=date_at,
        doc_number=_number(view, body),
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _finding(view: View, start: int, end: int, rule: str) -> Named:
    name = view.name(start, end)
    return Named(quote=view.quote(start, end), span=view.span(start, end), rule=rule, name=name)


def _titles(view: View, lines: list[tuple[int, int]], body: int) -> list[tuple[int, int]]:
    """Ranges of headings that end as titles of plans and notices end, before the first item."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for line in lines[: _HEAD_LINES * 2]:
        start, end = _shed(view.text, *line)
        if start >= body and (found or start > body + _LATE):
            break
        words = view.text[start:end].strip()
        if _is_prose(words):
            inline = _inline_title(view, start, end)
            found += [inline] if inline and not found else []
        if _is_prose(words) or _DATE_LINE.fullmatch(words) or _NUMBER.fullmatch(words):
            run = []
            continue
        run.append((start, end))
        ahead = view.text[slice(*run[-2])].strip() if len(run) > 1 else ""
        if _TITLE_END.search(words) or (len(words) <= _REST and _TITLE_END.search(ahead + words)):
            found.append((_title_start(view, run), end))
            run = []
    return [one for one in found if not _ENUMERATED.match(view.text, one[0])]


def _is_prose(words: str) -> bool:
    ends = _BREAKS.search(words) or _SALUTATION.search(words)
    return bool(ends) or len(words) > _LONGEST_LINE


def _shed(text: str, start: int, end: int) -> tuple[int, int]:
    """A line without the table of particulars or the number that may follow its title."""
    table = _METADATA.search(text[start:end])
    if table and table.start() >= _SHORTEST_TITLE:
        end = start + table.start()
    numbered = _NUMBERED_TITLE.match(text, start, end)
    return start, numbered.end() if numbered else end


def _title_start(view: View, run: list[tuple[int, int]]) -> int:
    """First line of a title that is broken over lines."""
    first = len(run) - 1
    if _OF_TITLE.match(view.text, run[first][0]):
        return run[first][0]
    while (
        first
        and len(run) - first < _TITLE_LINES
        and not _complete(view.text[slice(*run[first - 1])])
    ):
        first -= 1
    return run[first][0]


def _complete(line: str) -> bool:
    words = line.strip()
    finished = bool(_TITLE_END.search(words)) or len(words) < _SHORTEST_TITLE
    return (
        finished
        or bool(_ISSUER.fullmatch(words))
        or ":" in words
        or words.startswith(("附件", "("))
    )


def _inline_title(view: View, start: int, end: int) -> tuple[int, int] | None:
    """The title of a document on one line: what stands before its number or its salutation."""
    head = view.text[start : start + 160]
    match = re.match(
        r"[一-龥“”\"0-9()-]{6,90}?(?:意见|通知|方案|措施|办法|计划|"
        r"决定)(?=[一-龥]{2,10}[\[(]20\d\d|各[省市县区]| |,国务院|$)",
        head,
    )
    return (start, start + match.end()) if match else None


def _choose(
    view: View, titles: list[tuple[int, int]], *, several: bool
) -> tuple[Named | None, Named | None]:
    notices = [one for one in titles if _NOTICE.search(view.text[slice(*one)].strip())]
    plans = [one for one in titles if one not in notices]
    notice = _finding(view, *notices[0], "header.title-notice") if notices else None
    plan = _finding(view, *plans[0 if not notices else -1], "header.title-plan") if plans else None
    return (None, notice) if several and notice else (plan, notice)


def _number(view: View, body: int) -> Named | None:
    labelled = _NUMBER_LABEL.search(view.text)
    for match in _NUMBER.finditer(view.text, 0, max(body, 400)):
        start = match.start("mark")
        cut = re.search(r".*(?:意见|通知|方案|办法|措施|决定|函|字号)(?=[一-龥]{2})", match["mark"])
        start += cut.end() if cut else 0
        before = view.text[start - 1 : start]
        own = before in ("", "\n", " ") or bool(cut) or (labelled and labelled.end() == start)
        after = view.text[match.end() : match.end() + 1]
        if (
            own
            and after not in (")", "文", "》", ",")
            and len(view.text[start : match.start()]) < 1
        ):
            return _finding(view, start, match.end(), "header.number")
        if own and after not in (")", "文", "》", ","):
            return _finding(view, start, match.end(), "header.number")
    return _late_number(view, labelled)


def _late_number(view: View, labelled: re.Match[str] | None) -> Named | None:
    match = _NUMBER.match(view.text, labelled.end()) if labelled else None
    return _finding(view, *match.span(), "header.number-label") if match else None


def _date(view: View, lines: list[tuple[int, int]], body: int) -> tuple[str | None, Named | None]:
    label = _DATE_LABEL.search(view.text)
    if label:
        at = label.start("iso") if label["iso"] else label.start() + 4
        inner = _DATE_LINE.search(view.text, label.start(), label.end())
        iso = _iso_of(label["iso"]) if label["iso"] else _iso(inner) if inner else None
        span = (at, label.end()) if label["iso"] else inner.span() if inner else label.span()
        return iso, _finding(view, *span, "header.date-label")
    for start, end in lines:
        match = _DATE_LINE.fullmatch(view.text[start:end].strip())
        if match:
            return _iso(match), _finding(view, start, end, "header.date-line")
    tail = max(0, len(view.text) - 60)
    match = re.compile(rf"(?<=[厅室府局委院部])(?:{_DAY})(?=\(|\n|$|此件)").search(view.text, tail)
    return (
        (_iso(match), _finding(view, *match.span(), "header.date-inline"))
        if match
        else (None, None)
    )


def _iso_of(text: str) -> str:
    year, month, day = text.split("-")
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups.get("year"):
        return f"{groups['year']}-{int(groups['month']):02d}-{int(groups['day']):02d}"
    year = chinese((groups["hyear"] or "").translate(str.maketrans("○0Oo", "〇〇〇〇")))
    month, day = chinese(groups["hmonth"] or ""), chinese(groups["hday"] or "")
    if year is None or month is None or day is None:
        return None
    return f"{int(year)}-{int(month):02d}-{int(day):02d}"


def _issuers(
    view: View, lines: list[tuple[int, int]], date_at: Named | None, titles: list[tuple[int, int]]
) -> list[Named]:
    label = _ISSUER_LABEL.search(view.text)
    if label:
        return [_finding(view, *label.span("name"), "header.issuer-label")]
    signed: list[Named] = []
    if date_at:
        before = [one for one in lines if view.origin[one[0]] < date_at.span[0]]
        for start, end in reversed(before[-6:]):
            if not _ISSUER.fullmatch(view.text[start:end].strip()):
                break
            signed.insert(0, _finding(view, start, end, "header.issuer-signature"))
        inline = None if signed else _inline_issuer(view, date_at)
        signed += [inline] if inline else []
    return signed or _issuer_of_title(view, titles)


def _inline_issuer(view: View, date_at: Named) -> Named | None:
    at = next(
        (i for i in range(len(view.origin) - 1, -1, -1) if view.origin[i] <= date_at.span[0]), 0
    )
    match = re.search(
        r"(?<=[。\s])(?:[一-龥]{0,20}(?:人民政府办公[厅室]|人民政府|办公厅|国务院|委员会|局|厅))$",
        view.text[max(0, at - 40) : at],
    )
    if match is None:
        return None
    start = max(0, at - 40) + match.start()
    return _finding(view, start, at, "header.issuer-inline")


def _issuer_of_title(view: View, titles: list[tuple[int, int]]) -> list[Named]:
    for start, end in titles:
        match = _OF_TITLE.match(view.text[start:end])
        if match:
            return [_finding(view, start, start + match.end("name"), "header.issuer-title")]
    return []
