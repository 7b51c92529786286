"""Pages of meetings, publicity and the appraisal, as people use them."""

import copy
import io
from datetime import date

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.apps.delivery.returning import said
from tests.apps.delivery.workings import SCORING, a_city, local
from yingshang.apps.delivery.models import Decision, Meeting, Objection, PublicityItem
from yingshang.apps.delivery.services import meetings
from yingshang.apps.ledger.models import Clock

TEXT = "示例简报：窗口服务做法。".encode()


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return a_city()


def stand(month, day, hour=9):
    Clock.objects.update(standing_at=local(month, day, hour))


def enter_as(client, person):
    client.logout()
    client.force_login(person)


def url(name, *args):
    return reverse(f"delivery:{name}", args=args)


def page(client, name, *args, query="", status=200):
    response = client.get(url(name, *args) + query)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def paragraphs(response):
    """Every paragraph of a Word file."""
    return {each.text for each in docx.Document(io.BytesIO(response.content)).paragraphs}


def test_a_meeting_is_called_held_decided_and_minuted_in_the_browser(client, world):
    world.open()
    stand(6, 3)
    enter_as(client, world.lead)
    units = [str(world.unit(code).pk) for code in ("alpha", "beta")]
    asked = {"held_on": "2024-06-05", "place": "大厅", "chair": "副市长", "units": units}
    assert client.post(url("meeting_call"), asked).status_code == 302
    key = Meeting.objects.get().pk
    soup = page(client, "meeting", key)
    assert "2024年5月25日到期" in words(soup)
    stand(6, 5)
    form = page(client, "meeting_hold", key).find("form", attrs={"class": "form"})
    sent = {each["name"]: each.get("value", "on") for each in form.find_all("input")}
    assert client.post(url("meeting_hold", key), sent).status_code == 302
    order = {"what": "开设专窗", "holder": units[0], "due_on": "2024-06-20", "beside": units[1:]}
    assert client.post(url("meeting_decide", key), order).status_code == 302
    decision = Decision.objects.get()
    soup = page(client, "meeting", key)
    assert soup.find("a", href=url("decision", decision.pk))
    revision = str(Meeting.objects.get().revision)
    said_there = {"opening": "听取汇报。", "closing": "抓紧落实。", "revision": revision}
    assert client.post(url("minutes", key), said_there).status_code == 302
    assert "开设专窗。（市甲局牵头，市乙局配合" in words(page(client, "minutes", key))
    text = paragraphs(client.get(url("minutes_file", key)))
    assert {"调度会会议纪要（第1次）", "抓紧落实。"} <= text


def test_what_cannot_be_decided_is_said_on_the_form(client, world):
    meeting = world.held()
    stand(6, 5)
    enter_as(client, world.lead)
    order = {"what": "开设专窗", "holder": str(world.unit("alpha").pk)}
    response = client.post(url("meeting_decide", meeting.pk), order)
    assert response.status_code == 422
    assert "请在日期和时限中填写一项" in response.content.decode()


def test_a_stale_form_changes_nothing(client, world):
    meeting = world.call()
    stand(6, 3)
    enter_as(client, world.lead)
    sent = {
        "held_on": "2024-06-05",
        "place": "别处",
        "chair": "x",
        "units": [str(world.unit("alpha").pk)],
        "revision": "1",
    }
    response = client.post(url("meeting_change", meeting.pk), sent)
    assert response.status_code == 422
    assert "已被他人修改" in response.content.decode()


def test_a_unit_reports_on_a_decision_and_the_lead_office_checks_it(client, world):
    decision = world.decide(world.held())
    stand(6, 18)
    enter_as(client, world.who("alpha", "liaison"))
    assert page(client, "decision", decision.pk).find("a", href=url("decision_report", decision.pk))
    client.post(url("decision_report", decision.pk), {"note": "专窗已开"})
    enter_as(client, world.lead)
    assert "专窗已开" in words(page(client, "decision_check", decision.pk))
    client.post(url("decision_check", decision.pk), {"verdict": "proven", "note": ""})
    assert "属实" in words(page(client, "decision", decision.pk))


def test_a_late_report_asks_for_the_reason(client, world):
    decision = world.decide(world.held())
    stand(6, 25)
    enter_as(client, world.who("alpha", "liaison"))
    response = client.post(url("decision_report", decision.pk), {"note": "专窗已开"})
    assert response.status_code == 422
    reason = {"note": "专窗已开", "late_reason": "设备到货晚"}
    assert client.post(url("decision_report", decision.pk), reason).status_code == 302


def test_a_unit_sees_the_meetings_that_call_it_and_follows_only_its_own_items(client, world):
    world.open()
    meeting = world.call(units=["alpha"])
    stand(6, 3)
    enter_as(client, world.who("alpha", "liaison"))
    soup = page(client, "meeting", meeting.pk)
    titles = soup.select(".agenda .entry__title")
    assert {each.name for each in titles} == {"a", "span"}
    enter_as(client, world.who("beta", "liaison"))
    assert "第 1 次" not in words(page(client, "meetings"))
    page(client, "meeting", meeting.pk, status=403)


def queries(client, name, *args):
    with CaptureQueriesContext(connection) as context:
        page(client, name, *args)
    return len(context)


def test_a_long_agenda_costs_as_many_queries_as_a_short_one(client, world):
    meeting = world.call()
    short = world.call(held_on=date(2024, 6, 6))
    for _each in range(2):
        world.open()
    report = world.of("east")
    content = said(report, blocked_by="beta", blocked_since=date(2024, 5, 8))
    world.submitted(report, content)
    meetings.draw_up(meeting_id=meeting.pk, actor=world.lead, at=local(6, 3))
    stand(6, 3)
    enter_as(client, world.lead)
    page(client, "meeting", short.pk)
    assert meeting.agenda.count() > 5
    # Names of units that wait and are waited for: two more, however many items.
    assert queries(client, "meeting", meeting.pk) <= queries(client, "meeting", short.pk) + 2


def entered(client, world, **more):
    sent = {
        "kind": "publicity",
        "title": "当天开办企业",
        "channel": "portal",
        "published_on": "2024-06-10",
        "address": "https://example.cn/1",
        "tasks": [str(world.task().pk)],
        **more,
    }
    return client.post(url("publicity_enter"), sent)


def test_a_liaison_enters_publicity_with_a_file_and_everybody_can_keep_it(client, world):
    stand(6, 12)
    enter_as(client, world.who("alpha", "liaison"))
    file = SimpleUploadedFile("简报.txt", TEXT)
    assert entered(client, world, address="", file=file).status_code == 302
    item = PublicityItem.objects.get()
    enter_as(client, world.who("beta", "unit_leader"))
    response = client.get(url("publicity_file", item.pk))
    assert b"".join(response.streaming_content) == TEXT
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in response["Content-Disposition"]


def test_a_script_is_no_address(client, world):
    stand(6, 12)
    enter_as(client, world.who("alpha", "liaison"))
    assert entered(client, world, address="javascript:alert(1)").status_code == 422


def test_publicity_is_found_by_words_unit_task_and_month(client, world):
    world.enter(world.published(title="一窗通办", tasks=(world.task().pk,)))
    world.enter(world.published(title="另一件"), unit="beta")
    stand(6, 20)
    enter_as(client, world.lead)
    for query in ("words=一窗", "unit=alpha", "task=01", "month=2024-06&words=一窗"):
        found = words(page(client, "publicity", query=f"?{query}"))
        assert "一窗通办" in found
        assert "另一件" not in found
    assert "没有符合条件" in words(page(client, "publicity", query="?month=2024-05"))


def test_pages_of_publicity_follow_one_another_by_key(client, world):
    for number in range(45):
        world.enter(world.published(title=f"稿件{number:02d}"))
    stand(6, 20)
    enter_as(client, world.lead)
    first = page(client, "publicity")
    following = first.find("a", rel="next")["href"]
    second = page(client, "publicity", query=following)
    titles = [cell.a.text for soup in (first, second) for cell in soup.select("tbody th")]
    assert len(titles) == len(set(titles)) == 45


def test_counts_lead_to_their_rows_and_cost_a_fixed_number_of_queries(client, world):
    world.enter()
    stand(6, 20)
    enter_as(client, world.lead)
    queries(client, "publicity_counts")
    few = queries(client, "publicity_counts")
    for number in range(20):
        world.enter(world.published(title=f"稿件{number}"), unit="beta")
    assert queries(client, "publicity_counts") == few
    soup = page(client, "publicity_counts")
    link = soup.find("a", string="20")["href"]
    assert len(BeautifulSoup(client.get(link).content, "html.parser").select("tbody tr")) == 20


def test_a_practice_goes_into_the_library(client, world):
    item = world.enter(world.practice())
    stand(6, 20)
    enter_as(client, world.lead)
    assert client.post(url("practice_adopt", item.pk), {"note": ""}).status_code == 302
    enter_as(client, world.who("beta", "liaison"))
    assert "合并窗口" in words(page(client, "library", query="?words=窗口"))


def an_entry(world):
    decision = world.decide(world.held())
    world.report(decision, at=local(6, 22), late_reason="忙")
    return f"late:duty:{decision.obligation_id}"


def test_the_ranking_says_that_its_rules_are_an_example_and_links_to_the_rows(client, world):
    an_entry(world)
    stand(7, 3)
    enter_as(client, world.lead)
    soup = page(client, "appraisal")
    assert "示例规则" in words(soup)
    assert "99.00" in words(soup)
    row = soup.find("a", href=url("appraisal_unit", "2024-06", "alpha"))
    entries = BeautifulSoup(client.get(row["href"]).content, "html.parser")
    assert entries.select_one("tbody th a")["href"].startswith("/desk/obligations/")


def test_a_unit_reads_the_ranking_but_not_the_entries_of_others(client, world):
    an_entry(world)
    stand(7, 3)
    enter_as(client, world.who("beta", "liaison"))
    soup = page(client, "appraisal_month", "2024-06")
    assert not soup.find("a", href=url("appraisal_unit", "2024-06", "alpha"))
    page(client, "appraisal_unit", "2024-06", "alpha", status=403)
    page(client, "appraisal_file", "2024-06", status=403)


def test_an_entry_is_contested_and_decided_and_the_month_frozen_in_the_browser(client, world):
    key = an_entry(world)
    stand(7, 3)
    enter_as(client, world.who("alpha", "unit_reviewer"))
    soup = page(client, "appraisal_unit", "2024-06", "alpha")
    link = soup.find("a", string="提出异议")["href"]
    assert client.post(link, {"reason": "有收文登记"}).status_code == 302
    objection = Objection.objects.get(entry_key=key)
    enter_as(client, world.lead)
    decided = {"end": "upheld", "note": "属实"}
    assert client.post(url("objection_decide", objection.pk), decided).status_code == 302
    response = client.post(url("appraisal_freeze", "2024-06"))
    assert response.status_code == 422
    assert "请在此后冻结" in response.content.decode()
    stand(7, 20)
    assert client.post(url("appraisal_freeze", "2024-06")).status_code == 302
    soup = page(client, "appraisal_month", "2024-06")
    assert "100.00" in words(soup)
    assert "SHA-256" in words(soup)


def test_the_workbook_holds_ranking_and_entries_and_no_formula(client, world):
    meeting = world.held()
    world.decide(meeting, what="=1+1 开设专窗")
    stand(7, 3)
    enter_as(client, world.lead)
    response = client.get(url("appraisal_file", "2024-06"))
    book = load_workbook(io.BytesIO(response.content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any("示例规则" in str(cell.value) for cell in cells)
    assert any(str(cell.value).endswith("=1+1 开设专窗") for cell in cells)


@pytest.mark.parametrize("month", ["2024-13", "2023-01", "2025-02", "x"])
def test_a_month_that_is_none_of_the_plan_is_not_found(client, world, month):
    stand(7, 3)
    enter_as(client, world.lead)
    page(client, "appraisal_month", month, status=404)


def test_the_ranking_costs_the_same_for_one_row_and_for_many(client, world):
    meeting = world.held()
    world.decide(meeting)
    stand(7, 3)
    enter_as(client, world.lead)
    page(client, "appraisal")
    few = queries(client, "appraisal")
    for number in range(20):
        world.decide(meeting, what=f"事项{number}", holder="beta")
    assert queries(client, "appraisal") == few


def test_rules_that_look_at_what_nobody_records_are_marked(client):
    scoring = copy.deepcopy(SCORING)
    scoring["rules"][3]["event"]["kind"] = "inspections.found"
    world = a_city(scoring=scoring)
    stand(7, 3)
    enter_as(client, world.who("alpha", "liaison"))
    marked = page(client, "appraisal_rules").select("tbody .badge")
    assert [words(each) for each in marked] == ["本系统没有此类记录"]
