"""Lessons and texts as csv files, read with a sentence for every fault."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics.lessons import Lesson

TEXT, TITLE, LABEL, GROUPS = "text", "title", "label", ("group", "dup_group")
# Rows with a 1 here are left out: the same text twice, or with two labels.
LEFT_OUT: Final = ("exact_dup", "label_conflict")
LONGEST: Final = 1_000_000
Row = dict[str, str]


def read_lessons(path: Path) -> list[Lesson]:
    """Lessons of a csv file with columns `text` and `label`.

    `title` and `group` (or `dup_group`) are read where they are; rows with 1 in `exact_dup` or
    `label_conflict` and rows without a label are left out.

    Raises:
        TextsError: The file or a line of it cannot be used.
    """
    return [
        Lesson(row[TEXT], row[LABEL].strip(), row.get(TITLE, ""), _group(row))
        for row in rows_of(path, (TEXT, LABEL))
        if row[LABEL].strip() and not any(row.get(name) == "1" for name in LEFT_OUT)
    ]


def rows_of(path: Path, needed: tuple[str, ...] = (TEXT,)) -> list[Row]:
    """All rows of a csv file in UTF-8 or GB 18030, with at least the columns `needed`.

    Raises:
        TextsError: No such file, another encoding, a column missing, a line of another length.
    """
    reader = csv.reader(io.StringIO(_content(path), newline=""), strict=True)
    csv.field_size_limit(LONGEST)
    try:
        head = [name.strip() for name in next(reader, [])]
        _require_columns(head, needed, path)
        return list(_rows(reader, head, path))
    except csv.Error as error:
        raise TextsError(
            f"{path} 第{reader.line_num}行不是正确的csv（{error}）；请检查引号。",
            f"Line {reader.line_num} of {path} is no proper csv ({error}): check the quotes.",
        ) from None


def _rows(reader: Iterator[list[str]], head: list[str], path: Path) -> Iterator[Row]:
    for cells in reader:
        line = getattr(reader, "line_num", 0)
        if cells and len(cells) != len(head):
            raise TextsError(
                f"{path} 第{line}行有{len(cells)}列，表头有{len(head)}列；请检查逗号和引号。",
                f"Line {line} of {path} has {len(cells)} columns, its head {len(head)}: "
                "check commas and quotes.",
            )
        if cells:
            yield dict(zip(head, cells, strict=True))


def _require_columns(head: list[str], needed: tuple[str, ...], path: Path) -> None:
    missing = [name for name in needed if name not in head]
    if missing:
        raise TextsError(
            f"{path} 第1行缺少列 {'、'.join(missing)}；请补上表头。",
            f"Line 1 of {path} lacks the column {', '.join(missing)}: complete the head.",
        )


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        raise TextsError(
            f"无法读取 {path}；请检查文件名。", f"Cannot read {path}: check its name."
        ) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TextsError(
        f"{path} 不是UTF-8或GB18030编码的文本；请另存为UTF-8的csv。",
        f"{path} is neither UTF-8 nor GB 18030 text: save it as csv in UTF-8.",
    )


def _group(row: Row) -> str:
    return next((row[name] for name in GROUPS if row.get(name)), "")
