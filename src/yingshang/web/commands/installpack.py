"""`yingshang installpack`: take a pack into force, whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yingshang.engines.packs import formats
from yingshang.engines.packs.reading import read_pack
from yingshang.web import shell

if TYPE_CHECKING:
    from yingshang.apps.registers.services import Installed


def installpack(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="方案包文件夹 · folder of the pack")],
) -> None:
    """安装方案包：全部安装，或者什么都不装。Install a pack: all of it, or nothing.

    有错误时列出全部错误，退出码为 1；同一内容装第二次不会改变任何东西。
    Lists everything that is wrong and exits with 1; the same content a second time changes nothing.
    """
    with shell.database():
        typer.echo(install(path))


def install(path: Path) -> str:
    """Install the pack in the folder `path`; what was done, in both languages.

    Raises:
        typer.Exit: The pack has errors or contradicts the city; all sentences have been printed.
    """
    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415 - needs Django
    from yingshang.apps.ledger import clock  # noqa: PLC0415
    from yingshang.apps.registers import services  # noqa: PLC0415
    from yingshang.apps.registers.errors import (  # noqa: PLC0415
        BrokenPackError,
        InstallRefusedError,
    )

    pack = read_pack(path)
    try:
        done = services.install_pack(pack=pack, actor=INSTALLATION, at=clock.now())
    except BrokenPackError as broken:
        typer.echo(formats.as_text(broken.diagnostics, str(path), "both"))
        raise shell.complain(
            f"{path}：没有安装，请先改正以上问题。\n"
            f"{path}: nothing was installed. Correct the faults above first."
        ) from None
    except InstallRefusedError as refused:
        raise shell.complain(
            f"{path}：没有安装。{refused}\n{path}: nothing was installed."
        ) from None
    return _told(done)


def _told(done: "Installed") -> str:
    release = done.release
    name = f"{release.pack_id} {release.version} ({release.digest[:12]})"
    if not done.is_new:
        return f"{name} 已经安装，没有改变。{name} is installed already; nothing changed."
    units = done.units
    new, changed, ended = len(units.created), len(units.changed), len(units.ended)
    return (
        f"已安装 {name}：新增单位 {new} 个，变更 {changed} 个，终止 {ended} 个。\n"
        f"Installed {name}: {new} units new, {changed} changed, {ended} ended."
    )
