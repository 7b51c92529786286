"""Event logs in XES (IEEE 1849) as a table: one row an event, `case:` before what its trace says.

Only the plain attributes of traces and events are read. A log that declares a document type is
refused, so that no entity can stand for something else; nothing is ever fetched.
"""

from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from lxml import etree

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.importing.tables import ZIP, Cell, Table, read_table

PLAIN: Final = frozenset({"string", "date", "int", "float", "boolean", "id"})
MOST_EVENTS: Final = 2_000_000
CASE: Final = "case:"


def read_log(content: bytes) -> Table:
    """A workbook, a csv or an event log in XES, told by its content.

    Raises:
        RefusedError: The file cannot be read; the sentence says what to do.
    """
    begins = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(ZIP) or not begins.startswith((b"<?xml", b"<log", b"<!--")):
        return read_table(content)
    return _read_xes(content)


def _read_xes(content: bytes) -> Table:
    if b"<!DOCTYPE" in content:
        raise RefusedError(
            _("The event log declares entities (DOCTYPE), which are not read. Export it without.")
        )
    headers: dict[str, int] = {}
    found: list[dict[str, Cell]] = []
    walker = etree.iterparse(
        BytesIO(content),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _event, element in walker:
            if _name(element) == "trace":
                _trace(element, headers, found)
                element.clear()
    except etree.XMLSyntaxError as error:
        raise RefusedError(
            _("The event log is broken in line %(line)s. Export it again.") % {"line": error.lineno}
        ) from error
    if walker.root is None or _name(walker.root) != "log" or not found:
        raise RefusedError(_("This is no event log in XES, or it has no events."))
    names = tuple(headers)
    rows = [[row.get(name) for name in names] for row in found]
    return Table(names, rows, 1)


def _trace(trace: Any, headers: dict[str, int], found: list[dict[str, Cell]]) -> None:
    about = {f"{CASE}{key}": value for key, value in _attributes(trace)}
    for child in trace:
        if _name(child) != "event":
            continue
        if len(found) >= MOST_EVENTS:
            raise RefusedError(_("The event log is far too large; split it."))
        row: dict[str, Cell] = {**about, **dict(_attributes(child))}
        for key in row:
            headers.setdefault(key, len(headers))
        found.append(row)


def _attributes(element: Any) -> list[tuple[str, str]]:
    return [
        (child.get("key"), child.get("value") or "")
        for child in element
        if _name(child) in PLAIN and child.get("key")
    ]


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
