"""Every entry of the books, asked one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from yingshang.apps.casework.selectors.books import accounts, duties, rows
from yingshang.apps.casework.selectors.books.accounts import Account
from yingshang.apps.casework.selectors.books.findings import Entry


@dataclass(frozen=True)
class Books:
    """Everything that was checked."""

    accounts: Sequence[Account]
    entries: Sequence[Entry]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not any(entry.findings for entry in self.entries)


def check_books() -> Books:
    """Ask every question of the books; the number of queries does not depend on that of cases."""
    counted = accounts.accounts()
    asked = (
        accounts.accounted(counted),
        accounts.in_the_ledger(),
        rows.numbers(),
        rows.receipts(),
        rows.under_way(),
        rows.over(),
        rows.seen(),
        duties.clocks(),
        duties.subjects(),
        duties.settled(),
    )
    return Books(counted, asked)
