"""Spring of the sample city: every unit drafts its plans, leaders sign, the lead office reviews."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.models import ImplementationPlan, Measure, Plan, Role
from yingshang.apps.delivery.selectors.implementation.content import (
    content_of,
    latest_head,
    latest_version,
    token_of,
)
from yingshang.apps.delivery.selectors.implementation.lists import plans_in_order
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.services import implementation
from yingshang.apps.directory.models import Person, TaskForce, Unit
from yingshang.apps.directory.models import Role as Post
from yingshang.apps.directory.permissions import read_once
from yingshang.apps.ledger import clock
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.own_measures import Drafter, own_plan

# Days after the issue of the plan; the limit is the pack's, these are what people did.
OPENED_AFTER = 1
DRAFTED_AFTER = (7, 18)
REVIEWED_AFTER = 22
MENDED_AFTER = 25
SIGNED_LATE_AFTER = 30
CHANGED_AFTER = 112
SENT_BACK = 12
LATE_REASON = "责任科室人员调整，细化举措耗时较长"
SHORTCOMINGS = (
    "节点过于集中在年底，请补充上半年的节点",
    "佐证材料写得太笼统，请写明文件或台账名称",
    "按月预期没有可核对的内容，请补充",
)
CHANGE_REASON = "机构职能调整，责任科室变更，完成时限相应后延"


@dataclass(frozen=True)
class Work:
    """One plan to be written: whose, by whom, for which published measures."""

    plan: ImplementationPlan
    measures: Sequence[Measure]
    drafter: Drafter
    liaison: Person
    leader: Person


def plans_of_every_unit(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Ask for every plan; most are drafted, signed and accepted in time, a few are not."""
    plan = _plan()
    _open(city, plan)
    work = _work(city, plan)
    silent, tardy = _late_units(work)
    in_time = [each for each in work if each.plan.unit not in (silent, tardy)]
    total = len(in_time) + 1
    for number, each in enumerate(in_time, start=1):
        _draft_and_sign(city, plan, each, number / total)
        yield number, total
    _review(city, plan, in_time)
    for each in work:
        if each.plan.unit == tardy:
            _write(city, each)
            at = city.move_to(_morning(plan, SIGNED_LATE_AFTER))
            _sign(each, at, late_reason=LATE_REASON)
            _accept(city, [each], at)
    yield total, total


def a_unit_changes_its_plan(city: SampleCity) -> Iterator[tuple[int, int]]:
    """In summer one unit changes a plan with a reason; the old version stays on record."""
    plan = _plan()
    work = _work(city, plan)
    chosen = next(each for each in work if each.plan.role == Role.LEAD)
    at = city.move_to(_morning(plan, CHANGED_AFTER))
    key = chosen.plan.pk
    implementation.change(implementation_id=key, reason=CHANGE_REASON, actor=chosen.liaison, at=at)
    latest = latest_version(chosen.plan)
    implementation.keep(
        implementation_id=key,
        content=_postponed(content_of(latest), plan.period_to),
        token=token_of(latest),
        actor=chosen.liaison,
        at=at,
    )
    _sign(chosen, at)
    _accept(city, [chosen], at)
    yield 1, 1


def _plan() -> Plan:
    plan = city_plan(clock.today())
    if plan is None:
        raise LookupError("the sample city has no plan")
    return plan


def _morning(plan: Plan, after: int) -> datetime:
    issued_on = plan.issued_on or plan.period_from
    return clock.morning_of(issued_on + timedelta(days=after))


def _open(city: SampleCity, plan: Plan) -> None:
    at = city.move_to(_morning(plan, OPENED_AFTER))
    implementation.open_drafting(plan=plan, actor=_lead_office(city), at=at)


def _lead_office(city: SampleCity) -> Person:
    return next(person for (_, role), person in city.people.items() if role == Post.LEAD_OFFICE)


def _work(city: SampleCity, plan: Plan) -> list[Work]:
    """Every plan of a unit that has people, by task."""
    sections = dict(TaskForce.objects.order_by("pk").values_list("unit", "section"))
    measures: dict[object, list[Measure]] = {}
    for measure in Measure.objects.in_force().filter(plan=plan).order_by("position"):
        measures.setdefault(measure.task_id, []).append(measure)
    first_on = (plan.issued_on or plan.period_from) + timedelta(days=DRAFTED_AFTER[0])
    found = []
    for row in plans_in_order(plan):
        code = row.unit.code
        if (code, Post.LIAISON) in city.people:
            reviewer = city.people[code, Post.UNIT_REVIEWER].name
            drafter = Drafter(sections[row.unit_id], reviewer, first_on, plan.period_to)
            liaison, leader = city.people[code, Post.LIAISON], city.people[code, Post.UNIT_LEADER]
            found.append(Work(row, measures[row.task_id], drafter, liaison, leader))
    return found


def _late_units(work: Sequence[Work]) -> tuple[Unit, Unit]:
    """The two supervised units with the fewest plans: one never signs, one signs late."""
    counts: dict[Unit, int] = {}
    for each in work:
        if each.plan.unit.reach == Unit.Reach.SUPERVISED:
            counts[each.plan.unit] = counts.get(each.plan.unit, 0) + 1
    fewest = sorted(counts, key=lambda unit: (counts[unit], unit.rank, unit.code))
    return fewest[0], fewest[1]


def _draft_and_sign(city: SampleCity, plan: Plan, work: Work, share: float) -> None:
    first, last = DRAFTED_AFTER
    at = city.move_to(_morning(plan, first + int(share * (last - first))))
    _write(city, work)
    _sign(work, at)


def _write(city: SampleCity, work: Work) -> None:
    content = own_plan(Role(work.plan.role), work.measures, work.drafter, city.random)
    _save(work, content, clock.now())


def _save(work: Work, content: Content, at: datetime) -> None:
    with read_once():
        implementation.keep(
            implementation_id=work.plan.pk,
            content=content,
            token=token_of(latest_head(work.plan)),
            actor=work.liaison,
            at=at,
        )


def _sign(work: Work, at: datetime, late_reason: str = "") -> None:
    implementation.sign(
        implementation_id=work.plan.pk,
        token=token_of(latest_head(work.plan)),
        actor=work.leader,
        at=at,
        late_reason=late_reason,
    )


def _accept(city: SampleCity, work: Sequence[Work], at: datetime) -> None:
    with read_once():
        implementation.accept_many(
            implementation_ids=[each.plan.pk for each in work], actor=_lead_office(city), at=at
        )


def _review(city: SampleCity, plan: Plan, work: Sequence[Work]) -> None:
    """Accept most, send some back; all but the last of those are mended and accepted."""
    at = city.move_to(_morning(plan, REVIEWED_AFTER))
    returned = city.random.sample(list(work), min(SENT_BACK, len(work) // 2))
    _accept(city, [each for each in work if each not in returned], at)
    for number, each in enumerate(returned):
        implementation.send_back(
            implementation_id=each.plan.pk,
            reason=SHORTCOMINGS[number % len(SHORTCOMINGS)],
            actor=_lead_office(city),
            at=at,
        )
    at = city.move_to(_morning(plan, MENDED_AFTER))
    for each in returned[:-1]:
        _save(each, _mended(content_of(latest_version(each.plan)), each.drafter), at)
        _sign(each, at)
    _accept(city, returned[:-1], at)


def _mended(content: Content, drafter: Drafter) -> Content:
    """The same plan with evidence that names its document."""
    return replace(
        content,
        measures=tuple(
            replace(each, evidence=f"{drafter.section}：{each.evidence}（附清单、编号和日期）")
            for each in content.measures
        ),
    )


def _postponed(content: Content, last_on: date) -> Content:
    """The same plan with another section, and its last milestone at the end of the period."""
    first = content.measures[0]
    *kept, last = first.milestones
    changed = replace(
        first,
        section=f"{first.section}（新设）",
        ends_on=last_on,
        milestones=(*kept, replace(last, due_on=last_on)),
    )
    return content.with_measure(changed)


HAPPENINGS = (
    Happening(OPENED_AFTER, "实施方案 Implementation plans", plans_of_every_unit),
    Happening(CHANGED_AFTER, "调整方案 A plan is changed", a_unit_changes_its_plan),
)
