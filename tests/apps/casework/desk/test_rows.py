"""The acts of the desk on dates, reports and particulars, and who stands in for the holder."""

from datetime import date

import pytest

from tests.apps.casework.desk.pages import buttons, of_case, of_step, words
from tests.apps.casework.desk.test_case import advanced
from tests.apps.casework.factories import a_world
from tests.apps.casework.test_ledger_rows import CLUES, EXAMPLES, LETTERS, row
from tests.apps.directory.factories import DeputyFactory
from yingshang.apps.casework import services
from yingshang.apps.casework.addresses import page_of_step
from yingshang.apps.casework.models import CaseLink, Letter, Stage
from yingshang.apps.directory.models import Post

CONTENT = CLUES.replace(
    "    limit: decision\n",
    "    limit: decision\n    pauses: [expert_review]\n    repeatable: true\n",
) + ("links:\n  - {id: same, name: {zh-hans: 同一欠款方, en: Same debtor}, type: clues}\n")


@pytest.fixture
def clues():
    return a_world(CONTENT, LETTERS, EXAMPLES, name="clues")


@pytest.fixture
def case(clues):
    return row(clues)


@pytest.fixture
def step(clues, case):
    return clues.step(case, "pursue")


def claimed(clues, case):
    clues.settle(case, "pursue", "done", values={"paid": "100"})
    clues.settle(case, "close_out", "closed")
    return clues.step(case, "close_out")


def test_a_clock_is_paused_on_a_ground_with_a_notice_and_runs_again(clues, case, step, read, send):
    first = step.promised_on
    url = of_step(step, "pause")
    assert [each["value"] for each in read(clues.handler, url).select("[name=ground] option")] == [
        "expert_review"
    ]
    send(clues.handler, url, status=422, ground="expert_review")
    send(clues.handler, url, ground="expert_review", note="请专家评审", letter="none")
    assert Letter.objects.get(case=case).code == "none"
    page = read(clues.handler, of_case(case))
    offered = buttons(page, step)
    assert ("end_pause" in offered, "pause" in offered, "extend" in offered) == (True, False, False)
    advanced(clues, 3)
    send(clues.handler, of_step(step, "end_pause"))
    step.refresh_from_db()
    assert step.promised_on > first
    assert "pause" in buttons(read(clues.handler, of_case(case)), step)


def test_more_time_is_asked_for_in_the_notation_of_limits(clues, case, step, send):
    first = step.promised_on
    url = of_step(step, "extend")
    for length in ("soon", "11d"):
        send(clues.handler, url, status=422, length=length, reason="情况复杂")
    send(clues.handler, url, length="10d", reason="情况复杂")
    step.refresh_from_db()
    assert step.promised_on > first


def test_a_report_is_checked_by_somebody_else_or_sent_back_with_a_reason(clues, case, read, send):
    done = claimed(clues, case)
    assert "verify" not in buttons(read(clues.handler, of_case(case)), done)
    url = of_step(done, "verify")
    send(clues.checker, url, status=422, holds="no")
    send(clues.checker, url, holds="no", reason="没有回单")
    done.refresh_from_db()
    assert (done.status, done.waits_for_check) == ("open", False)
    assert "没有回单" in words(read(clues.handler, of_case(case)))
    clues.settle(case, "close_out", "closed")
    send(clues.checker, url, holds="yes")
    case.refresh_from_db()
    assert (case.stage, case.outcome) == (Stage.ENDED, "closed")


def test_an_optional_step_is_left_out_with_a_reason(clues, case, read, send):
    send(clues.handler, of_case(case, "amend"), **amended(clues, case, disputed="true"))
    court = clues.step(case, "court")
    assert court.status == "open"
    assert "leave_out" in buttons(read(clues.colleague, of_case(case)), court)
    send(clues.colleague, of_step(court, "leave_out"), status=422)
    send(clues.colleague, of_step(court, "leave_out"), reason="双方和解")
    court.refresh_from_db()
    assert court.status == "skipped"


def amended(clues, case, **values):
    given = {"debtor": "甲公司", "amount": "100", **values}
    case.refresh_from_db()
    return {f"a-{key}": value for key, value in given.items()} | {"revision": case.revision}


def test_what_is_done_is_done_once_more(clues, case, read, send):
    clues.settle(case, "pursue", "done", values={"paid": "40"})
    done = clues.step(case, "pursue")
    assert "repeat" in buttons(read(clues.handler, of_case(case)), done)
    send(clues.handler, of_step(done, "repeat"))
    again = clues.step(case, "pursue")
    assert (again.number, again.status) == (2, "open")


def test_particulars_are_put_right_unless_somebody_was_faster(clues, case, send):
    send(clues.handler, of_case(case, "amend"), **amended(clues, case, disputed="false"))
    given = amended(clues, case, debtor="乙公司", disputed="false")
    send(clues.handler, of_case(case, "amend"), **given)
    case.refresh_from_db()
    assert case.title == "乙公司"
    late = send(clues.handler, of_case(case, "amend"), status=422, **given)
    assert "刷新" in words(late) or "重新" in words(late)


def test_a_case_is_linked_by_its_number(clues, case, read, send):
    other = row(clues, debtor="丙公司")
    url = of_case(case, "link")
    send(clues.handler, url, status=422, code="same", number="XS-2024-999999-9")
    send(clues.handler, url, code="same", number=other.number)
    assert CaseLink.objects.get(from_case=case).to_case == other
    assert other.number in words(read(clues.handler, of_case(case)))


def test_a_letter_is_issued_by_hand_and_numbered(clues, case, read, send):
    for _ in range(2):
        send(clues.handler, of_case(case, "issue_letter"), letter="none")
    page = words(read(clues.handler, of_case(case)), "#papers")
    assert "2 通知（第2份）" in page
    assert Letter.objects.filter(case=case).count() == 2


def test_a_deputy_finds_the_step_and_settles_it_in_the_holders_stead(clues, case, step, read, send):
    deputy = DeputyFactory(post=Post.objects.get(person=clues.handler)).person
    assert "settle" in buttons(read(deputy, of_case(case)), step)
    assert case.number in words(read(deputy, "/cases/"))
    send(deputy, of_step(step, "settle"), outcome="done", **{"a-paid": "100"})
    step.refresh_from_db()
    assert (step.status, step.settled_by) == ("done", deputy)


def test_a_deputy_does_nothing_once_the_holiday_is_over(clues, case, step, client):
    post = Post.objects.get(person=clues.handler)
    deputy = DeputyFactory(post=post, until_on=date(2024, 11, 20)).person
    advanced(clues, 7)
    client.force_login(deputy)
    assert client.get(of_case(case)).status_code == 404


def test_a_duty_leads_to_its_step(clues, case, step, read):
    url = page_of_step(str(step.pk))
    assert url == f"{of_case(case)}#step-{step.pk}"
    assert read(clues.handler, url.partition("#")[0]).select_one(f"#step-{step.pk}")


def test_acceptance_is_not_offered_while_something_is_asked_for(world, read):
    case = world.submitted()
    items = [{"what": "statutes", "zh": "没有签字", "en": "Not signed"}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    assert "accept" not in buttons(read(world.clerk, of_case(case)))
