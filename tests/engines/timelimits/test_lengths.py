"""The notation of lengths."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.engines.timelimits import LengthUnreadable, Unit, parse_length

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("6wd", "6个工作日", "6 working days"),
        ("1d", "1日", "1 day"),
        ("20cd", "20个自然日", "20 calendar days"),
        ("3mo", "3个月", "3 months"),
        ("48h", "48小时", "48 hours"),
        ("4wh", "4个工作小时", "4 working hours"),
        ("30min", "30分钟", "30 minutes"),
        ("qe", "季度末", "end of the quarter"),
        ("ye", "年末", "end of the year"),
        ("monthly:25", "每月25日", "day 25 of every month"),
        ("yearly:03-31", "每年3月31日", "31 March of every year"),
        ("before:30d", "30日前", "30 days before"),
    ],
)
def test_lengths_are_named_and_written_back(text, zh, en):
    length = parse_length(text)
    assert (length.name.zh, length.name.en) == (zh, en)
    assert str(length) == text


def test_years_are_months():
    assert parse_length("2y") == parse_length("24mo")


@pytest.mark.parametrize(
    "text",
    ["", "6", "wd", "6xx", "-6wd", "6.5wd", "monthly:32", "monthly:0", "yearly:02-30",
     "yearly:13-01", "99999wd", "before:4h", "before:qe", "六日"],
)  # fmt: skip
def test_anything_else_is_refused_with_the_notation(text):
    with pytest.raises(LengthUnreadable, match="monthly:25"):
        parse_length(text)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    with suppress(LengthUnreadable):
        assert parse_length(text).unit in Unit
