"""`yingshang compareplans OLD NEW`: what became of every task; needs no database."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from yingshang.apps.delivery.exporting.comparison_words import Compared
from yingshang.engines.documents import DocumentError, read_file
from yingshang.engines.documents.errors import NOT_A_PLAN
from yingshang.engines.plans.compare import compare
from yingshang.engines.plans.comparemodel import Clause, Pair
from yingshang.engines.plans.comparesentences import CHANGE_WORDS
from yingshang.engines.plans.compiler import compile_plan, is_plan
from yingshang.engines.plans.model import Plan

BAD_INPUT = 2
_MARKS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
_NO_FILE = "请用 --output 写明保存到哪个文件。 Say with --output which file to write."


class Format(StrEnum):
    """How the comparison is written."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"


def compareplans(
    old: Annotated[Path, typer.Argument(help="旧方案: 文件或方案包 · older plan: file or pack")],
    new: Annotated[Path, typer.Argument(help="新方案: 文件或方案包 · newer plan: file or pack")],
    format: Annotated[  # noqa: A002 - the option is called so
        Format, typer.Option(help="text, json, xlsx 或 docx")
    ] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option(help="保存为文件 · file to write (xlsx and docx need one)")
    ] = None,
) -> None:
    """比较两个方案的任务和条款。Compare the tasks and clauses of two plans."""
    if output is None and format in {Format.XLSX, Format.DOCX}:
        raise _refusal(_NO_FILE)
    before, after = _read(old), _read(new)
    compared = Compared(before, after, compare(before, after))
    content = _WRITERS[format](compared)
    if output is None:
        sys.stdout.write(content.decode())
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        sentence = f"无法写入 {output}，请换一个位置。 Cannot write {output}: choose another place."
        raise _refusal(sentence) from error


def _refusal(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(BAD_INPUT)


def _read(path: Path) -> Plan:
    """A plan from a document, or from the folder of a pack."""
    if path.is_dir():
        return _of_pack(path)
    try:
        plan = compile_plan(read_file(path))
    except DocumentError as error:
        raise _refusal(f"{path}: {error.zh} {error.en}") from None
    if not is_plan(plan):
        raise _refusal(f"{path}: {NOT_A_PLAN.zh} {NOT_A_PLAN.en}")
    return plan


def _of_pack(path: Path) -> Plan:
    # Late: the reader of packs is needed only here.
    from yingshang.engines.packs.pack import NotRead  # noqa: PLC0415
    from yingshang.engines.packs.planreading import plan_of  # noqa: PLC0415
    from yingshang.engines.packs.reading import read_pack  # noqa: PLC0415

    try:
        return plan_of(read_pack(path))
    except NotRead:
        zh = f"{path} 不是可读的方案包，请先运行 yingshang checkpack {path}。"
        raise _refusal(f"{zh} {path} is no readable pack: run yingshang checkpack first.") from None


def _as_text(compared: Compared) -> bytes:
    lines = [" → ".join(compared.titles)]
    for pair in compared.comparison.pairs:
        names = (compared.old_names(pair), compared.new_names(pair))
        lines.append("")
        lines.append(" → ".join(name.replace("\n", " + ") or "∅" for name in names))
        lines += [f"  {line}" for line in compared.changes(pair)]
        lines += [f"    {_marked(clause)}" for clause in pair.clauses if clause.change != "kept"]
    counts = compared.comparison.counts()
    said = [(CHANGE_WORDS[change], count) for change, count in counts.items()]
    lines += ["", " · ".join(f"{word.zh} {word.en} {count}" for word, count in said), ""]
    return "\n".join(lines).encode()


def _marked(clause: Clause) -> str:
    return "".join(_MARKS[one.side].format(one.text) for one in clause.words)


def _as_json(compared: Compared) -> bytes:
    whole = {
        "old": compared.titles[0],
        "new": compared.titles[1],
        "counts": compared.comparison.counts(),
        "clause_counts": compared.comparison.clause_counts(),
        "pairs": [_pair(pair) for pair in compared.comparison.pairs],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _pair(pair: Pair) -> dict[str, Any]:
    return {name: getattr(pair, name) for name in Pair.__dataclass_fields__}


def _plain(value: Any) -> dict[str, Any]:
    """A dataclass of the comparison as plain values, marked words with their side."""
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {"side": value.side, **fields} if hasattr(value, "side") else fields


def _as_xlsx(compared: Compared) -> bytes:
    # Late: openpyxl is needed only here.
    from yingshang.apps.delivery.exporting.comparison_xlsx import as_workbook  # noqa: PLC0415

    return as_workbook(compared)


def _as_docx(compared: Compared) -> bytes:
    # Late: python-docx is needed only here.
    from yingshang.apps.delivery.exporting.comparison_docx import as_document  # noqa: PLC0415

    return as_document(compared)


_WRITERS = {
    Format.TEXT: _as_text,
    Format.JSON: _as_json,
    Format.XLSX: _as_xlsx,
    Format.DOCX: _as_docx,
}
