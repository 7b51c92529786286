"""Dispatch meetings of the sample city, May to October, and what becomes of what they decide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yingshang.apps.delivery.decisions.meetings import Calling, Order
from yingshang.apps.delivery.models import AgendaItem, Decision, Meeting, Plan
from yingshang.apps.delivery.selectors.choices import answering_units
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.services import meetings
from yingshang.apps.delivery.services.meetings.agenda import ByHand
from yingshang.apps.directory.models import Person, Role, Unit
from yingshang.apps.directory.permissions import read_once
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.models import State, Verdict
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.workdays import (
    at_hour,
    last_working_day,
    month_after,
    working_day_from,
)

TITLE = "调度会 Dispatch meetings"
# Days from the issue of the plan to the end of each month in which a meeting is held, and to the
# first days of the month after it.
MEETINGS_AFTER = (36, 67, 97, 128, 159, 189)
FOLLOWED_AFTER = tuple(days + 7 for days in MEETINGS_AFTER)
PARTS = len(MEETINGS_AFTER) * 2
DECISIONS = 5
DUE_DAY = 16
PLACE, CHAIR = "市政务服务中心二楼会议室", "分管副市长"
BY_HAND = ("听取涉企政策落实情况", "研究企业反映集中的问题", "通报上月营商环境监测情况")
OPENING = (
    "会议听取了各单位工作进展情况，逐项过堂逾期、退回和受阻事项。\n"
    "会议认为，多数任务按序时推进，少数单位填报质量不高、部门之间数据共享不畅。"
)
CLOSING = (
    "各单位要对照议定事项倒排工期，到期在系统内报告落实情况。牵头办逐项核验，逾期未落实的予以通报。"
)
DONE = (
    "已与相关单位签订数据共享清单3项，4月以来历史数据补传1260条，接口已投入使用。",
    "已补报进展情况并附台账，召开专题会1次，问题清单5项销号4项。",
    "已印发工作细则，设专人对接，办理时限由5个工作日压缩到3个工作日。",
    "已完成整改，附现场照片和验收单，回访企业6户均表示满意。",
)
HOLLOW, HOLLOW_NOTE = "正在积极推进落实。", "没有写清做了什么，请补充数据和佐证"
LATE_REASON = "跨部门会商用时较长"


@dataclass(frozen=True)
class Idea:
    """What a meeting could decide: words, unit, units beside, and the item that it is about."""

    what: str
    holder: Unit
    beside: tuple[Unit, ...]
    item: AgendaItem


def _meeting(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """Late reports come in, then the meeting is called, held and minuted."""
        month = _month(city, part)
        day = last_working_day(month)
        with read_once(), clock.read_once():
            _report_the_rest(city, day)
            _hold(city, month, day)
        yield 2 * part + 1, PARTS

    return live


def _following(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """Units report on what the last meeting decided; one says nothing and gets it back."""
        month = month_after(_month(city, part))
        at = city.move_to(at_hour(working_day_from(month.replace(day=5)), 9))
        with read_once(), clock.read_once():
            decided = list(_open_ones().filter(obligation__claimed_at=None))
            for place, decision in enumerate(decided[: max(1, len(decided) - 1)]):
                note = HOLLOW if place == 1 else city.random.choice(DONE)
                _report(city, decision, note)
            at = city.move_to(at_hour(clock.local_day(at), 16))
            _check(city)
        yield 2 * part + 2, PARTS

    return live


def _month(city: SampleCity, part: int) -> date:
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    return month_after(issued_on, part + 1)


def plan_of_the_city() -> Plan:
    """The city's plan."""
    plan = city_plan(clock.today())
    if plan is None:
        raise LookupError("the sample city has no plan")
    return plan


def lead_office(city: SampleCity) -> Person:
    """Whoever works for the lead office."""
    return next(person for (_, role), person in city.people.items() if role == Role.LEAD_OFFICE)


def _hold(city: SampleCity, month: date, day: date) -> None:
    plan, lead = plan_of_the_city(), lead_office(city)
    at = city.move_to(at_hour(day, 10))
    units = [unit for unit in city.units() if unit.pk in answering_units(plan)]
    calling = Calling(day, PLACE, CHAIR, tuple(unit.pk for unit in units))
    meeting = meetings.call(plan_id=plan.pk, calling=calling, actor=lead, at=at)
    key = meeting.pk
    item = ByHand(BY_HAND[month.month % len(BY_HAND)])
    meetings.add_item(meeting_id=key, item=item, actor=lead, at=at)
    at = city.move_to(at_hour(day, 15))
    absent = city.random.choice(units)
    came = {
        unit.pk: city.people[unit.code, Role.UNIT_LEADER].name
        for unit in units
        if unit != absent and (unit.code, Role.UNIT_LEADER) in city.people
    }
    meeting.refresh_from_db()
    meetings.hold(meeting_id=key, revision=meeting.revision, came=came, actor=lead, at=at)
    _decide(city, meeting, units)
    meeting.refresh_from_db()
    meetings.save_minutes(
        meeting_id=key,
        revision=meeting.revision,
        opening=OPENING,
        closing=CLOSING,
        actor=lead,
        at=at,
    )
    if month_after(month) < city.pack.header.sample_day.replace(day=1):
        meeting.refresh_from_db()
        meetings.settle(meeting_id=key, revision=meeting.revision, actor=lead, at=at)


def _decide(city: SampleCity, meeting: Meeting, units: list[Unit]) -> None:
    ideas = [idea for idea in _ideas(meeting) if idea.holder in units]
    chosen: dict[Unit, Idea] = {}
    for idea in city.random.sample(ideas, len(ideas)):
        chosen.setdefault(idea.holder, idea)
    due_on = working_day_from(month_after(meeting.held_on).replace(day=DUE_DAY))
    for place, idea in enumerate(list(chosen.values())[:DECISIONS]):
        order = Order(
            what=idea.what,
            holder=idea.holder.pk,
            due_on=None if place == 0 else due_on,
            limit="supervised_minutes" if place == 0 else "",
            beside=tuple(unit.pk for unit in idea.beside),
            task=idea.item.task_id,
            item=idea.item.pk,
        )
        at = clock.now()
        meetings.decide(meeting_id=meeting.pk, order=order, actor=lead_office(city), at=at)


def _ideas(meeting: Meeting) -> Iterator[Idea]:
    rows = meeting.agenda.select_related("unit", "task", "blocked_by")
    for item in rows.prefetch_related("unit__names", "blocked_by__names").order_by("position"):
        if item.unit is None or item.task is None or item.earlier_id:
            continue
        task = f"任务{item.task.code}“{item.task.title}”"
        if item.blocked_by and item.blocked_by != item.unit:
            unit = short_name(item.unit)
            words = f"向{unit}开放所需数据、明确办理口径，打通{task}的堵点"
            yield Idea(words, item.blocked_by, (item.unit,), item)
        elif item.source == AgendaItem.Source.SENT_BACK:
            yield Idea(f"重报{task}进展，用数据和佐证说明成效", item.unit, (), item)
        else:
            yield Idea(f"召开专班会研究{task}滞后原因，提出补救措施", item.unit, (), item)


def _open_ones() -> QuerySet[Decision]:
    rows = Decision.objects.filter(obligation__state=State.OPEN)
    return rows.select_related("holder", "obligation").order_by("meeting__number", "number")


def _report_the_rest(city: SampleCity, day: date) -> None:
    """Whatever earlier meetings decided and nobody reported yet, but for the very last one."""
    at = city.move_to(at_hour(day, 9))
    waiting = list(_open_ones().filter(obligation__claimed_at=None, obligation__due_at__lte=at))
    for decision in waiting[:-1]:
        _report(city, decision, city.random.choice(DONE))
    _check(city)


def _report(city: SampleCity, decision: Decision, note: str) -> None:
    liaison = city.people.get((decision.holder.code, Role.LIAISON))
    duty = decision.obligation
    if liaison is None or duty is None or duty.claimed_at is not None:
        return
    at = clock.now()
    reason = LATE_REASON if at >= duty.due_at else ""
    meetings.report(decision_id=decision.pk, note=note, actor=liaison, at=at, late_reason=reason)


def _check(city: SampleCity) -> None:
    """The lead office checks every report that waits."""
    for decision in _open_ones().filter(obligation__claimed_at__isnull=False):
        last = decision.reports.order_by("-pk")[0]
        says_nothing = last.note == HOLLOW
        meetings.check(
            decision_id=decision.pk,
            verdict=Verdict.HOLLOW if says_nothing else Verdict.PROVEN,
            note=HOLLOW_NOTE if says_nothing else "",
            actor=lead_office(city),
            at=clock.now(),
        )


HAPPENINGS = tuple(
    happening
    for part, (held, followed) in enumerate(zip(MEETINGS_AFTER, FOLLOWED_AFTER, strict=True))
    for happening in (
        Happening(held, TITLE, _meeting(part)),
        Happening(followed, TITLE, _following(part)),
    )
)
