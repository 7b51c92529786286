"""A small city whose units report, for the tests of periods and returns."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from tests.apps.delivery.factories import a_release, the_units
from tests.apps.delivery.implementation_world import LIMITS
from tests.apps.delivery.packs import small_pack, text
from tests.apps.directory.factories import CityRoleFactory, PostFactory
from yingshang.apps.delivery.decisions.returns import Content, LineContent
from yingshang.apps.delivery.models import Plan, Return, ReturnVersion
from yingshang.apps.delivery.selectors.returns.basis import basis_of
from yingshang.apps.delivery.services import install_plan, periods, returns
from yingshang.apps.directory.models import CityRole, Designation, Person, Role, Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.engines.packs.reading import read_pack_files

SHANGHAI = ZoneInfo("Asia/Shanghai")
MAY = date(2024, 5, 1)
SUBSTANCE = "召开协调会两次，印发办事指南，走访企业并收集意见建议十一条，已答复九条。"
OTHER_WORDS = "新设企业开办专窗，办理时间由八小时缩短到四小时，并公开办理结果，接受监督。"
HOLLOW = "持续推进。"
PDF = b"%PDF-1.4 evidence"

RULES = {
    "first_month": "2024-05",
    "columns": [
        {"field": name, "heading": text(heading)}
        for name, heading in (
            ("number", "序号"),
            ("task", "任务"),
            ("measure", "具体举措"),
            ("lead", "牵头单位"),
            ("units", "责任单位"),
            ("person", "责任人"),
            ("due", "完成时限"),
            ("expected", "预期进度"),
            ("progress", "本月进展"),
            ("numerator", "数值"),
            ("denominator", "分母"),
            ("measured_in", "单位"),
            ("source", "来源"),
            ("milestones", "达成节点"),
            ("problems", "问题"),
            ("blocked_by", "待谁配合"),
            ("blocked_since", "自何日起"),
            ("next_step", "下步打算"),
            ("evidence", "佐证"),
            ("state", "状态"),
            ("filled_by", "填报人"),
            ("phone", "联系电话"),
            ("reviewed_by", "审核人"),
        )
    ],
    "summary": [
        {"code": "done", "heading": text("主要成效", "What was done")},
        {"code": "problems", "heading": text("存在问题", "Problems")},
    ],
    "hollow": {"least_characters": 20, "formulas": ["持续推进", "正在进行"]},
    "copied": {"share": 0.9, "least_characters": 20},
    "evidence": {"largest_megabytes": 1, "most_files": 3},
    "circular": {
        "title": text("关于{period}报送情况的通报", "Circular on {period}"),
        "opening": text("应报{expected}份，{due_on}前报送{on_time}份，逾期{late}份。"),
        "late": text("逾期报送的单位"),
        "missing": text("未报送的单位"),
        "sent_back": text("退回重报的单位"),
        "closing": text("请及时补报。"),
    },
    "source": {"title": "示例方案"},
}


def local(month, day, hour=9, minute=0):
    return datetime(2024, month, day, hour, minute, tzinfo=SHANGHAI)


def reporting_pack(pack=None, *, rules=RULES, limits=("monthly:25", "qe")):
    """The small pack with the limits and rules of reporting; None leaves a part out."""
    texts = dict((pack or small_pack()).texts)
    named = zip(("monthly_return", "quarterly_summary"), limits, strict=True)
    entries = [
        {**LIMITS["limits"][0], "id": name, "length": length, "name": text("报送")}
        for name, length in named
    ]
    written = {**LIMITS, "limits": [LIMITS["limits"][0], *entries]}
    texts["time_limits.yaml"] = json.dumps(written, ensure_ascii=False)
    if rules is not None:
        texts["returns.yaml"] = json.dumps(rules, ensure_ascii=False)
    found = read_pack_files(texts, "example")
    assert not found.faults, found.faults
    return found


@dataclass
class World:
    plan: Plan
    lead: Person
    people: dict = field(default_factory=dict)

    def open(self, starts_on=MAY, kind="month", at=None, actor=INSTALLATION):
        at = at or datetime.combine(starts_on, datetime.min.time(), SHANGHAI).replace(hour=9)
        return periods.open_period(
            plan_id=self.plan.pk, kind=kind, starts_on=starts_on, actor=actor, at=at
        )

    def of(self, unit, task="01", month=5, kind="progress"):
        return Return.objects.with_names().get(
            unit__code=unit, task__code=task, period__starts_on=date(2024, month, 1), kind=kind
        )

    def who(self, unit, role):
        if (unit, role) not in self.people:
            post = PostFactory(unit=Unit.objects.get(code=unit), role=role)
            self.people[unit, role] = post.person
        return self.people[unit, role]

    def save(self, report, content=None, at=None, revision=None):
        report.refresh_from_db()
        return returns.keep(
            return_id=report.pk,
            content=said(report) if content is None else content,
            revision=report.revision if revision is None else revision,
            actor=self.who(report.unit.code, "liaison"),
            at=at or local(5, 20),
        )

    def hand_in(self, report, at=None):
        report.refresh_from_db()
        return returns.hand_in(
            return_id=report.pk,
            revision=report.revision,
            actor=self.who(report.unit.code, "liaison"),
            at=at or local(5, 20, 10),
        )

    def submit(self, report, at=None, **options):
        return returns.submit(
            return_id=report.pk,
            actor=self.who(report.unit.code, "unit_reviewer"),
            at=at or local(5, 20, 11),
            **options,
        )

    def submitted(self, report, content=None, at=None, **options):
        """Filled in, handed in and submitted at once."""
        self.save(report, content, at)
        self.hand_in(report, at)
        return self.submit(report, at, **options)

    def approve(self, report, at=None):
        return returns.approve(return_id=report.pk, actor=self.lead, at=at or local(5, 21))

    def send_back(self, report, at=None, reason="没有数字和佐证", verdict="hollow"):
        return returns.send_back(
            return_id=report.pk,
            verdict=ReturnVersion.Verdict(verdict),
            reason=reason,
            actor=self.lead,
            at=at or local(5, 21),
        )

    def attach(self, report, content=PDF, name="会议纪要.pdf", key=None, at=None):
        return returns.attach(
            return_id=report.pk,
            line_key=key or basis_of(report)[0].key,
            name=name,
            content=content,
            actor=self.who(report.unit.code, "liaison"),
            at=at or local(5, 20),
        )


def said(report, words=SUBSTANCE, **more):
    """Something for every line of `report`."""
    lines = tuple(LineContent(basis.key, progress=words, **more) for basis in basis_of(report))
    return Content(lines)


def with_figure(report):
    return said(
        report,
        numerator=Decimal(30),
        denominator=Decimal(120),
        measured_in="户",
        source="窗口台账",
    )


def a_city(pack=None):
    """The small plan that reports, with a lead office, a consolidator and designated people."""
    pack = pack or reporting_pack()
    with transaction.atomic():
        the_units(pack)
        plan = install_plan(pack=pack, release=a_release(pack), actor=None, at=local(4, 22))
    office = Unit.objects.get(code="west")
    lead = PostFactory(role=Role.LEAD_OFFICE, unit=office).person
    CityRoleFactory(unit=office, role=CityRole.Name.CONSOLIDATOR)
    world = World(plan=plan, lead=lead)
    for code in ("alpha", "beta"):
        liaison = world.who(code, "liaison")
        Designation.objects.create(
            unit=Unit.objects.get(code=code), person=liaison, valid_from=date(2024, 4, 22)
        )
    return world
