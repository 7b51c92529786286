"""A small reporting city with rules for meetings, publicity and the appraisal."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tests.apps.delivery.packs import text
from tests.apps.delivery.returning import World as Reporting
from tests.apps.delivery.returning import a_city as a_reporting_city
from tests.apps.delivery.returning import local, reporting_pack
from yingshang.apps.delivery.decisions.meetings import Calling, Order
from yingshang.apps.delivery.decisions.publicity import Published
from yingshang.apps.delivery.models import Task
from yingshang.apps.delivery.services import appraisal, meetings, publicity
from yingshang.apps.directory.models import Unit
from yingshang.apps.obligations.models import Verdict
from yingshang.engines.packs.reading import read_pack_files

JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)
MEETINGS = {
    "decision_limits": ["minutes"],
    "minutes_title": text("调度会会议纪要（第{number}次）", "Minutes of meeting No. {number}"),
    "source": {"title": "示例方案"},
}
CHANNELS = {
    "channels": [
        {"code": "portal", "name": text("门户网站", "Portal")},
        {"code": "new_media", "name": text("政务新媒体", "New media")},
    ],
    "source": {"title": "示例方案"},
}
SCORING = {
    "version": 1,
    "base": 100,
    "objection_limit": "objection",
    "answer_limit": "answer",
    "rules": [
        {
            "code": "in_time",
            "name": text("按期落实", "In time"),
            "points": "1",
            "cap": "1.5",
            "duty": {"kinds": ["delivery.decision"], "outcome": "in_time"},
        },
        {
            "code": "late",
            "name": text("逾期落实"),
            "points": "-1",
            "duty": {"kinds": ["delivery.decision"], "outcome": "late"},
        },
        {
            "code": "missing",
            "name": text("未落实"),
            "points": "-2",
            "duty": {"kinds": ["delivery.decision"], "outcome": "missing"},
        },
        {
            "code": "hollow",
            "name": text("空泛退回"),
            "points": "-0.5",
            "event": {"kind": "obligations.verified", "where": {"verdict": "hollow"}},
        },
        {
            "code": "adopted",
            "name": text("经验入库"),
            "points": "2",
            "event": {
                "kind": "delivery.practice_adopted",
                "undone_by": ["delivery.publicity_withdrawn"],
            },
        },
    ],
    "source": {"title": "示例方案"},
}


def working_pack(scoring=SCORING, meeting_rules=MEETINGS, channels=CHANNELS):
    """The small reporting pack with these three files; None leaves one out."""
    texts = dict(reporting_pack().texts)
    limits = json.loads(texts["time_limits.yaml"])
    first = limits["limits"][0]
    limits["limits"] += [
        {**first, "id": "minutes", "length": "20wd", "name": text("会议议定事项")},
        {**first, "id": "objection", "length": "10wd", "name": text("考评异议")},
        {
            **first,
            "id": "answer",
            "length": "5wd",
            "name": text("答复异议"),
            "status": "example",
            "note": text("方案没有规定，五日为示例。", "Five days are an example."),
        },
    ]
    files = {
        "time_limits.yaml": limits,
        "appraisal.yaml": scoring,
        "meetings.yaml": meeting_rules,
        "publicity.yaml": channels,
    }
    texts |= {
        name: json.dumps(content, ensure_ascii=False)
        for name, content in files.items()
        if content is not None
    }
    found = read_pack_files(texts, "example")
    assert not found.faults, found.faults
    return found


@dataclass
class World(Reporting):
    """The reporting city, with short ways to meet, publish and appraise."""

    def unit(self, code) -> Unit:
        return Unit.objects.get(code=code)

    def task(self, code="01") -> Task:
        return Task.objects.get(plan=self.plan, code=code)

    def calling(self, held_on=date(2024, 6, 5), units=("alpha", "beta", "court"), **more):
        keys = tuple(self.unit(code).pk for code in units)
        return Calling(held_on, **{"place": "政务大厅", "chair": "副市长", "units": keys, **more})

    def call(self, at=None, **options):
        return meetings.call(
            plan_id=self.plan.pk,
            calling=self.calling(**options),
            actor=self.lead,
            at=at or local(6, 3),
        )

    def hold(self, meeting, at=None, came=("alpha", "beta")):
        meeting.refresh_from_db()
        return meetings.hold(
            meeting_id=meeting.pk,
            revision=meeting.revision,
            came={self.unit(code).pk: "张三" for code in came},
            actor=self.lead,
            at=at or local(6, 5),
        )

    def held(self, **options):
        """A meeting that was called and held on its day."""
        meeting = self.call(**options)
        return self.hold(meeting, at=local(meeting.held_on.month, meeting.held_on.day))

    def order(self, holder="alpha", what="开设专窗", beside=(), **more):
        more = more or {"due_on": date(2024, 6, 20)}
        keys = tuple(self.unit(code).pk for code in beside)
        return Order(what, self.unit(holder).pk, beside=keys, **more)

    def decide(self, meeting, at=None, **options):
        return meetings.decide(
            meeting_id=meeting.pk,
            order=self.order(**options),
            actor=self.lead,
            at=at or local(6, 5, 10),
        )

    def report(self, decision, note="专窗已开", at=None, **options):
        return meetings.report(
            decision_id=decision.pk,
            note=note,
            actor=self.who(decision.holder.code, "liaison"),
            at=at or local(6, 18),
            **options,
        )

    def check(self, decision, verdict=Verdict.PROVEN, note="", at=None):
        return meetings.check(
            decision_id=decision.pk,
            verdict=verdict,
            actor=self.lead,
            at=at or local(6, 19),
            note=note,
        )

    def published(self, **more):
        values = {
            "kind": "publicity",
            "title": "当天开办企业",
            "channel": "portal",
            "published_on": date(2024, 6, 10),
            "address": "https://example.cn/1",
        }
        return Published(**{**values, **more})

    def practice(self, **more):
        values = {
            "kind": "good_practice",
            "title": "一窗通办",
            "practice": "合并窗口",
            "effect": "少跑两趟",
            "may_quote": True,
        }
        return self.published(**{**values, **more})

    def enter(self, item=None, unit="alpha", at=None):
        return publicity.enter(
            plan_id=self.plan.pk,
            unit_id=self.unit(unit).pk,
            item=item or self.published(),
            actor=self.who(unit, "liaison"),
            at=at or local(6, 12),
        )

    def adopt(self, item, at=None):
        return publicity.adopt(item_id=item.pk, actor=self.lead, at=at or local(6, 13))

    def object(self, key, unit="alpha", at=None, reason="已按时报送", month=JUNE):
        return appraisal.raise_objection(
            plan_id=self.plan.pk,
            month_on=month,
            entry_key=key,
            reason=reason,
            actor=self.who(unit, "unit_reviewer"),
            at=at or local(7, 3),
        )

    def settle(self, objection_id: UUID, *, is_upheld=True, note="情况属实", at=None, **more):
        return appraisal.decide(
            objection_id=objection_id,
            is_upheld=is_upheld,
            note=note,
            actor=self.lead,
            at=at or local(7, 5),
            **more,
        )

    def freeze(self, month=JUNE, at=None):
        return appraisal.freeze(
            plan_id=self.plan.pk, month_on=month, actor=self.lead, at=at or local(7, 20)
        )


def a_city(**files) -> World:
    found = a_reporting_city(working_pack(**files))
    return World(plan=found.plan, lead=found.lead, people=found.people)
