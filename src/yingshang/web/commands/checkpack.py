"""`yingshang checkpack`: everything that is wrong with a pack; needs no database."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.packs import formats
from yingshang.engines.packs.checking import check
from yingshang.engines.packs.diagnostics import Diagnostic, has_errors
from yingshang.engines.packs.reading import read_pack


class Format(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    github = "github"


class Lang(StrEnum):
    """The language of the sentences."""

    zh = "zh"
    en = "en"
    both = "both"


_RENDER = {
    Format.text: formats.as_text,
    Format.json: formats.as_json,
    Format.github: formats.as_github,
}


def checkpack(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="方案包文件夹 · folders of packs")
    ],
    output: Annotated[
        Format, typer.Option("--format", help="输出格式 · format of the output")
    ] = Format.text,
    lang: Annotated[Lang, typer.Option(help="语言 · language of the sentences")] = Lang.both,
) -> None:
    """检查方案包，列出全部问题。Check packs and list everything that is wrong.

    有错误时退出码为 1，只有提醒或没有问题时为 0。
    Exits with 1 when there are errors, with 0 when there are only warnings or nothing.
    """
    failed = False
    for path in paths:
        found = check(read_pack(path))
        failed = failed or has_errors(found)
        _show(found, path, output, lang)
    raise typer.Exit(code=int(failed))


def _show(found: tuple[Diagnostic, ...], path: Path, output: Format, lang: Lang) -> None:
    text = _RENDER[output](found, str(path), lang.value)
    if text:
        typer.echo(text)
    if output is Format.text:
        typer.echo(_summary(found, path, lang))


def _summary(found: tuple[Diagnostic, ...], path: Path, lang: Lang) -> str:
    errors = sum(one.severity == "error" for one in found)
    warnings = len(found) - errors
    zh = f"{path}：{errors} 处错误，{warnings} 处提醒。"
    en = f"{path}: errors: {errors}, warnings: {warnings}."
    if not found:
        zh, en = f"{path}：没有发现问题。", f"{path}: nothing is wrong."
    return {Lang.zh: zh, Lang.en: en, Lang.both: f"{zh} {en}"}[lang]
