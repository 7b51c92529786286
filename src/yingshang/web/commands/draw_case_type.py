"""`yingshang draw-case-type`: the steps of a case type as a picture; needs no database."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.packs.casework.processes import words
from yingshang.engines.packs.reading import read_pack
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.process.drawing import draw


class Lang(StrEnum):
    """The language of the picture."""

    zh = "zh"
    en = "en"


def draw_case_type(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="方案包文件夹 · folder of the pack")],
    case_type: Annotated[str, typer.Argument(metavar="TYPE", help="事项类型 · case type")],
    lang: Annotated[Lang, typer.Option(help="语言 · language of the picture")] = Lang.zh,
) -> None:
    """画出事项类型的步骤（SVG）。Draw the steps of a case type as SVG, to standard output."""
    found = read_pack(pack).case_types
    if case_type not in found:
        zh, en = suggestion(case_type, found)
        known = ", ".join(found) or "—"
        sentence = (
            f"{pack} 中没有能够读取的事项类型“{case_type}”。{zh}已有：{known}。"
            f" {pack} has no case type `{case_type}` that could be read. {en} There are: {known}."
        )
        typer.echo(sentence, err=True)
        raise typer.Exit(code=1)
    drawn = found[case_type]
    typer.echo(draw(drawn.process, words(drawn.entry.name), lang.value))
