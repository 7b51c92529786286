"""How a unit is called in a list."""

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.reader import in_words


def written_name(unit: Unit) -> str:
    """The preferred short name as Chinese documents write it. `unit.names` is prefetched."""
    return next((name.name for name in unit.names.all()), unit.official_name_zh)


def short_name(unit: Unit) -> str:
    """The preferred short name; in English the official one. `unit.names` is prefetched."""
    return in_words(written_name(unit), unit.official_name_en)
