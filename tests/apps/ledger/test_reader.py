"""Whoever reads gets their language, and Chinese where there is no English."""

import pytest
from django.utils.translation import override

from yingshang.apps.ledger.reader import in_words, language

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("reader", "shown"), [("zh-hans", "市财政局"), ("en", "Finance"), ("en-gb", "Finance")]
)
def test_a_reader_gets_the_wording_of_their_language(reader, shown):
    with override(reader):
        assert in_words("市财政局", "Finance") == shown


@pytest.mark.parametrize("missing", ["", None])
def test_what_has_no_english_is_shown_in_chinese(missing):
    with override("en"):
        assert in_words("市财政局", missing) == "市财政局"


def test_without_a_reader_it_is_chinese():
    with override(None):
        assert language() == "zh"
