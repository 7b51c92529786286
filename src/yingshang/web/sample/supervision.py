"""The sample city's supervision office reads the record, and some of what slipped is put right."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from yingshang.apps.casework import services as casework
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.directory.models import Person, Post, Role, Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.services import appoint
from yingshang.apps.ledger import clock
from yingshang.apps.supervision import services
from yingshang.apps.supervision.content import has_rules
from yingshang.apps.supervision.models import Proposal
from yingshang.web.sample.casework.papers import PAPER
from yingshang.web.sample.casework.staff import Staff
from yingshang.web.sample.city import Happening, SampleCity

TITLE = "事项督办 Supervision of matters"
TAKEN_UP, DISMISSED = 4, 2
APPROVAL = "示例：市政府负责人批示（样例数据）"


def begins(city: SampleCity) -> Iterator[tuple[int, int]]:
    """The office looks, takes some matters up and dismisses others; orders go out."""
    officer = _officer(city)
    if officer is not None:
        services.look(actor=officer, at=clock.now())
        waiting = [each for each in Proposal.objects.open().order_by("pk") if _is_ours(each)]
        for proposal in waiting[:TAKEN_UP]:
            requirement = "请于规定期限内办结并书面反馈办理情况。"
            case = services.take_up(
                proposal_id=proposal.pk, requirement=requirement, actor=officer, at=clock.now()
            )
            _ordered(city, case)
        for proposal in waiting[TAKEN_UP : TAKEN_UP + DISMISSED]:
            reason = "责任单位已书面说明原因并明确办结时间，暂不立项。"
            services.dismiss(proposal_id=proposal.pk, reason=reason, actor=officer, at=clock.now())
    yield 1, 3


def goes_on(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Units report; the first is verified and closed, the second goes back."""
    officer = _officer(city)
    if officer is not None:
        taken = Proposal.objects.filter(state=Proposal.State.TAKEN_UP).order_by("pk")
        for place, proposal in enumerate(taken.select_related("supervision", "unit")[:2]):
            case = proposal.supervision
            if case is not None:
                _reported(city, case, proposal.unit)
                _verified(city, case, "proven" if place == 0 else "partly_proven")
    yield 2, 3


def reports(city: SampleCity) -> Iterator[tuple[int, int]]:
    """What slipped since is proposed; last month's reports are drafted, one of them signed."""
    officer = _officer(city)
    if officer is not None:
        services.look(actor=officer, at=clock.now())
        last = clock.today().replace(day=1) - timedelta(days=1)
        _signed(_drafted("supervision_report", last, officer))
        _drafted("livelihood_report", last, officer)
    yield 3, 3


def _drafted(kind: str, last: date, officer: Person) -> int:
    first = last.replace(day=1)
    report = services.draft_report(
        kind=kind, since_on=first, until_on=last, actor=officer, at=clock.now()
    )
    return report.pk


def _signed(report_id: int) -> None:
    checker, leader = _holder(Role.LEAD_OFFICE), _holder(Role.CITY_LEADER)
    if checker is not None and leader is not None:
        services.check_report(report_id=report_id, actor=checker, at=clock.now())
        services.sign_report(report_id=report_id, actor=leader, at=clock.now())


def _officer(city: SampleCity) -> Person | None:
    """Who watches and also works on the office's cases; nobody without grounds or office."""
    if "supervision.officer" not in city.kept:
        city.kept["supervision.officer"] = _appointed(city)
    officer: Person | None = city.kept["supervision.officer"]
    return officer


def _appointed(city: SampleCity) -> Person | None:
    staff: Staff = city.kept["casework.staff"]
    offices = [unit for unit in staff.units.values() if unit.code in _offices()]
    if not offices or not has_rules():
        return None
    person = staff.handlers[offices[0].code]
    post = Post(
        unit=offices[0],
        role=Role.SUPERVISION_OFFICE,
        title="督查员",
        person=person,
        valid_from=clock.today(),
    )
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    return person


def _offices() -> frozenset[str]:
    """Codes of units where somebody has the role."""
    posts = Post.objects.filter(role=Role.SUPERVISION_OFFICE)
    return frozenset(posts.values_list("unit__code", flat=True))


def _holder(role: Role) -> Person | None:
    post = Post.objects.filter(role=role).select_related("person").order_by("pk").first()
    return post.person if post else None


def _is_ours(proposal: Proposal) -> bool:
    return proposal.unit.reach == Unit.Reach.SUPERVISED


def _ordered(city: SampleCity, case: Case) -> None:
    _settle(city, case, "approve", "approved", {"approval_document": APPROVAL})
    _settle(city, case, "issue", "issued", {"issued_on": clock.today().isoformat()})
    _settle(city, case, "sign_for", "signed", {"signed_for_by": "办公室"})


def _reported(city: SampleCity, case: Case, unit: Unit) -> None:
    actor = _acting(city, unit.code)
    casework.attach(
        case_id=case.pk,
        belongs_to="proof",
        name="办结情况.pdf",
        content=PAPER,
        actor=actor,
        at=clock.now(),
    )
    words = {
        "result_class": "solved",
        "feedback": "已办结并告知当事人。",
        "head_signed": "单位负责人",
    }
    _settle(city, case, "rectify", "reported", words)


def _verified(city: SampleCity, case: Case, outcome: str) -> None:
    words = {"method": "papers", "verifiers": "督查室两名工作人员", "finding": "经查看资料核实。"}
    reason = "" if outcome == "proven" else "部分事项没有佐证，请补充。"
    _settle(city, case, "verify", outcome, words, reason)
    if outcome != "proven":
        return
    _settle(city, case, "close_out", "closed", {})
    staff: Staff = city.kept["casework.staff"]
    step = _step(case, "close_out")
    casework.verify_close_out(
        step_id=step.pk,
        holds=True,
        reason="",
        actor=staff.checker(str(step.holder_unit.code if step.holder_unit else "")),
        at=clock.now(),
    )


def _settle(
    city: SampleCity,
    case: Case,
    code: str,
    outcome: str,
    values: Mapping[str, object],
    reason: str = "",
) -> None:
    step = _step(case, code)
    holder = step.holder_unit
    if holder is not None:
        casework.settle(
            step_id=step.pk,
            outcome=outcome,
            values=values,
            reason=reason,
            actor=_acting(city, holder.code),
            at=clock.now(),
        )


def _step(case: Case, code: str) -> Step:
    rows = Step.objects.select_related("holder_unit").filter(case=case, code=code)
    return rows.latest("number")


def _acting(city: SampleCity, code: str) -> Person:
    staff: Staff = city.kept["casework.staff"]
    return staff.acting(code, clock.today())


def _on(days: int, live: Callable[[SampleCity], Iterator[tuple[int, int]]]) -> Happening:
    def happen(city: SampleCity) -> Iterator[tuple[int, int]]:
        issued_on = city.pack.plan.issued_on or city.pack.header.period_from
        city.move_to(clock.morning_of(issued_on + timedelta(days=days)) + timedelta(hours=1))
        yield from live(city)

    return Happening(days, TITLE, happen)


HAPPENINGS = (_on(155, begins), _on(183, goes_on), _on(207, reports))
