"""Reads over duties, always on somebody's behalf."""

from yingshang.apps.obligations.selectors.counts import (
    DIMENSIONS,
    Rate,
    grid,
    light_counts,
    on_time_rates,
    worst,
)
from yingshang.apps.obligations.selectors.duties import (
    PAGE,
    Page,
    about,
    measurable_count,
    on_desk_of,
    owed_by,
    page_of,
    visible_to,
)

__all__ = [
    "DIMENSIONS",
    "PAGE",
    "Page",
    "Rate",
    "about",
    "grid",
    "light_counts",
    "measurable_count",
    "on_desk_of",
    "on_time_rates",
    "owed_by",
    "page_of",
    "visible_to",
    "worst",
]
