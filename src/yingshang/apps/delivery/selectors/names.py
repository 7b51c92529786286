"""How a unit is called in a list."""

from django.utils.translation import get_language

from yingshang.apps.directory.models import Unit


def written_name(unit: Unit) -> str:
    """The preferred short name as Chinese documents write it. `unit.names` is prefetched."""
    return next((name.name for name in unit.names.all()), unit.official_name_zh)


def short_name(unit: Unit) -> str:
    """The preferred short name; in English the official one. `unit.names` is prefetched."""
    if (get_language() or "").startswith("en") and unit.official_name_en:
        return unit.official_name_en
    return written_name(unit)
