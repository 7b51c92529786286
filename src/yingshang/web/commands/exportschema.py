"""`yingshang exportschema`: the format of packs for editors, and the list of diagnostics."""

from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.packs.jsonschema import schemas
from yingshang.engines.packs.reference import page


def exportschema(
    folder: Annotated[Path, typer.Option("--to", help="写入的文件夹 · folder to write to")] = Path(
        "docs/pack"
    ),
) -> None:
    """导出方案包的 JSON Schema 和检查代码表。Write the schema of packs and all diagnostics."""
    files = {f"schema/{name}": text for name, text in schemas().items()}
    files["diagnostics.md"] = page()
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        sentence = f"无法写入 {folder}，请检查权限和磁盘空间。 {folder} cannot be written; "
        typer.echo(f"{sentence}check permissions and disk space. ({error.strerror})", err=True)
        raise typer.Exit(code=1) from error
    typer.echo(f"已写入 {len(files)} 个文件。 {len(files)} files written to {folder}.")
