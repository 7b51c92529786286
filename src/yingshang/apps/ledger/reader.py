"""The language of whoever reads: whatever is kept in both wordings asks here which to show."""

from typing import Literal

from django.utils.translation import get_language


def language() -> Literal["zh", "en"]:
    """The language of the present reader, as the engines name it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def in_words(chinese: str, english: str | None) -> str:
    """The wording for the present reader; Chinese where there is no English."""
    return english if english and language() == "en" else chinese
