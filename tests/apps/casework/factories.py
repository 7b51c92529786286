"""A city with one case type, and people who work on it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tests.apps.directory.factories import (
    PersonFactory,
    PostFactory,
    UnitFactory,
)
from tests.apps.obligations.factories import LIMITS, installed
from tests.conftest import TODAY
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Step, Way
from yingshang.apps.casework.services import Beginning
from yingshang.apps.directory.models import Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
CASE_LIMITS = """
  - id: take_in
    name: {zh-hans: 受理, en: Take in}
    law: plain_rule
    article: 第九条
    length: 5wd
    event: {zh-hans: 收到材料, en: receipt}
    status: example
  - id: link
    name: {zh-hans: 环节承诺, en: A link}
    law: plain_rule
    article: 第十条
    length: 3wd
    event: {zh-hans: 环节开始, en: begin}
    status: example
"""
CLUB = """
id: club
kind: service
number: JL
name: {zh-hans: 成立俱乐部, en: Found a club}
summary: {zh-hans: 示例事项。, en: An example.}
title_field: club_name
holder: market_regulation
opened_by: [applicant, window, official, file]
applicant: {kinds: [person, enterprise]}
fields:
  - {id: club_name, type: text, length: 40, name: {zh-hans: 名称, en: Name}, required: true}
  - {id: members, type: number, minimum: 1, name: {zh-hans: 人数, en: Members}, required: true}
  - {id: dues, type: money, name: {zh-hans: 会费, en: Dues}}
  - {id: income, type: money, computed: "members * dues", name: {zh-hans: 收入, en: Income}}
  - {id: has_room, type: yes_no, name: {zh-hans: 有场地, en: Has a room}, required: true}
  - {id: room, type: address, name: {zh-hans: 场地, en: Room}, when: "has_room = TRUE", required: true}
  - {id: phone, type: text, personal: true, prefill: person.phone, name: {zh-hans: 电话, en: Phone}}
  - {id: fire_ok, type: yes_no, name: {zh-hans: 消防合格, en: Fire safe}}
checks:
  - id: not_crowded
    condition: "members < 1000"
    message: {zh-hans: 人数不能达到1000。, en: Fewer than 1000 members.}
bars:
  - id: alone
    condition: "members = 1"
    reason: {zh-hans: 一个人不能成立俱乐部。, en: One person is no club.}
    status: example
materials:
  - {id: statutes, name: {zh-hans: 章程, en: Statutes}, required: true, may_follow: true, status: example}
routes:
  - {id: usual, name: {zh-hans: 一般办理, en: Usual}, summary: {zh-hans: 一般。, en: Usual.}, status: example}
  - {id: later, name: {zh-hans: 容缺, en: Papers later}, summary: {zh-hans: 容缺。, en: Later.}, follows_within: decision, status: example}
  - {id: pledge, name: {zh-hans: 告知承诺, en: Pledge}, summary: {zh-hans: 承诺。, en: Pledge.}, commitment_letter: pledge, after_check: look, status: example}
acceptance: {holder: market_regulation, limit: take_in, deemed: true}
limits: {statutory: decision}
letters: {receipt: receipt, correction: correction}
steps:
  - id: look
    name: {zh-hans: 实地查看, en: Look}
    holder: market_regulation
    when: "has_room = TRUE"
    limit: link
    statutory: decision
    fields: [fire_ok]
    outcomes:
      - {id: fine, name: {zh-hans: 合格, en: Fine}}
      - {id: poor, name: {zh-hans: 不合格, en: Poor}, kind: refused, needs_reason: true, ends: refused}
    status: example
  - id: name_check
    name: {zh-hans: 核名, en: Check the name}
    holder: second
    limit: link
    outcomes:
      - {id: free, name: {zh-hans: 可用, en: Free}}
    status: example
  - id: decide
    name: {zh-hans: 决定, en: Decide}
    holder: market_regulation
    after: [look, name_check]
    limit: link
    outcomes:
      - {id: yes_done, name: {zh-hans: 准予, en: Granted}, ends: granted, letter: granted}
      - {id: no_done, name: {zh-hans: 不予, en: Refused}, kind: refused, needs_reason: true, ends: refused}
    status: example
outcomes:
  - {id: granted, name: {zh-hans: 准予, en: Granted}, kind: granted}
  - {id: refused, name: {zh-hans: 不予, en: Refused}, kind: refused}
"""
CLUB_LETTERS = """
letters:
  - {id: receipt, kind: receipt, name: {zh-hans: 回执, en: Receipt}, title: {zh-hans: 收件回执, en: Receipt}, body: {zh-hans: "{applicant}：收到{club_name}的申请，编号{number}。", en: "{number}"}}
  - {id: correction, kind: correction, name: {zh-hans: 补正, en: Correction}, title: {zh-hans: 补正通知, en: Correction}, body: {zh-hans: "请补正：{missing}", en: "{missing}"}}
  - {id: granted, kind: decision, name: {zh-hans: 决定书, en: Decision}, title: {zh-hans: 决定书, en: Decision}, body: {zh-hans: "{club_name}：准予。", en: "{club_name}"}}
  - {id: pledge, kind: commitment, name: {zh-hans: 承诺书, en: Pledge}, title: {zh-hans: 承诺书, en: Pledge}, body: {zh-hans: "本人承诺符合条件。", en: "I pledge."}}
"""
CLUB_EXAMPLES = """
examples:
  - id: usual
    name: {zh-hans: 一般, en: Usual}
    opened: 2024-11-18T09:00:00
    facts: {club_name: 棋社, members: 5, has_room: false}
    acts: []
    expect: {outcome: null}
"""
VALUES = {"club_name": "棋社", "members": "12", "has_room": "true", "room": "人民大街1号"}
PDF = b"%PDF-1.7 statutes"


def local(day, hour=9):
    return datetime.combine(day, time(hour), SHANGHAI)


@dataclass
class World:
    """One installed type, two units, and people with posts."""

    unit: Unit
    second: Unit
    handler: object
    colleague: object
    clerk: object
    checker: object
    leader: object
    applicant: object
    at: datetime = TODAY
    extra: dict = field(default_factory=dict)

    def beginning(self, **others):
        return Beginning(
            **{
                "type_code": "club",
                "way": Way.APPLICANT,
                "applicant": self.applicant,
                "values": VALUES,
            }
            | others
        )

    def draft(self, **others):
        given = self.beginning(**others)
        return services.open_case(beginning=given, actor=self.applicant, at=self.at)

    def with_statutes(self, case, actor=None):
        services.attach(
            case_id=case.pk,
            belongs_to="statutes",
            name="章程.pdf",
            content=PDF,
            actor=actor or self.applicant,
            at=self.at,
        )
        return case

    def submitted(self, key="key-1", **others):
        case = self.with_statutes(self.draft(**others))
        return services.submit(case_id=case.pk, key=key, actor=self.applicant, at=self.at)

    def running(self, key="key-1", **others):
        case = self.submitted(key, **others)
        return services.accept(case_id=case.pk, actor=self.clerk, at=self.at)

    def step(self, case, code):
        return Step.objects.filter(case=case, code=code).order_by("-number").first()

    def settle(self, case, code, outcome, actor=None, **others):
        return services.settle(
            **{
                "step_id": self.step(case, code).pk,
                "outcome": outcome,
                "actor": actor or self.handler,
                "at": self.at,
            }
            | others
        )


def a_world(case=CLUB, letters=CLUB_LETTERS, examples=CLUB_EXAMPLES, name="club"):
    files = {
        f"casework/{name}/case.yaml": case,
        f"casework/{name}/letters.yaml": letters,
        f"casework/{name}/examples.yaml": examples,
    }
    installed(limits=LIMITS + CASE_LIMITS, files=files)
    unit = Unit.objects.filter(workspace=None, code="market_regulation").first() or UnitFactory(
        code="market_regulation"
    )
    second = UnitFactory(code="second")
    return World(
        unit=unit,
        second=second,
        handler=holding("handler", unit),
        colleague=holding("handler", second),
        clerk=holding("window_clerk", unit),
        checker=holding("unit_reviewer", unit),
        leader=holding("unit_leader", unit),
        applicant=PersonFactory(),
    )


def holding(role, unit):
    return PostFactory(role=role, unit=unit, valid_from=date(2020, 1, 1)).person
