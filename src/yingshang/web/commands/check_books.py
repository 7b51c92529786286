"""`yingshang check-books`: is every case accounted for, and every duty where it belongs?"""

from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from yingshang.web import shell

if TYPE_CHECKING:
    from yingshang.apps.casework.selectors.books import Books


def check_books() -> None:
    """对账：每件有着落，每项待办有办件，账本完好。Check that every case is accounted for.

    有问题时退出码为 1。Exits with 1 when anything is wrong.
    """
    with shell.database():
        if not show_books():
            raise typer.Exit(code=1)


def show_books() -> bool:
    """Check the books and the ledger, print tables and what is wrong; whether they are sound."""
    from yingshang.apps.casework.selectors.books import check_books as look  # noqa: PLC0415
    from yingshang.apps.ledger.verification import verify  # noqa: PLC0415 - needs Django

    books, chain = look(), verify()
    console = Console()
    console.print(_accounts(books))
    console.print(_entries(books, chain.events, len(chain.faults)))
    faults = [f"{fault.chinese}\n  {fault.english}" for fault in chain.faults]
    return _concluded([*_sentences(books), *faults])


def show_faults() -> bool:
    """Check the books without the ledger, and say in a line that they are sound, or what is wrong.

    The ledger of a city that has just been built was written a moment ago.
    """
    from yingshang.apps.casework.selectors.books import check_books as look  # noqa: PLC0415

    return _concluded(_sentences(look()))


def _sentences(books: "Books") -> list[str]:
    found = [finding for entry in books.entries for finding in entry.findings]
    return [f"{each.zh}\n  {each.en}" for each in found]


def _concluded(sentences: list[str]) -> bool:
    for sentence in sentences or ["账目相符。The books are sound."]:
        typer.echo(sentence)
    return not sentences


def _accounts(books: "Books") -> Table:
    table = Table("事项 Type", "开办 Opened", "草稿 Drafts", "在办 Open", "办结 Over", box=None)
    for each in books.accounts:
        kinds = " ".join(f"{kind} {number}" for kind, number in sorted(each.endings.items()))
        numbers = (each.opened, each.drafts, each.under_way)
        table.add_row(each.type_code, *map(str, numbers), f"{each.over} {kinds and f'({kinds})'}")
    return table


def _entries(books: "Books", events: int, faults: int) -> Table:
    table = Table("核对 Entry", "", "行数 Rows", "问题 Faults", box=None)
    for entry in books.entries:
        table.add_row(entry.zh, entry.en, str(entry.looked_at), str(len(entry.findings)))
    table.add_row("账本首尾相连", "The chain of the ledger", str(events), str(faults))
    return table
