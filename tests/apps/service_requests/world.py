"""A city that takes requests by the case type of Liaoyuan, and people who handle them."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.apps.directory.factories import PersonFactory, PostFactory, UnitFactory
from tests.apps.obligations.factories import installed
from tests.conftest import TODAY
from yingshang.apps.casework import services as casework
from yingshang.apps.casework.models import Step
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.services import Heard, Reported

PACK = Path(__file__).parents[3] / "packs" / "liaoyuan-2024"
UNITS = {
    "government_services": "city_government",
    "market_regulation": "market_regulation",
    "human_resources": "public_security",
    "housing_construction": "tax",
}
WORDS = "我是李小明，电话13812345678。幸福路门前有人收占道费，每月三百元，没有票据。"
SHOWN = "幸福路门前有人收占道费"


def _own(text):
    for ours, theirs in UNITS.items():
        text = re.sub(rf"\b{ours}\b", theirs, text)
    text = text.replace('tasks: ["05", "49"]', 'tasks: ["01"]')
    return re.sub(r"links:\n.*\n", "", text)


def _files():
    read = {
        path: _own((PACK / path).read_text(encoding="utf-8"))
        for path in (
            "casework/request_general/case.yaml",
            "casework/request_general/examples.yaml",
            "service_requests/requests.yaml",
            "service_requests/channels.yaml",
            "service_requests/callbacks.yaml",
            "service_requests/rates.yaml",
        )
    }
    read["service_requests/topics.yaml"] = """
topics:
  - {id: charges, name: {zh-hans: 违规收费}, phrases: [占道费, 收费], unit: market_regulation}
  - id: roads
    name: {zh-hans: 道路}
    phrases: [积水, 路灯]
    unit: tax
    units_by_region: {"220421": east_county}
"""
    return read


def _limits():
    text = (PACK / "time_limits.yaml").read_text(encoding="utf-8")
    found = re.findall(r"  - id: request_\w+\n(?:    .*\n)+", text)
    return "".join(found).replace("law: hotline_rules", "law: plain_rule")


@dataclass
class World:
    """The intake office, a unit that handles, another one, and people with posts."""

    intake: Unit
    unit: Unit
    other: Unit
    clerk: object
    second_clerk: object
    handler: object
    colleague: object
    stranger: object
    lead: object
    leader: object
    at: object = TODAY

    def report(self, **others):
        given = {
            "channel": "portal",
            "class_code": "complaint",
            "words": WORDS,
            "key": "key-1",
            "name": "李小明",
            "phone": "13812345678",
        }
        return services.take(reported=Reported(**given | others), actor=INSTALLATION, at=self.at)

    def dispatched(self, unit="market_regulation", topic="charges", **others):
        report = self.report(**others)
        services.dispatch(
            request_id=report.request_id, topic=topic, unit=unit, actor=self.clerk, at=self.at
        )
        return report

    def answered(self, **others):
        """Up to the point at which a call-back is due."""
        report = self.dispatched(**others)
        self.settle(report, "sign", "signed", self.handler)
        self.answer_again(report)
        return report

    def answer_again(self, report):
        values = {"answer": "已责令退还。"}
        self.settle(report, "handle", "answered", self.handler, values=values)
        self.settle(report, "check", "passed", self.clerk)

    def step(self, report, code):
        rows = Step.objects.filter(case=report.request_id, code=code)
        return rows.order_by("-number").first()

    def settle(self, report, code, outcome, actor, **others):
        step = self.step(report, code)
        return casework.settle(step_id=step.pk, outcome=outcome, actor=actor, at=self.at, **others)

    def call(self, report, actor=None, **heard):
        said = {"reached": True, "solved": True, "satisfied": "satisfied", "contacted": True}
        return services.call_back(
            request_id=report.request_id,
            heard=Heard(**said | heard),
            actor=actor or self.second_clerk,
            at=self.at,
        )


def a_world():
    installed(limits=_limits(), files=_files())
    intake, unit, other = (
        Unit.objects.filter(workspace=None, code=code).first() or UnitFactory(code=code)
        for code in ("city_government", "market_regulation", "tax")
    )
    return World(
        intake=intake,
        unit=unit,
        other=other,
        clerk=holding("handler", intake),
        second_clerk=holding("handler", intake),
        handler=holding("handler", unit),
        colleague=holding("unit_leader", unit),
        stranger=holding("handler", other),
        lead=holding("lead_office", intake),
        leader=holding("unit_leader", intake),
    )


def holding(role, unit):
    return PostFactory(role=role, unit=unit, valid_from=date(2020, 1, 1)).person


def a_person(**others):
    return PersonFactory(**others)
