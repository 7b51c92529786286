"""One way of writing for all numbers: half-width capitals without anything between them."""

import re
import unicodedata

# Spaces of every width, hyphens and dashes, and the marks that spreadsheets leave behind.
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―－_'’`\u200b\u200c\u200d\u2060\ufeff]+")


def plain(text: str) -> str:
    """`text` with half-width characters and capitals, without spaces and hyphens.

    Example:
        >>> plain(" ９１１１０000-6000 37341l ")
        '91110000600037341L'
    """
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
