"""A small grammar of what units plan: own measures made of the published ones, all invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yingshang.apps.delivery.decisions.dates import months_between
from yingshang.apps.delivery.decisions.implementation import (
    Content,
    Disclaimer,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)
from yingshang.apps.delivery.models import Measure, Role

SATURDAY = 5
WAYS = (
    "由{section}牵头制定细则并组织实施：{plain}",
    "梳理清单、明确流程和时限，推进“{plain}”",
    "分批推进“{plain}”，每月调度一次",
    "会同有关单位建立工作机制，落实“{plain}”",
)
FIRST = ("印发细则，明确责任分工", "完成摸底，建立问题清单", "方案经专班会议审定", "完成人员培训")
MIDDLE = ("首批事项落地，形成阶段总结", "完成半数任务并开展自查", "试点运行满一个月，完成评估")
LAST = ("全部完成并经专班验收", "建立长效机制，完成总结", "完成回头看，问题清单全部销号")
STAGES = ("制定细则，明确分工", "组织实施，建立台账", "按计划推进，逐项销号", "开展自查，完善措施")
EVIDENCE = ("文件和台账", "会议纪要和工作台账", "系统截图和统计表", "现场照片和清单")
RESULTS = ("流程更简、时限更短", "企业满意度提高", "问题清单全部销号", "形成可复制的做法")
COUNTED = (("件", 120), ("户", 60), ("项", 24), ("次", 12))
NOT_OURS = "由牵头单位组织实施，本单位按职责配合提供材料"
# How many published measures a unit beside the lead carries at most.
SHARE_OF_A_HELPER = 2


@dataclass(frozen=True)
class Drafter:
    """Who drafts: the section and the person that answer, the first and the last possible day."""

    section: str
    person_name: str
    first_on: date
    last_on: date


def own_plan(role: Role, measures: Sequence[Measure], drafter: Drafter, dice: Random) -> Content:
    """A complete plan: a lead carries every published measure, a helper one or two."""
    carried = list(measures)
    if role == Role.COOPERATING and len(carried) > 1:
        carried = carried[: dice.randint(1, min(SHARE_OF_A_HELPER, len(carried)))]
    others = [each for each in measures if each not in carried]
    return Content(
        measures=tuple(_measure(each, drafter, dice) for each in carried),
        not_ours=tuple(Disclaimer(each.code, NOT_OURS) for each in others),
    )


def _measure(measure: Measure, drafter: Drafter, dice: Random) -> MeasureContent:
    starts_on = _working(drafter.first_on + timedelta(days=dice.randint(0, 20)))
    ends_on = _working(drafter.last_on - timedelta(days=dice.choice((3, 15, 33, 47))))
    return MeasureContent(
        text=dice.choice(WAYS).format(section=drafter.section, plain=measure.plain.zh),
        carries=(measure.code,),
        section=drafter.section,
        person_name=drafter.person_name,
        starts_on=starts_on,
        ends_on=ends_on,
        result=dice.choice(RESULTS),
        evidence=dice.choice(EVIDENCE),
        milestones=_milestones(starts_on, ends_on, dice),
        months=_months(starts_on, ends_on, drafter, dice),
    )


def _milestones(starts_on: date, ends_on: date, dice: Random) -> tuple[MilestoneContent, ...]:
    length = (ends_on - starts_on).days
    early = _working(starts_on + timedelta(days=length * dice.randint(15, 25) // 100))
    middle = _working(starts_on + timedelta(days=length * dice.randint(50, 65) // 100))
    return (
        MilestoneContent(early, dice.choice(FIRST)),
        MilestoneContent(middle, dice.choice(MIDDLE)),
        MilestoneContent(ends_on, dice.choice(LAST)),
    )


def _months(
    starts_on: date, ends_on: date, drafter: Drafter, dice: Random
) -> tuple[MonthContent, ...]:
    months = months_between(starts_on, ends_on)
    unit, total = dice.choice(COUNTED)
    is_counted = dice.random() < 1 / 2
    found = []
    for number, month in enumerate(months, start=1):
        words = STAGES[(number - 1) * len(STAGES) // len(months)]
        figure = MonthContent(
            month,
            words,
            Decimal(total * number // len(months)),
            Decimal(total),
            unit,
            f"{drafter.section}台账",
        )
        found.append(figure if is_counted else MonthContent(month, words))
    return tuple(found)


def _working(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
