"""Diagnostics for people, for programs and for code review on GitHub."""

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal

from yingshang.engines.packs.diagnostics import Diagnostic
from yingshang.engines.packs.messages import MESSAGES

Language = Literal["zh", "en", "both"]


def as_text(found: Iterable[Diagnostic], root: str, language: Language) -> str:
    """One line each: `file:line:column CODE sentence`, the file below `root`."""
    return "\n".join(_line(one, root, language) for one in found)


def as_json(found: Iterable[Diagnostic], root: str, language: Language) -> str:
    """An object on one line: `pack`, `errors` and `warnings` (counts), `diagnostics` (a list)."""
    rows = [_row(one, language) for one in found]
    severities = [row["severity"] for row in rows]
    whole = {
        "pack": root,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "diagnostics": rows,
    }
    return json.dumps(whole, ensure_ascii=False)


def as_github(found: Iterable[Diagnostic], root: str, language: Language) -> str:
    """Workflow commands, one a line, which GitHub shows beside the changed lines."""
    return "\n".join(_command(one, root, language) for one in found)


def sentence(one: Diagnostic, language: Language) -> str:
    """What a diagnostic says in one language or, Chinese first, in both."""
    warning = one.severity == "warning"
    zh = ("提醒：" if warning else "") + one.zh
    en = ("Warning: " if warning else "") + one.en
    return _plain({"zh": zh, "en": en, "both": f"{zh} {en}"}[language])


def _line(one: Diagnostic, root: str, language: Language) -> str:
    where = f"{_file(one, root)}:{one.line}:{one.column}"
    return f"{where} {one.code} {sentence(one, language)}"


def _row(one: Diagnostic, language: Language) -> dict[str, object]:
    row: dict[str, object] = {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "slug": MESSAGES[one.code].slug,
        "severity": one.severity,
    }
    sentences = {"zh": one.zh, "en": one.en}
    return row | {name: text for name, text in sentences.items() if language in {name, "both"}}


def _command(one: Diagnostic, root: str, language: Language) -> str:
    place = f"file={_property(_file(one, root))},line={one.line},col={one.column}"
    return f"::{one.severity} {place},title={one.code}::{_data(sentence(one, language))}"


def _file(one: Diagnostic, root: str) -> str:
    return _plain(PurePath(root, one.file).as_posix())


def _plain(text: str) -> str:
    """Without characters that could move the cursor of a terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _data(text: str) -> str:
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
