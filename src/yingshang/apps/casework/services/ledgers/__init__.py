"""Everything that changes a ledger as a table."""

from yingshang.apps.casework.services.ledgers.adding import Batch, Given, Taken, add_row, add_rows
from yingshang.apps.casework.services.ledgers.locking import lock_month
from yingshang.apps.casework.services.ledgers.viewing import choose_columns, drop_view, save_view

__all__ = [
    "Batch",
    "Given",
    "Taken",
    "add_row",
    "add_rows",
    "choose_columns",
    "drop_view",
    "lock_month",
    "save_view",
]
