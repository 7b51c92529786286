"""The appraisal of the sample city: objections, decisions on them, months frozen."""

from collections.abc import Callable, Iterator
from datetime import date

from yingshang.apps.delivery.decisions.appraisal import Scored
from yingshang.apps.delivery.models import Objection
from yingshang.apps.delivery.selectors.appraisal.months import scores
from yingshang.apps.delivery.services import appraisal
from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import read_once
from yingshang.apps.ledger import clock
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.meetings import (
    FOLLOWED_AFTER,
    MEETINGS_AFTER,
    lead_office,
    plan_of_the_city,
)
from yingshang.web.sample.workdays import at_hour, last_working_day, month_after

TITLE = "考评 Appraisal"
# Months, counted from the first, whose results a unit contests, and why.
REASONS = {
    1: "当日系统升级，我单位按时线下报送，有收文登记为证。",
    2: "科室人员休假，非主观原因逾期。",
    5: "该事项由另一单位主办，记分对象有误。",
}
NOTES = {
    1: (True, "经查收文登记，材料在期限内送达，情况属实，该项不计分。"),
    2: (False, "人员休假不属于免于记分的情形，单位应安排代理人填报。"),
}
PARTS = 2 * len(MEETINGS_AFTER) - 1


def _objecting(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """Early in the next month a unit contests an entry."""
        if part in REASONS:
            with read_once(), clock.read_once():
                _object(city, _month(city, part), REASONS[part])
        yield 2 * part + 1, PARTS

    return live


def _freezing(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """At the end of a month objections to the month before are decided, and it is frozen."""
        month = _month(city, part - 1)
        city.move_to(at_hour(last_working_day(month_after(month)), 16))
        with read_once(), clock.read_once():
            for objection in Objection.objects.filter(state=Objection.State.OPEN).order_by("pk"):
                is_upheld, note = NOTES[part - 1]
                appraisal.decide(
                    objection_id=objection.pk,
                    is_upheld=is_upheld,
                    note=note,
                    actor=lead_office(city),
                    at=clock.now(),
                )
            appraisal.freeze(
                plan_id=plan_of_the_city().pk,
                month_on=month,
                actor=lead_office(city),
                at=clock.now(),
            )
        yield 2 * part, PARTS

    return live


def _month(city: SampleCity, part: int) -> date:
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    return month_after(issued_on, part + 1)


def _object(city: SampleCity, month: date, reason: str) -> None:
    plan = plan_of_the_city()
    entry = _first_deduction(city, month)
    if entry is None:
        return
    found = scores(plan, month, clock.now())
    reviewer = city.people[found.units[entry.unit_id].code, Role.UNIT_REVIEWER]
    appraisal.raise_objection(
        plan_id=plan.pk,
        month_on=month,
        entry_key=entry.key,
        reason=reason,
        actor=reviewer,
        at=clock.now(),
    )


def _first_deduction(city: SampleCity, month: date) -> Scored | None:
    """The first in the order of units, which is the same in every city with these dice."""
    found = scores(plan_of_the_city(), month, clock.now())
    contested = {
        (unit.rank, unit.code, entry.key): entry
        for entry in found.entries
        if entry.counted < 0
        and ((unit := found.units[entry.unit_id]).code, Role.UNIT_REVIEWER) in city.people
    }
    return contested[min(contested)] if contested else None


HAPPENINGS = (
    *(Happening(days, TITLE, _objecting(part)) for part, days in enumerate(FOLLOWED_AFTER)),
    *(
        Happening(days, TITLE, _freezing(part))
        for part, days in enumerate(MEETINGS_AFTER)
        if part > 0
    ),
)
