"""The books of the house, checked: every case accounted for, every duty with its clock."""

from yingshang.apps.casework.selectors.books.accounts import Account
from yingshang.apps.casework.selectors.books.checking import Books, check_books
from yingshang.apps.casework.selectors.books.findings import Entry, Finding

__all__ = ["Account", "Books", "Entry", "Finding", "check_books"]
