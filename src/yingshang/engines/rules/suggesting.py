"""What somebody most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from yingshang.engines.rules.columns import Columns


def near_choice(found: str, choices: Iterable[str]) -> str:
    """The choice that resembles a text most, as it is written in a condition; or empty."""
    near = get_close_matches(found, list(choices), n=1, cutoff=0.3)
    return quoted(near[0]) if near else ""


def near_column(found: str, columns: Columns) -> str:
    """What an unknown name most likely means: a column, or a choice without its quotes."""
    for name, column in columns.items():
        if found in {column.named("", "zh"), column.named("", "en")}:
            return name
        if found in (column.choices or ()):
            return quoted(found)
    folded = {name.lower(): name for name in columns}
    near = get_close_matches(found.lower(), folded, n=1, cutoff=0.5)
    return folded[near[0]] if near else ""


def quoted(text: str) -> str:
    """A text as a literal of a condition."""
    return "'" + text.replace("'", "''") + "'"
