"""What forms offer to choose from."""

from datetime import date, datetime
from uuid import UUID

from yingshang.apps.delivery.errors import NoMeetingRulesError
from yingshang.apps.delivery.models import AgendaItem, Meeting, Plan, Responsibility, Wording
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.plans import tasks_of
from yingshang.apps.delivery.selectors.workings import meeting_rules_of, publicity_rules_of
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.selectors.units import units
from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import TimeLimitError

Choice = tuple[str, str]


def unit_choices(on: date) -> list[Choice]:
    """Units of city and counties in force on a local day: id and short name."""
    rows = units(on=on).exclude(level=Unit.Level.PROVINCE)
    return [(str(unit.pk), short_name(unit)) for unit in rows]


def unit_codes(on: date) -> list[Choice]:
    """Units of the city in force on a local day: code and short name."""
    return [(unit.code, short_name(unit)) for unit in units(on=on)]


def answering_units(plan: Plan) -> frozenset[UUID]:
    """Ids of the units that answer for a task of the plan."""
    rows = Responsibility.objects.in_force().filter(plan=plan).order_by("pk")
    return frozenset(rows.values_list("unit_id", flat=True))


def task_choices(plan: Plan) -> list[Choice]:
    """Tasks of the plan: id, and number with title."""
    return [(str(task.pk), f"{task.code} {task.title}") for task in tasks_of(plan)]


def task_codes(plan: Plan) -> list[Choice]:
    """Tasks of the plan: code, and number with title."""
    return [(task.code, f"{task.code} {task.title}") for task in tasks_of(plan)]


def limit_choices(plan: Plan, at: datetime) -> list[Choice]:
    """Limits that a meeting may give instead of a day: id and name with length.

    None where the pack says nothing of meetings: a day can always be given.
    """
    try:
        offered = meeting_rules_of(plan).decision_limits
    except NoMeetingRulesError:
        return []
    keeping = timekeeping_of(plan.release.digest)
    on = keeping.calendar.instant(at).date()
    found = []
    for limit_id in offered:
        try:
            limit = keeping.limit(limit_id, on)
        except TimeLimitError:
            continue
        name = limit.name.text(language()) if limit.name else limit_id
        found.append((limit_id, f"{name} · {limit.length}"))
    return found


def channel_choices(plan: Plan) -> list[Choice]:
    """Channels of the pack: code and name."""
    channels = publicity_rules_of(plan).channels
    return [(each.code, str(Wording(each.name.zh_hans, each.name.en))) for each in channels]


def item_choices(meeting: Meeting) -> list[Choice]:
    """Items of the agenda, in order."""
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
    return [(str(item.pk), f"{item.position}. {item.title}") for item in rows]
