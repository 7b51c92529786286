"""What the sample city is told from May on, by every channel, and what becomes of it.

The words are made by a small grammar of our own: a place, a trade, something that went wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from yingshang.apps.casework import services as casework
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import INSTALLATION, Actor
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.content import Content, current_content
from yingshang.apps.service_requests.models import Report
from yingshang.apps.service_requests.services import Heard, Reported
from yingshang.web.sample import invented
from yingshang.web.sample.casework.diary import Diary, office_hours
from yingshang.web.sample.casework.staff import Staff
from yingshang.web.sample.casework.year import BEGINS
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.portal_people import FOUNDER

TITLE = "诉求 Requests"
# Dice of their own, so that the rest of the city stays as it is.
SEED = 20240505
MANY = 180
DAYS_LONG = 200
TWIN_EVERY = 12
CHANNELS = ("portal", "portal", "mini_program", "mini_program", "hotline_12345", "phone", "window")
PLACES = (
    "人民大街", "福镇路", "东吉街", "西宁大路", "站前广场", "向阳市场", "仙人河路", "财富大街",
    "友谊路", "新兴街", "安家街", "龙山大街", "矿电路", "康宁街",
)  # fmt: skip
TRADES = (
    "一家袜厂", "一家小饭馆", "一家五金店", "一家药店", "一家物流站", "一家印刷厂", "一家木器厂",
    "一家便利店", "一家修车铺", "一家蔬菜批发部", "一家幼儿托管班", "一家包装厂",
)  # fmt: skip
# By topic of the pack: kind of request, what went wrong, what was done about it.
TROUBLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "charges": (
        ("complaint", "门前每月被收{n}元占道费，没有票据", "已责令停止收取，{n}元已退还。"),
        (
            "complaint",
            "商会上门收费{n}元，说是自愿，不交就不给盖章",
            "属乱摊派，已退还并约谈商会。",
        ),
    ),
    "licensing": (
        (
            "consultation",
            "想变更登记地址，要带哪些材料",
            "带营业执照、新住所证明，到综合窗口或网上办。",
        ),
        ("help", "食品经营许可证报了{n}天没有消息", "缺平面图一份，已当面一次告知，补齐当日发证。"),
    ),
    "fire": (
        ("help", "开业前检查约了{n}天还没有来人", "已安排检查人员当日到场，符合要求，已发文书。"),
    ),
    "tax": (
        (
            "consultation",
            "电子发票额度不够用，怎样申请调整",
            "在电子税务局提交申请，一般当日办结。",
        ),
    ),
    "insurance": (
        (
            "consultation",
            "稳岗补贴今年还发不发，怎样申请",
            "符合条件的免申请直接发放，名单每月公示。",
        ),
        ("help", "招工难，缺{n}名缝纫工", "已列入专场招聘会，介绍{n}人面试。"),
    ),
    "finance": (
        ("help", "贷款{n}万元到期，银行说续贷要先还本", "已协调办理无还本续贷，手续已办完。"),
    ),
    "power": (("help", "车间用电增容申请了{n}天没有答复", "变压器已扩容，已通电。"),),
    "arrears": (
        ("arrears", "给单位供货{n}万元，拖欠货款两年", "账目已核对无分歧，转入清欠台账。"),
    ),
    "inspection": (
        ("complaint", "一个月来了{n}拨人检查，内容差不多", "已并入联合检查，年内不再单独上门。"),
    ),
    "land": (("help", "厂房不动产登记卡在历史材料上{n}个月", "按遗留问题处理办法受理，已发证。"),),
    "roads": (
        ("help", "门前修路围挡{n}天没有人干活，客人进不来", "已督促施工方复工，围挡后退两米。"),
        ("help", "一下雨门前积水没过脚面，已经第{n}次", "已清掏下水井{n}处，雨后复查无积水。"),
    ),
    "windows": (
        ("suggestion", "大厅排队一个多小时，中午能不能不断人", "中午已安排轮班，午间不断岗。"),
    ),
    "environment": (
        ("complaint", "隔壁油烟直排，{n}家门店都受影响", "已责令加装净化设施并复测。"),
    ),
    "promises": (("complaint", "招商时承诺的{n}万元奖补两年没有兑现", "已列入预算，分两次拨付。"),),
}
OUTCOMES = ("solved",) * 13 + (
    "again",
    "again",
    "again",
    "silent",
    "escalated",
    "returned",
    "refused",
)
WORDS_OF_THE_UNHAPPY = ("说办了，可是现场还是老样子", "只打了个电话，没有来人", "答非所问")


@dataclass
class Telling:
    """One matter in the life of the city: who tells it, what becomes of it."""

    town: "Town"
    reported: Reported
    fate: str
    answer: str
    topic: str
    report: Report | None = None
    rounds: int = 0
    first: "Telling | None" = None

    def told(self, at: datetime) -> None:
        """Somebody tells the city; the office looks at it within the day."""
        self.report = self.town.take(self.reported, at)
        follows = self.refused if self.fate == "refused" else self.dispatched
        self.town.later(at, 5, self.joined if self.first else follows)

    def joined(self, at: datetime) -> None:
        """The same matter by another voice: one case, two receipts."""
        assert self.report is not None  # noqa: S101 - told first
        first = self.first.report if self.first else None
        if first is None or not Case.objects.open().filter(pk=first.request_id).exists():
            self.dispatched(at)
            return
        services.join(
            request_id=self.report.request_id,
            into_id=first.request_id,
            reason="同一地点、同一件事，不同渠道反映。",
            actor=self.town.intake(at),
            at=at,
        )

    def refused(self, at: datetime) -> None:
        """It belongs elsewhere, and is told where."""
        reason = "这件事已经由法院受理，请等待裁判；对结果不服的，可以依法上诉。"
        self.town.settle(self, "triage", "litigation", self.town.intake(at), at, reason=reason)

    def dispatched(self, at: datetime) -> None:
        """A unit is chosen, mostly the one that was proposed."""
        assert self.report is not None  # noqa: S101 - told first
        topic = self.town.content.topics[self.topic]
        services.dispatch(
            request_id=self.report.request_id,
            topic=self.topic,
            unit=topic.unit,
            actor=self.town.intake(at),
            at=at,
        )
        self.town.later(at, 6, self.signed)

    def signed(self, at: datetime) -> None:
        """The unit signs for it, or asks to return it and is told to keep it."""
        if self.fate == "returned":
            reason = "我单位认为属于其他部门职责。"
            self.town.settle(
                self, "sign", "return_asked", self.town.unit(self, at), at, reason=reason
            )
            self.town.later(at, 4, self.kept)
        else:
            self.town.settle(self, "sign", "signed", self.town.unit(self, at), at)
            self.town.later(at, 30, self.answered)

    def kept(self, at: datetime) -> None:
        """首接负责: the unit keeps it."""
        reason = "职责清单写明由你单位负责，首接负责。"
        self.town.settle(self, "ruling", "kept", self.town.intake(at), at, reason=reason)
        self.town.later(at, 30, self.answered)

    def answered(self, at: datetime) -> None:
        """The unit acts and answers."""
        is_question = self.reported.class_code == "consultation" and not self.rounds
        step = "reply" if is_question else "handle"
        values = {"answer": self.answer}
        actor = self.town.unit(self, at)
        self.town.settle(self, step, "answered", actor, at, values=values)
        self.town.later(at, 5, self.checked)

    def checked(self, at: datetime) -> None:
        """The office reads the answer."""
        self.town.settle(self, "check", "passed", self.town.intake(at), at)
        self.town.later(at, 9, self.called)

    def called(self, at: datetime) -> None:
        """The reporter is called back, or says by themselves how it was."""
        self.rounds += 1
        heard = self.town.heard(self)
        self.town.call(self, heard, at)
        if not heard.reached and self.rounds < 3:  # noqa: PLR2004 - as the pack says
            self.town.later(at, 8, self.called)
        elif heard.reached and not heard.solved and self.rounds < 3:  # noqa: PLR2004
            self.town.later(at, 20, self.answered)


@dataclass
class Town:
    """Who works on requests, and the diary in which everything is put down."""

    content: Content
    diary: Diary
    staff: Staff
    dice: Random
    founder: Person | None

    def later(self, at: datetime, hours: int, act: Callable[[datetime], None]) -> None:
        """Put down what follows within so many hours, nights and holidays aside."""
        spread = timedelta(minutes=self.dice.randint(hours * 20, hours * 60))
        self.diary.note(office_hours(at + spread), act)

    def intake(self, at: datetime) -> Person:
        """Who receives requests that day."""
        return self.staff.acting(self.content.requests.intake, at.date())

    def unit(self, telling: Telling, at: datetime) -> Person:
        """Who handles it that day."""
        return self.staff.acting(self.content.topics[telling.topic].unit, at.date())

    def take(self, reported: Reported, at: datetime) -> Report:
        """Take what somebody tells; what is told by a channel of staff, staff enter."""
        is_online = self.content.channels[reported.channel].kind == "online"
        actor: Actor = INSTALLATION if is_online else self.intake(at)
        return services.take(reported=reported, actor=actor, at=at)

    def settle(
        self,
        telling: Telling,
        code: str,
        outcome: str,
        actor: Person,
        at: datetime,
        **given: object,
    ) -> None:
        """Settle the open step of this code; say why where it is late."""
        assert telling.report is not None  # noqa: S101 - told first
        step = Step.objects.open().filter(case=telling.report.request_id, code=code).first()
        if step is None:
            return
        if step.due_at is not None and at >= step.due_at:
            reason = "需要会同其他单位现场核实，用时较长。"
            casework.explain_lateness(step_id=step.pk, reason=reason, actor=actor, at=at)
        casework.settle(step_id=step.pk, outcome=outcome, actor=actor, at=at, **given)  # type: ignore[arg-type]

    def heard(self, telling: Telling) -> Heard:
        """What the reporter says this time."""
        if telling.fate == "silent":
            return Heard(reached=False)
        is_bad = telling.fate == "escalated" or (telling.fate == "again" and telling.rounds == 1)
        if is_bad:
            words = self.dice.choice(WORDS_OF_THE_UNHAPPY)
            return Heard(
                reached=True, solved=False, satisfied="dissatisfied", contacted=True, words=words
            )
        grade = self.dice.choice(("satisfied", "satisfied", "satisfied", "mostly"))
        asked = self.dice.random() > 0.05  # noqa: PLR2004 - nearly always
        return Heard(reached=True, solved=True, satisfied=grade, contacted=asked)

    def call(self, telling: Telling, heard: Heard, at: datetime) -> None:
        """Call back; about the office's own work, and often online, the reporter says it."""
        assert telling.report is not None  # noqa: S101 - told first
        is_own = self.content.topics[telling.topic].unit == self.content.requests.intake
        is_online = self.content.channels[telling.reported.channel].kind == "online"
        if heard.reached and (is_own or (is_online and self.dice.random() < 0.5)):  # noqa: PLR2004
            services.give_verdict(report_id=telling.report.pk, heard=heard, at=at)
        elif not is_own:
            late = "近日来电集中。"
            said = Heard(**{**heard.__dict__, "late_reason": late})
            key, actor = telling.report.request_id, self.intake(at)
            services.call_back(request_id=key, heard=said, actor=actor, at=at)


def plans(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Everything that will be told is put down; the weeks of the casework live it."""
    content, diary = current_content(), city.kept.get("casework.diary")
    if content is not None and diary is not None:
        town = Town(
            content=content,
            diary=diary,
            staff=city.kept["casework.staff"],
            dice=Random(SEED),  # noqa: S311 - chosen, not secret
            founder=Person.objects.filter(login=FOUNDER).first(),
        )
        for number in range(MANY):
            telling = _telling(town, number)
            minutes = town.dice.randint(0, DAYS_LONG * 24 * 60)
            told_at = office_hours(clock.now() + timedelta(minutes=minutes))
            diary.note(told_at, telling.told)
            if number % TWIN_EVERY == 0:
                town.later(told_at, 10, _again(telling, number).told)
    yield 1, 1


def _again(telling: Telling, number: int) -> Telling:
    """Somebody else tells the same, by telephone."""
    dice, said = telling.town.dice, telling.reported
    reported = Reported(
        channel="phone",
        class_code=said.class_code,
        words=f"听说已经有人反映，我也说一下：{said.words.partition('希望')[0]}",
        region=said.region,
        name=invented.person_name(dice),
        phone=invented.phone(dice),
        key=f"sample-{number}-again",
    )
    return Telling(telling.town, reported, "solved", telling.answer, telling.topic, first=telling)


def _telling(town: Town, number: int) -> Telling:
    dice = town.dice
    topics = [code for code in TROUBLES if code in town.content.topics]
    topic = dice.choice(topics)
    kind, trouble, answer = dice.choice(TROUBLES[topic])
    count = dice.randint(2, 30)
    place, trade = dice.choice(PLACES), dice.choice(TRADES)
    name, phone = invented.person_name(dice), invented.phone(dice)
    words = f"我在{place}开{trade}，{trouble.format(n=count)}。希望帮着解决。"
    if dice.random() < 0.4:  # noqa: PLR2004 - so many say who they are in the words
        words += f"我叫{name}，电话{phone}。"
    channel = dice.choice(CHANNELS)
    is_founder = channel == "portal" and dice.random() < 0.2  # noqa: PLR2004
    reported = Reported(
        channel=channel,
        class_code=kind,
        words=words,
        region=dice.choice(("220402", "220402", "220403", "220421", "220422")),
        reporter=town.founder if is_founder else None,
        name=name,
        phone=phone,
        outside_number=f"GD2024{number:05}" if channel == "hotline_12345" else "",
        key=f"sample-{number}",
    )
    return Telling(town, reported, dice.choice(OUTCOMES), answer.format(n=count), topic)


HAPPENINGS = (Happening(BEGINS, TITLE, plans),)
