"""A year of ratings in the sample city: windows and matters rated, bad ones put right, appeals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from yingshang.apps.casework.models import Case, Stage
from yingshang.apps.directory.models import Person, Role, Unit
from yingshang.apps.directory.permissions import read_once
from yingshang.apps.ledger import clock
from yingshang.apps.ratings import services
from yingshang.apps.ratings.content import Rules, current_rules
from yingshang.apps.ratings.models import Channel, Rating, RatingPoint, SubjectKind
from yingshang.apps.ratings.selectors.cases import subject_of_case
from yingshang.apps.ratings.services import Given
from yingshang.apps.ratings.services.calling import Heard
from yingshang.apps.ratings.services.putting_right import Report
from yingshang.apps.ratings.tokens import matter_token, visit_token
from yingshang.web.sample import invented
from yingshang.web.sample.casework.diary import Diary, office_hours
from yingshang.web.sample.casework.papers import PAPER
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.workdays import ONE_DAY, working_day_from

TITLE = "好差评 Ratings"
# In days after the plan was issued: when people begin to rate, and how often the diary is lived.
BEGINS, EVERY, BLOCKS = 45, 14, 12
# Ratings of windows a day at most, and the share of invited people who rate.
MOST_A_DAY, WILLING = 6, 0.5
# How often each grade is given, of a hundred.
GRADES: Final = {5: 60, 4: 22, 3: 9, 2: 6, 1: 3}
WORDS: Final[dict[int, tuple[str, ...]]] = {
    5: ("", "", "", "一次就办好了。", "窗口的小姑娘讲得清楚。", "比上次快多了。"),
    4: ("", "", "挺好，就是停车不方便。", "办得快。"),
    3: ("", "材料清单再详细一点就好。", "排队时间有点长。"),
    2: (
        "",
        "等了一个多小时，只开了一个口。",
        "上午来说系统坏了，下午再来还是坏的。",
        "跑了三趟才说缺一份材料。",
    ),
    1: (
        "问什么都说不知道，让去别的窗口。",
        "材料交齐了又说要原件，之前没有讲。",
        "态度很不好，请打13800000009联系我。",
    ),
}
DONE: Final = (
    "增开一个窗口，高峰时段由科室人员支援，取号屏同步显示等候人数。",
    "修订一次性告知单，逐项写明要不要原件，窗口人员重新培训。",
    "更换故障的打印机，系统故障时改为手工受理、后补录入。",
    "当事人员已当面致歉，服务用语纳入每周晨会抽查。",
)
SAID: Final = ("说明了等候时间长的经过。", "希望以后一次讲清。", "感谢回电，愿意再来看看。")


@dataclass
class Story:
    """What the city keeps of its ratings: who will do what next."""

    diary: Diary = field(default_factory=Diary)
    appeals: int = 0
    returned: bool = False


def _block(number: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """The days since the last time: people rate, units hear of it, offices look after it."""
        rules = current_rules()
        story = city.kept.setdefault("ratings", Story())
        if rules is not None and RatingPoint.objects.exists():
            with read_once(), clock.read_once():
                for day in _days(city, number):
                    _lived(city, story, rules, day)
        yield number, BLOCKS

    return live


def _days(city: SampleCity, number: int) -> Iterator[date]:
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    first = issued_on + timedelta(days=BEGINS + (number - 1) * EVERY)
    last = min(first + timedelta(days=EVERY), clock.today())
    day = working_day_from(first)
    while day < last:
        yield day
        day = working_day_from(day + ONE_DAY)


def _lived(city: SampleCity, story: Story, rules: Rules, day: date) -> None:
    morning = clock.morning_of(day)
    services.tell_units(at=morning - timedelta(hours=8))
    for at, act in story.diary.due(morning + timedelta(hours=8)):
        act(at)
    points = list(RatingPoint.objects.in_use().in_order())
    for _visit in range(city.random.randint(1, MOST_A_DAY)):
        point = city.random.choice(points)
        at = morning + timedelta(minutes=city.random.randrange(480))
        given = _given(city, rules, SubjectKind.WINDOW)
        token = visit_token(point.code, at, visit=str(city.random.random()))
        _follow(city, story, services.rate(token=token, given=given, at=at), at)
    _matters(city, story, rules, day)


def _matters(city: SampleCity, story: Story, rules: Rules, day: date) -> None:
    """Whoever had a matter that ended that day is invited; about half of them rate."""
    begins = clock.morning_of(day) - timedelta(hours=9)
    ended = Case.objects.filter(
        stage=Stage.ENDED, ended_at__gte=begins, ended_at__lt=begins + ONE_DAY
    )
    for case in ended.order_by("pk"):
        subject = subject_of_case(case.pk)
        if subject is None or case.ended_at is None:
            continue
        invitation = services.invite(subject=subject, actor=None, at=case.ended_at)
        if invitation is None or city.random.random() > WILLING:
            continue
        at = case.ended_at + timedelta(hours=1)
        given = _given(city, rules, SubjectKind.CASE)
        token = matter_token(invitation.code)
        _follow(city, story, services.rate(token=token, given=given, at=at), at)


def _given(city: SampleCity, rules: Rules, kind: SubjectKind) -> Given:
    dice = city.random
    grade = dice.choices(list(GRADES), weights=list(GRADES.values()))[0]
    offered = [each.code for each in rules.reasons(kind, grade)]
    is_bad = rules.grade(grade).is_bad
    count = dice.randint(1, 2) if is_bad else dice.randint(0, 1)
    reached = is_bad and dice.random() < WILLING
    channels = (Channel.PORTAL, Channel.APP)
    if kind == SubjectKind.WINDOW:
        channels = (Channel.SCAN, Channel.APP)
    return Given(
        grade=grade,
        channel=dice.choice(channels),
        reasons=tuple(dice.sample(offered, min(count, len(offered)))),
        words=dice.choice(WORDS[grade]),
        contact=invented.phone(dice) if reached else "",
    )


def _follow(city: SampleCity, story: Story, rating: Rating, at: datetime) -> None:
    """Put down what follows a bad rating."""
    if not rating.is_bad:
        return
    hours = city.random.randint
    acts: tuple[tuple[int, Callable[..., None]], ...] = (
        (hours(2, 20), _contact),
        (hours(30, 60), _appeal),
        (hours(40, 150), _rectify),
    )
    for later, act in acts:
        when = office_hours(at + timedelta(hours=later))
        story.diary.note(when, partial(act, city, story, rating.pk))


def _contact(city: SampleCity, _story: Story, key: int, at: datetime) -> None:
    rating = _now(key)
    if rating.is_named and rating.is_counted:
        words = city.random.choice(SAID)
        officer = _person(city, rating.office, Role.LIAISON)
        late = "当日大厅集中办公，次日补打。"
        services.note_contact(code=rating.code, words=words, actor=officer, at=at, late_reason=late)


def _appeal(city: SampleCity, story: Story, key: int, at: datetime) -> None:
    """Every fifth bad rating is contested; the first of them is upheld, the last ones wait."""
    rating = _now(key)
    story.appeals += 1
    if story.appeals % 5 or rating.told_at is None:
        return
    is_upheld = story.appeals == 5  # noqa: PLR2004 - the first that is contested
    services.ask_appeal(
        code=rating.code,
        ground="misclick" if is_upheld else "malicious",
        words="评价人当场表示点错了等级，有值班记录。" if is_upheld else "当日窗口没有这类业务。",
        actor=_person(city, rating.unit, Role.UNIT_REVIEWER),
        at=at,
    )
    when = office_hours(at + timedelta(days=3))
    story.diary.note(when, partial(_decide, city, key, is_upheld))


def _decide(city: SampleCity, key: int, is_upheld: bool, at: datetime) -> None:  # noqa: FBT001
    rating = _now(key)
    note = "经查值班记录，情况属实。" if is_upheld else "没有证据证明是恶意，办事人有权评价。"
    officer = _person(city, rating.office, Role.UNIT_LEADER)
    services.decide_appeal(code=rating.code, is_upheld=is_upheld, note=note, actor=officer, at=at)


def _rectify(city: SampleCity, story: Story, key: int, at: datetime) -> None:
    rating = _now(key)
    if not rating.is_counted:
        return
    services.rectify(
        code=rating.code,
        report=Report(city.random.choice(DONE), ("整改情况.pdf", PAPER), "设备采购用了几天。"),
        actor=_person(city, rating.unit, Role.LIAISON),
        at=at,
    )
    when = office_hours(at + timedelta(hours=city.random.randint(3, 30)))
    story.diary.note(when, partial(_check, city, story, key))


def _check(city: SampleCity, story: Story, key: int, at: datetime) -> None:
    """The second one that is checked goes back once."""
    rating = _now(key)
    if not rating.is_counted:
        return
    holds = story.returned or story.appeals < 2  # noqa: PLR2004
    note = "现场查看，属实。" if holds else "照片不是这个窗口，请补充。"
    officer = _person(city, rating.office, Role.UNIT_REVIEWER)
    services.check(code=rating.code, holds=holds, note=note, actor=officer, at=at)
    if not holds:
        story.returned = True
        story.diary.note(office_hours(at + ONE_DAY), partial(_rectify, city, story, key))
    elif rating.is_named:
        when = office_hours(at + timedelta(hours=city.random.randint(4, 40)))
        story.diary.note(when, partial(_call, city, key))


def _call(city: SampleCity, key: int, at: datetime) -> None:
    rating = _now(key)
    if not rating.is_counted:
        return
    heard = Heard(city.random.random() < 0.85, city.random.choice(SAID), "多次未接通。")  # noqa: PLR2004
    officer = _person(city, rating.office, Role.LIAISON)
    services.call_back(code=rating.code, heard=heard, actor=officer, at=at)


def _now(key: int) -> Rating:
    return Rating.objects.select_related("unit", "office").get(pk=key)


def _person(city: SampleCity, unit: Unit, role: Role) -> Person:
    return city.people[unit.code, role]


HAPPENINGS = tuple(
    Happening(BEGINS + number * EVERY, TITLE, _block(number)) for number in range(1, BLOCKS + 1)
)
