"""What units of the sample city publish each month; everything is invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yingshang.apps.delivery.decisions.publicity import Attached, Published
from yingshang.apps.delivery.models import PublicityItem, Responsibility, Task
from yingshang.apps.delivery.selectors.choices import channel_choices
from yingshang.apps.delivery.services import publicity
from yingshang.apps.directory.models import Role, Unit
from yingshang.apps.directory.permissions import read_once
from yingshang.apps.ledger import clock
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.meetings import MEETINGS_AFTER, lead_office, plan_of_the_city
from yingshang.web.sample.workdays import at_hour, last_working_day, month_after

TITLE = "宣传和先进经验 Publicity and good practice"
ITEMS, PRACTICES = 14, 2
TITLES = (
    "一图读懂：{task}",
    "{task}，这样办更省心",
    "{task}怎么办？办事指南来了",
    "走进企业讲政策：{task}",
    "{task}工作取得阶段性进展",
)
PRACTICE_TITLES = ("“{task}”专班周调度法", "{task}“一表清”", "{task}“首席服务员”做法")
PRACTICE = (
    "每周一张问题清单，责任科室当日认领、三日反馈、一周销号；"
    "疑难问题由分管领导牵头会商，会商结果在系统内留痕。"
)
EFFECT = "平均办理时间由5.2个工作日降到2.8个工作日，退件率由12%降到4%（数据来自本单位台账）。"
DECLINED = "成效数据没有来源，请补充后重新报送"
CLIPPING = "工作简报（示例）\n本期介绍窗口服务做法。\n"


@dataclass(frozen=True)
class Teller:
    """A unit that publishes, and one of its tasks."""

    unit: Unit
    task: Task


def _month_of(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """Units enter what they published in the month; the lead office chooses practices."""
        issued_on = city.pack.plan.issued_on or city.pack.header.period_from
        month = month_after(issued_on, part + 1)
        city.move_to(at_hour(last_working_day(month), 8))
        with read_once(), clock.read_once():
            _enter(city, month, part)
        yield part + 1, len(MEETINGS_AFTER)

    return live


def _enter(city: SampleCity, month: date, part: int) -> None:
    tellers = _tellers(city)
    channels = [code for code, _name in channel_choices(plan_of_the_city())]
    for place in range(ITEMS):
        teller = city.random.choice(tellers)
        title = city.random.choice(TITLES).format(task=teller.task.title)
        file = Attached("简报.txt", CLIPPING.encode()) if place == 0 else None
        day = month + timedelta(days=city.random.randrange(26))
        address = "" if file else f"https://example.cn/{month:%Y%m}/{place + 1}"
        channel = city.random.choice(channels)
        item = Published("publicity", title[:200], channel, day, address, file=file)
        _put(city, teller, item)
    made = [
        _practice(city, city.random.choice(tellers), month, place) for place in range(PRACTICES)
    ]
    _choose(city, made, part)


def _tellers(city: SampleCity) -> list[Teller]:
    rows = Responsibility.objects.in_force().filter(plan=plan_of_the_city())
    found = rows.select_related("unit", "task").order_by("task__position", "unit__rank", "pk")
    return [
        Teller(row.unit, row.task) for row in found if (row.unit.code, Role.LIAISON) in city.people
    ]


def _practice(city: SampleCity, teller: Teller, month: date, place: int) -> PublicityItem:
    title = city.random.choice(PRACTICE_TITLES).format(task=teller.task.title)
    item = Published(
        kind="good_practice",
        title=title[:200],
        channel="briefing",
        published_on=month + timedelta(days=20 + place),
        address=f"https://example.cn/{month:%Y%m}/practice-{place + 1}",
        practice=PRACTICE,
        effect=EFFECT,
        may_quote=True,
    )
    return _put(city, teller, item)


def _put(city: SampleCity, teller: Teller, item: Published) -> PublicityItem:
    return publicity.enter(
        plan_id=plan_of_the_city().pk,
        unit_id=teller.unit.pk,
        item=Published(**{**vars(item), "tasks": (teller.task.pk,)}),
        actor=city.people[teller.unit.code, Role.LIAISON],
        at=clock.now(),
    )


def _choose(city: SampleCity, made: list[PublicityItem], part: int) -> None:
    """Most practices are adopted; one is declined, and the last ones still wait."""
    if part == len(MEETINGS_AFTER) - 1:
        return
    lead, at = lead_office(city), clock.now()
    first, *others = made
    if part == 1:
        publicity.decline(item_id=first.pk, note=DECLINED, actor=lead, at=at)
    else:
        publicity.adopt(item_id=first.pk, note="", actor=lead, at=at)
    for item in others:
        publicity.adopt(item_id=item.pk, note="", actor=lead, at=at)


# A day before the meeting of each month.
HAPPENINGS = tuple(
    Happening(days - 1, TITLE, _month_of(part)) for part, days in enumerate(MEETINGS_AFTER)
)
