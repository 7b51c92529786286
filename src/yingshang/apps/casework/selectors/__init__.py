"""Reading cases on somebody's behalf."""

from yingshang.apps.casework.selectors.case_page import CasePage, case_page, may_reveal, reveal
from yingshang.apps.casework.selectors.lists import (
    CasesPage,
    Wanted,
    Workbasket,
    by_number,
    by_receipt,
    cases_page,
    my_cases,
    search,
    visible_to,
    workbasket,
)
from yingshang.apps.casework.selectors.reasons import PublishedReason, published_reasons
from yingshang.apps.casework.selectors.times import elapsed_of_links, times_of

__all__ = [
    "CasePage",
    "CasesPage",
    "PublishedReason",
    "Wanted",
    "Workbasket",
    "by_number",
    "by_receipt",
    "case_page",
    "cases_page",
    "elapsed_of_links",
    "may_reveal",
    "my_cases",
    "published_reasons",
    "reveal",
    "search",
    "times_of",
    "visible_to",
    "workbasket",
]
