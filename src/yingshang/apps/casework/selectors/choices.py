"""What a field lets one choose from besides its own list: units, districts, industries."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from django.db.models import Q

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.identifiers import industries, regions
from yingshang.engines.packs.schema.casework.fields import Cell, FieldEntry

Pair = tuple[str, str]
Group = tuple[str, list[Pair]]
LAST_DIVISION = 97


class Chooser(Protocol):
    """Gives the choices of a field, grouped or not; empty where it is written freely."""

    def __call__(self, field: FieldEntry | Cell) -> Sequence[Pair | Group]: ...


def choices_of(field: FieldEntry | Cell) -> Sequence[Pair | Group]:
    """Values and words from which `field` is chosen, in the reader's language."""
    if field.type == "unit":
        return units_among(getattr(field, "among", None))
    if field.type == "region":
        return [(each.code, each.name) for each in city_content().districts]
    if field.type == "industry":
        return _divisions()
    return [(each.id, in_words(each.name.zh_hans, each.name.en)) for each in field.choices]


def choice_name(field: FieldEntry | Cell, value: object) -> str | None:
    """The words of what was chosen; None where the field is written freely or knows no such."""
    if field.type == "unit":
        unit = Unit.objects.within(None).filter(code=str(value)).order_by("-valid_from").first()
        return unit.official_name if unit else None
    if field.type == "industry":
        found = industries.find(str(value))
        return f"{found.text} {found.name}" if found else None
    if field.type == "region":
        place = regions.find(str(value))
        return place.name if place else None
    known = {key: name for key, name in choices_of(field) if isinstance(name, str)}
    return known.get(str(value))


def units_among(code: str | None) -> list[Pair]:
    """Units of the city today by code, those of one set where `code` names it."""
    wanted = Q(sets__code=code, sets__workspace=None) if code else Q()
    units = Unit.objects.on(clock.today()).within(None).filter(wanted).distinct()
    return [(unit.code, unit.official_name) for unit in units.order_by("rank", "code")]


@cache
def _divisions() -> list[Group]:
    """Divisions of GB/T 4754 under their sections: two digits are what an applicant can know."""
    codes = (f"{number:02}" for number in range(1, LAST_DIVISION + 1))
    found = [each for code in codes if (each := industries.find(code)) is not None]
    return [
        (
            f"{section.section} {section.name}",
            [(each.text, f"{each.text} {each.name}") for each in found if _is_of(each, section)],
        )
        for section in industries.sections()
    ]


def _is_of(division: industries.Industry, section: industries.Industry) -> bool:
    return division.section == section.section
