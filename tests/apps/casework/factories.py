"""A city with one case type, and people who work on it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
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
CONTENT = Path(__file__).parent / "club"
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
CLUB = (CONTENT / "case.yaml").read_text(encoding="utf-8")
CLUB_LETTERS = (CONTENT / "letters.yaml").read_text(encoding="utf-8")
CLUB_EXAMPLES = (CONTENT / "examples.yaml").read_text(encoding="utf-8")
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
    second = Unit.objects.filter(code="second").first() or UnitFactory(code="second")
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
