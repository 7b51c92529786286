"""A small city with units, people and a plan, for the tests of implementation plans."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction

from tests.apps.delivery.factories import a_release, the_units
from tests.apps.delivery.packs import small_pack, text
from tests.apps.directory.factories import PostFactory
from yingshang.apps.delivery.decisions.implementation import (
    Content,
    Disclaimer,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)
from yingshang.apps.delivery.models import ImplementationPlan, Plan
from yingshang.apps.delivery.selectors.implementation.content import latest_version, token_of
from yingshang.apps.delivery.services import implementation, install_plan
from yingshang.apps.directory.models import Person, Role, Unit
from yingshang.engines.packs.reading import read_pack_files

OPENED = datetime(2024, 4, 23, 1, 0, tzinfo=UTC)
IN_TIME = datetime(2024, 5, 13, 1, 0, tzinfo=UTC)
LATE = datetime(2024, 5, 22, 1, 0, tzinfo=UTC)


LIMITS = {
    "default_law": "plan",
    "laws": [
        {
            "id": "plan",
            "name": text("示例方案"),
            "valid_from": "2024-04-22",
            "status": "example",
        }
    ],
    "limits": [
        {
            "id": "implementation_plan",
            "name": text("细化实施方案", "Draft an implementation plan"),
            "law": "plan",
            "source": {"title": "示例方案"},
            "length": "20wd",
            "event": text("方案印发之日", "issue of the plan"),
            "status": "example",
        }
    ],
}


@dataclass
class World:
    plan: Plan
    lead: Person
    people: dict = field(default_factory=dict)

    def of(self, unit: str, task: str = "01") -> ImplementationPlan:
        return ImplementationPlan.objects.get(unit__code=unit, task__code=task)

    def who(self, unit: str, role: str) -> Person:
        if (unit, role) not in self.people:
            post = PostFactory(unit=Unit.objects.get(code=unit), role=role)
            self.people[unit, role] = post.person
        return self.people[unit, role]

    def save(self, unit="alpha", task="01", content=None, at=IN_TIME, token=None):
        plan = self.of(unit, task)
        return implementation.keep(
            implementation_id=plan.pk,
            content=a_content() if content is None else content,
            token=token or token_of(latest_version(plan)),
            actor=self.who(unit, "liaison"),
            at=at,
        )

    def sign(self, unit="alpha", task="01", at=IN_TIME, **options):
        plan = self.of(unit, task)
        return implementation.sign(
            implementation_id=plan.pk,
            token=token_of(latest_version(plan)),
            actor=self.who(unit, "unit_leader"),
            at=at,
            **options,
        )

    def accept(self, unit="alpha", task="01", at=IN_TIME):
        plan = self.of(unit, task)
        return implementation.accept(implementation_id=plan.pk, actor=self.lead, at=at)

    def send_back(self, unit="alpha", task="01", at=IN_TIME, reason="节点太少"):
        plan = self.of(unit, task)
        return implementation.send_back(
            implementation_id=plan.pk, reason=reason, actor=self.lead, at=at
        )


def a_world(pack=None, version="0.1.0") -> World:
    """The small plan with its time limit installed, and drafting opened by the lead office."""
    pack = with_limit(pack or small_pack())
    with transaction.atomic():
        the_units(pack)
        plan = install_plan(pack=pack, release=a_release(pack, version), actor=None, at=OPENED)
    lead = PostFactory(role=Role.LEAD_OFFICE, unit=Unit.objects.get(code="beta")).person
    implementation.open_drafting(plan=plan, actor=lead, at=OPENED)
    return World(plan=plan, lead=lead)


def with_limit(pack, limit="implementation_plan"):
    """The pack with the time limit of implementation plans, or with another one only."""
    entry = {**LIMITS["limits"][0], "id": limit}
    limits = json.dumps({**LIMITS, "limits": [entry]}, ensure_ascii=False)
    return read_pack_files({**pack.texts, "time_limits.yaml": limits}, "example")


def a_measure(**more) -> MeasureContent:
    values = {
        "text": "开设企业开办专窗",
        "carries": ("01.1",),
        "section": "注册科",
        "person_name": "张三",
        "starts_on": date(2024, 5, 6),
        "ends_on": date(2024, 11, 29),
        "result": "当日办结",
        "evidence": "窗口台账",
        "milestones": (
            MilestoneContent(date(2024, 6, 28), "专窗开放"),
            MilestoneContent(date(2024, 11, 29), "当日办结率达标"),
        ),
        "months": (
            MonthContent(date(2024, 5, 1), "完成选址"),
            MonthContent(date(2024, 6, 1), "试运行", Decimal(30), Decimal(120), "户", "窗口台账"),
        ),
    }
    return MeasureContent(**{**values, **more})


def a_content(**more) -> Content:
    """A complete plan for task 01: its measure 01.1 carried, 01.2 refused."""
    return Content((a_measure(**more),), (Disclaimer("01.2", "由市政数局负责"),))
