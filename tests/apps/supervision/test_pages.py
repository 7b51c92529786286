"""The pages: what is proposed and why, the decision, a report from draft to document."""

import pytest

from yingshang.apps.supervision import services
from yingshang.apps.supervision.models import Proposal, SpecialReport


@pytest.fixture
def proposal(city):
    city.running()
    services.look(actor=city.watcher, at=city.later(20))
    return Proposal.objects.get(unit=city.unit)


def words(response):
    return response.content.decode()


def test_a_proposal_is_read_and_taken_up(city, proposal, client):
    client.force_login(city.watcher)
    listed = words(client.get("/supervision/"))
    assert proposal.case.number in listed
    assert proposal.sentence_zh in listed
    page = f"/supervision/proposals/{proposal.pk}/"
    shown = words(client.get(page))
    assert "实地查看" in shown
    assert "陈反映" not in shown
    asked = client.get(f"{page}take-up/")
    assert "限期办结。" in words(asked)
    answer = client.post(f"{page}take-up/", {"requirement": "一周内办结。"})
    assert answer.url == page
    proposal.refresh_from_db()
    assert proposal.supervision.values["requirement"] == "一周内办结。"
    assert proposal.supervision.number in words(client.get(page))


def test_a_refusal_is_said_on_the_form(city, proposal, client):
    client.force_login(city.watcher)
    page = f"/supervision/proposals/{proposal.pk}/"
    services.dismiss(
        proposal_id=proposal.pk, reason="已说明", actor=city.watcher, at=city.later(20)
    )
    answer = client.post(f"{page}take-up/", {"requirement": "办结。"})
    assert answer.status_code == 422
    assert "这条建议已经处理或者失效" in words(answer)


def test_the_office_that_opens_no_cases_is_refused(city, proposal, client):
    """Somebody of the supervision office without a post as handler proposes to a colleague."""
    client.force_login(city.second_watcher)
    answer = client.post(
        f"/supervision/proposals/{proposal.pk}/take-up/", {"requirement": "办结。"}
    )
    assert answer.status_code == 403
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN


def test_looking_now_says_how_many_are_new(city, client):
    client.force_login(city.watcher)
    answer = client.post("/supervision/look/", follow=True)
    assert "新提出0条建议。" in words(answer)


def test_a_report_is_drafted_changed_checked_signed_and_downloaded(city, client):
    city.running()
    day = city.at.date().isoformat()
    client.force_login(city.watcher)
    given = {"kind": "monthly", "since_on": day, "until_on": day}
    answer = client.post("/supervision/reports/", given)
    report = SpecialReport.objects.get()
    page = f"/supervision/reports/{report.pk}/"
    assert answer.url == page
    assert "共收到1件" in words(client.get(page))
    sections = {f"section_{n}": f"第{n}节。\r\n\r\n又一段。" for n in range(4)}
    assert client.post(f"{page}words/", sections).url == page
    assert client.post(f"{page}check/").status_code == 422
    client.force_login(city.second_watcher)
    assert client.post(f"{page}check/").url == page
    client.force_login(city.mayor)
    assert client.post(f"{page}sign/").url == page
    report.refresh_from_db()
    assert report.stage == SpecialReport.Stage.SIGNED
    assert [p["text"] for p in report.sections[3]["paragraphs"]] == ["第3节。", "又一段。"]
    document = client.get(f"{page}document/")
    assert document.content.startswith(b"PK")
    assert document["Content-Disposition"].endswith('.docx"')


def test_the_wrong_days_are_said_on_the_form(city, client):
    client.force_login(city.watcher)
    given = {"kind": "monthly", "since_on": "2099-01-01", "until_on": "2099-01-02"}
    answer = client.post("/supervision/reports/", given)
    assert answer.status_code == 422
    assert "起始日不能晚于截止日" in words(answer)
