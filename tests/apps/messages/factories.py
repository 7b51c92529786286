"""Rules, duties and messages for tests. 25 November 2024 is a Monday."""

from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from yingshang.apps.ledger.services import advance_clock
from yingshang.apps.messages.decisions import Due
from yingshang.apps.messages.models import Channel, Message, State
from yingshang.apps.messages.services import remind, take_over_rules
from yingshang.apps.messages.services.reminding import Day
from yingshang.engines.packs.schema.reminders import Reminders
from yingshang.engines.timelimits import national_calendar

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = national_calendar()
URL = "https://ys.example.cn/messages/"
KEYS = count(1)
TEXTS = {
    "digest": ("提醒{count}项", "{lines}\n{url}"),
    "early": ("临近报送", "{title}（{unit}）{practical_on}前，还有{days}个工作日"),
    "near": ("即将到期", "{title}，还有{days}个工作日"),
    "today": ("今日到期", "{title}"),
    "urge": ("催办", "{title}，逾期{days}个工作日"),
    "ask": ("商请", "{title}"),
    "sent_back": ("退回：{title}", "{reason}"),
}
RULES = [
    ("early", {"side": "before", "days": 5, "count": "calendar"}, ["holder"]),
    ("near", {"side": "before", "days": 1}, ["holder", "reviewer"]),
    ("today", {"side": "on"}, ["holder", "reviewer", "leader"]),
    ("urge", {"side": "after", "days": 1, "of": "nominal", "every": 1}, ["holder", "leader"]),
    ("report", {"side": "after", "days": 3, "of": "nominal", "every": 5}, ["lead_office"]),
]


def rules(**changes):
    """Rules like those of a city; `changes` replace whole keys of the file."""
    content = {
        "digest_hour": 8,
        "quiet": {"from": "20:00", "to": "07:30"},
        "digest": "digest",
        "templates": [
            {
                "code": code,
                "version": 1,
                "subject": {"zh-hans": subject, "en": f"{code} {{count}}"},
                "body": {"zh-hans": body},
            }
            for code, (subject, body) in TEXTS.items()
        ],
        "rules": [
            {
                "code": code,
                "name": {"zh-hans": code},
                "when": when,
                "to": to,
                "template": code if code in TEXTS else "urge",
                "asked_template": "ask" if code == "urge" else None,
            }
            for code, when, to in RULES
        ],
    }
    return Reminders.model_validate({**content, **changes})


def with_rules(at=None, **changes):
    """Install rules in this installation."""
    return take_over_rules(
        pack_id="testing",
        release_digest=f"{next(KEYS):064}",
        rules=rules(**changes),
        at=at or datetime(2024, 4, 22, 9, tzinfo=ZONE),
    )


def a_due(unit=None, *, due_on=date(2024, 11, 25), practical_on=None, **values):
    """A return that `unit` owes."""
    number = next(KEYS)
    base = {
        "key": f"d{number}",
        "kind": "delivery.return",
        "title_zh": f"十一月月报{number}",
        "title_en": f"Return {number}",
        "url": f"/returns/{number}/",
        "unit_id": getattr(unit, "pk", None),
        "unit_zh": getattr(unit, "official_name_zh", "某局"),
        "unit_en": "",
        "practical_on": practical_on or CALENDAR.on_or_before(due_on),
        "due_on": due_on,
    }
    return Due(**{**base, **values})


def local(day, hour=9, minute=0):
    return datetime.combine(day, time(hour, minute), ZONE)


def remind_on(day, dues, *, hour=None):
    """Make the digests of `day`, the clock standing at its morning (or at `hour`)."""
    at = local(day, 9 if hour is None else hour)
    advance_clock(to=at, actor=None)
    return remind(dues=dues, day=Day(day, at, CALENDAR, URL, hour))


def a_message(person, *, channel=Channel.IN_APP, **values):
    """A message to `person`: in the site delivered, by e-mail waiting."""
    number = next(KEYS)
    at = values.pop("queued_at", local(date(2024, 11, 18), 8))
    is_here = channel == Channel.IN_APP
    base = {
        "key": f"m{number}",
        "person": person,
        "channel": channel,
        "template": "sent_back",
        "template_version": 1,
        "language": person.language,
        "subject": f"退回月报{number}",
        "body": "数据缺少来源，请补充。",
        "queued_at": at,
        "state": State.SENT if is_here else State.WAITING,
        "sent_at": at if is_here else None,
        "next_attempt_at": None if is_here else at,
    }
    return Message.objects.create(**{**base, **values})
