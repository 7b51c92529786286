"""Who is reminded of which duty: the one place where messages hear of obligations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ledger import clock
from yingshang.apps.messages.decisions import Due
from yingshang.apps.messages.errors import ChangedTemplateError
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.services import Outcome, remind, take_over_rules
from yingshang.apps.messages.services.reminding import Day
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.timekeeping import city_calendar
from yingshang.apps.obligations.timekeeping import rules as light_rules
from yingshang.apps.registers.errors import InstallRefusedError
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.reminders import Reminders

RULES_FILE = "reminders.yaml"
# Working days of a rule reach at most so many days of the calendar, holidays included.
DAYS_A_WORKING_DAY, LONGEST_HOLIDAY = 2, 12


def keep_reminders(
    *, pack: ReadPack, release: PackRelease, actor: Person | None, at: datetime
) -> None:
    """Take over the rules and words of a release; a pack without any leaves things as they are.

    Raises:
        InstallRefusedError: Words have changed and their version has not.
    """
    rules = pack.models.get(RULES_FILE)
    if not isinstance(rules, Reminders):
        return
    try:
        take_over_rules(pack_id=release.pack_id, release_digest=release.digest, rules=rules, at=at)
    except ChangedTemplateError as refused:
        raise InstallRefusedError(str(refused)) from refused


def make_digests(*, on: date, hour: int | None = None) -> Outcome:
    """Write the digests of a local day, of everybody or of those whose hour has come."""
    day = Day(
        on=on,
        at=clock.now(),
        calendar=city_calendar(),
        url=settings.SITE_URL + reverse("messages:inbox"),
        hour=hour,
    )
    return remind(dues=dues(day.at), day=day) if day.calendar.is_working(on) else Outcome()


def dues(now: datetime) -> Iterator[Due]:
    """What is owed and unclaimed at the instant `now`, as far ahead as any rule looks; two queries.

    A unit that owes a duty beside its holder is reminded as well.
    """
    until = now + _reach(rulebooks.current())
    rows = Obligation.objects.open().filter(
        claimed_at=None, opened_at__lte=now, due_at__lte=until + timedelta(days=1)
    )
    lit = rows.with_light(now, light_rules().red_after_returns)
    for row in lit.select_related("holder_unit").prefetch_related("co_holders__unit").by_date():
        yield _due(row, row.holder_unit)
        for beside in row.co_holders.all():
            yield replace(_due(row, beside.unit), key=f"{row.pk}/{beside.unit_id}", person_id=None)


class Hourly:
    """Makes the digests of the hour, once an hour and worker; `services.every` calls it."""

    def __init__(self) -> None:
        self._made_for: tuple[date, int] | None = None

    def __call__(self) -> int:
        """How many digests were written."""
        local = clock.now().astimezone(clock.zone())
        hour = (local.date(), local.hour)
        if hour == self._made_for:
            return 0
        made = make_digests(on=local.date(), hour=local.hour)
        self._made_for = hour
        return made.digests


def _reach(rules: Reminders | None) -> timedelta:
    """How far ahead the rules look."""
    ahead = [
        each.when.days
        if each.when.count == "calendar"
        else each.when.days * DAYS_A_WORKING_DAY + LONGEST_HOLIDAY
        for each in (rules.rules if rules else ())
        if each.when.side == "before"
    ]
    return timedelta(days=max(ahead, default=0) + LONGEST_HOLIDAY)


def _due(row: Obligation, unit: Unit) -> Due:
    return Due(
        key=str(row.pk),
        kind=row.kind,
        title_zh=row.title_zh,
        title_en=row.title_en,
        url=reverse("obligations:duty", args=[row.pk]),
        unit_id=unit.pk,
        unit_zh=unit.official_name_zh,
        unit_en=unit.official_name_en,
        practical_on=row.practical_on,
        due_on=row.due_on,
        person_id=row.holder_person_id,
        light=getattr(row, "light", ""),
        is_asked=unit.reach == Unit.Reach.ASKED,
    )
