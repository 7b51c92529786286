"""`yingshang sample-city`: an invented city on the plan of a pack, for tour and training."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from yingshang.web import shell
from yingshang.web.commands import check_books


def sample_city(
    pack: Annotated[Path | None, typer.Option(help="方案包文件夹 · folder of the pack")] = None,
    seed: Annotated[int, typer.Option(help="随机种子 · decides every choice")] = 1,
    enterprises: Annotated[
        int, typer.Option(min=0, max=200_000, help="经营主体户数 · how many market entities")
    ] = 20_000,
) -> None:
    """在空的数据库里建立示范城市。Build a sample city in an empty database.

    建好后对账。The city then checks its books.

    出错时退出码为 1。Exits with 1 when there is a city, the pack is broken, or the books are wrong.
    """
    with shell.database():
        require_sample()
        build_visibly(pack or only_pack(), seed, entities=enterprises)
        if not check_books.show_books():
            raise typer.Exit(code=1)


def require_sample() -> None:
    """Refuse a production installation.

    Raises:
        typer.Exit: This is one; the sentence is printed.
    """
    from django.conf import settings  # noqa: PLC0415 - needs Django

    if not settings.IS_SAMPLE:
        raise shell.complain(
            "示范城市只用于示范安装；正式安装：migrate、installpack、add-administrator、serve。\n"
            "Sample cities are for samples. Production: migrate, installpack, add-administrator, "
            "serve."
        )


def only_pack() -> Path:
    """The folder of the pack that ships with the program.

    Raises:
        typer.Exit: There is none, or more than one to choose from.
    """
    from django.conf import settings  # noqa: PLC0415 - needs Django

    found = sorted(path.parent for path in settings.PACKS_DIR.glob("*/pack.yaml"))
    if len(found) == 1:
        return Path(found[0])
    raise shell.complain("请用 --pack 指明方案包文件夹。\nName the folder of the pack with --pack.")


def build_visibly(pack: Path, seed: int, *, entities: int = 2_000) -> None:
    """Build the city with a progress bar.

    Args:
        entities: How many market entities it has; few where somebody waits to look around.

    Raises:
        typer.Exit: There is a city already, or the pack has faults; the sentences are printed.
    """
    from yingshang.apps.registers.errors import BrokenPackError  # noqa: PLC0415 - needs Django
    from yingshang.engines.packs import formats  # noqa: PLC0415
    from yingshang.engines.packs.checking import check  # noqa: PLC0415
    from yingshang.engines.packs.pack import NotRead  # noqa: PLC0415
    from yingshang.engines.packs.reading import read_pack  # noqa: PLC0415
    from yingshang.web.sample import build  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, TimeElapsedColumn()) as bars:
            bar_of: dict[str, TaskID] = {}
            for now in build.build(pack, seed, entities=entities):
                if now.step not in bar_of:
                    bar_of[now.step] = bars.add_task(now.step)
                bars.update(bar_of[now.step], completed=now.done, total=now.total)
    except build.BuiltAlreadyError:
        raise shell.complain(
            "这里已经有一座城市。要重新建立，请先删除数据文件夹。\n"
            "There is a city here already. To build it anew, remove the data folder first."
        ) from None
    except (BrokenPackError, NotRead):
        typer.echo(formats.as_text(check(read_pack(pack)), str(pack), "both"))
        raise shell.complain(
            "方案包有错误，没有建立。\nThe pack has faults; nothing was built."
        ) from None
