"""Who is told of duties, and how many lines a message holds."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.messages.selectors.recipients import DayRecipients
from yingshang.apps.messages.wording import is_english
from yingshang.apps.obligations.models import Obligation

# A message with more lines than this leads to the page instead.
LINES_SHOWN = 20


def concerned(
    duties: Collection[Obligation], *, roles: Sequence[str], on: date
) -> dict[tuple[Person, Unit], list[Obligation]]:
    """The duties of each person and unit, those of units beside the holder included.

    Args:
        duties: With `holder_unit` and `co_holders__unit` read.
        roles: Who of a unit is told, such as `holder` and `leader`; whoever stands in for them is
            left to the queue.
    """
    told = DayRecipients(
        {unit.pk for duty in duties for unit in units_of(duty)},
        {duty.holder_person_id for duty in duties if duty.holder_person_id},
        on,
    )
    found: dict[tuple[Person, Unit], list[Obligation]] = {}
    for duty in duties:
        for unit in units_of(duty):
            holder = duty.holder_person_id if unit == duty.holder_unit else None
            for person in _people(told, roles, unit, holder):
                found.setdefault((person, unit), []).append(duty)
    return found


def units_of(duty: Obligation) -> list[Unit]:
    """The holder, then the units beside it."""
    return [duty.holder_unit, *(beside.unit for beside in duty.co_holders.all())]


def listed(lines: Sequence[str]) -> str:
    """The lines of a message; too many end with how many more there are."""
    shown = list(lines[:LINES_SHOWN])
    if (more := len(lines) - LINES_SHOWN) > 0:
        shown.append(_("… and %(number)s more on the site.") % {"number": more})
    return "\n".join(shown)


def unit_name(unit: Unit, person: Person) -> str:
    """The unit in the person's language where it has a name in it."""
    english = unit.official_name_en if is_english(person.language) else ""
    return english or unit.official_name_zh


def _people(
    told: DayRecipients, roles: Sequence[str], unit: Unit, holder: UUID | None
) -> Iterable[Person]:
    found = [each for name in roles for each in told.of(name, unit.pk, holder)]
    return dict.fromkeys(each.person for each in found if not each.is_standing_in)
