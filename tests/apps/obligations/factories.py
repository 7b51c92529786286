"""Duties, and a pack with a few limits by which they are measured."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import factory
from django.urls import reverse

from tests.apps.directory.factories import UnitFactory, holder_of
from tests.conftest import TODAY
from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.obligations import services
from yingshang.apps.obligations.duties import Duty, Matter, Term
from yingshang.apps.obligations.kinds import Kind, declare
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.timekeeping import current_timekeeping
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.reading import read_pack, read_pack_files

MINIMAL = Path(__file__).parents[2] / "packs/minimal"
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


def page_of(key):
    return f"{reverse('obligations:desk')}?shelf={key}"


CHECKED = Kind("club.return", "月报", needs_verification=True, page_of=page_of)
PLAIN = Kind("club.reply", "答复", needs_verification=False, page_of=page_of)
for each in (CHECKED, PLAIN):
    declare(each)

LIMITS = """
  - id: decision
    name: {zh-hans: 作出决定, en: Decide}
    law: plain_rule
    article: 第五条
    length: 20d
    event: {zh-hans: 受理, en: acceptance}
    pauses: {grounds: [expert_review], article: 第四条}
    extension: {length: 10d, article: 第六条}
    status: example
  - id: monthly
    name: {zh-hans: 月报, en: Monthly return}
    law: plain_rule
    article: 第七条
    length: monthly:25
    event: {zh-hans: 报送期开始, en: the period opens}
    status: example
  - id: call_back
    name: {zh-hans: 回访, en: Call back}
    law: plain_rule
    article: 第八条
    length: 48h
    event: {zh-hans: 办结, en: end}
    status: example
"""


def installed(*, days=(), limits=LIMITS, files=None):
    """A release of the minimal pack with `limits`; `days` are (day, kind) of the city's own."""
    texts = dict(read_pack(MINIMAL).texts) | (files or {})
    texts["time_limits.yaml"] += limits + _city_days(days)
    pack = read_pack_files(texts)
    assert not pack.faults, pack.faults
    PackRelease.objects.update(superseded_at=TODAY + DAY)
    return PackRelease.objects.create(
        pack_id=pack.header.id,
        version=str(PackRelease.objects.count()),
        name_zh="示例",
        digest=pack.digest,
        content=pack.texts,
        installed_at=TODAY + PackRelease.objects.count() * timedelta(minutes=1),
    )


def _city_days(days):
    lines = [
        f"  - {{on: {on}, kind: {kind}, name: {{zh-hans: 本市放假}}, source: {{title: 通知}}}}"
        for on, kind in days
    ]
    return "\n".join(["city_days:", *lines, ""]) if lines else ""


def local(day, hour=0, minute=0):
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def term(due_on=date(2024, 11, 25), opened_on=date(2024, 11, 1), **others):
    """A plain term that warns two days before; `due_at` is the midnight after `due_on`."""
    return Term(
        **{
            "started_at": local(opened_on),
            "opened_at": local(opened_on),
            "due_on": due_on,
            "practical_on": due_on,
            "warn_at": local(due_on - 2 * DAY),
            "due_at": local(due_on + DAY),
        }
        | others
    )


def duty(holder=None, *, kind=CHECKED, key="1", **others):
    return Duty(
        **{
            "kind": kind.code,
            "title_zh": "报送11月进展情况",
            "title_en": "November return",
            "subject": ("club.shelf", key),
            "holder": holder or UnitFactory(),
            "term": term(),
            "matter": Matter("club.room", "7", code="07", theme="light"),
            "period_on": date(2024, 11, 1),
        }
        | others
    )


def opened(holder=None, *, at=TODAY, **others):
    """A duty opened through the service by the machine."""
    return services.open_obligation(duty=duty(holder, **others), actor=INSTALLATION, at=at)


def measured(limit="decision", start=date(2024, 4, 22), holder=None, *, key="1"):
    """A duty under a limit of the installed pack, opened on the day it began."""
    dates = current_timekeeping().term(limit, start, opened_at=local(date(2024, 4, 22), 9))
    return opened(holder, term=dates, key=key, at=local(date(2024, 4, 22), 9))


class ObligationFactory(factory.django.DjangoModelFactory):
    """A row as the services would leave it; for lists, where hundreds are needed."""

    kind = CHECKED.code
    title_zh = factory.Sequence("第{}号事项".format)
    subject_type = "club.shelf"
    subject_key = factory.Sequence(str)
    matter_type = "club.room"
    matter_key = "7"
    matter_code = "07"
    theme = "light"
    period_on = date(2024, 11, 1)
    holder_unit = factory.SubFactory(UnitFactory)
    started_at = local(date(2024, 11, 1))
    opened_at = local(date(2024, 11, 1))
    due_on = date(2024, 11, 25)
    practical_on = factory.SelfAttribute("due_on")
    warn_at = factory.LazyAttribute(lambda row: local(row.due_on - 2 * DAY))
    due_at = factory.LazyAttribute(lambda row: local(row.due_on + DAY))

    class Meta:
        model = Obligation


def a_liaison(unit=None):
    return holder_of(Role.LIAISON, unit)


def the_lead_office():
    return holder_of(Role.LEAD_OFFICE)
