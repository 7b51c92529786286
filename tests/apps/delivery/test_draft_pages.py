"""Importing a plan: the pages, by plain forms and by fragments."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.delivery.drafting_world import (
    NOVEL,
    TEXT,
    a_draft,
    corrected,
    people,
)
from tests.apps.delivery.factories import AT, installed
from tests.apps.directory.factories import PersonFactory
from yingshang.apps.delivery.models import DraftCorrection, PlanDraft
from yingshang.apps.delivery.selectors.drafts.readings import reading_of
from yingshang.apps.delivery.services import drafts

HTMX = {"HX-Request": "true"}


pytestmark = pytest.mark.usefixtures("files_elsewhere", "quick_reader")


@pytest.fixture
def who():
    return people()


@pytest.fixture
def office(client, who):
    client.force_login(who.lead_office)
    return client


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def words(response):
    return " ".join(soup(response).main.get_text(" ", strip=True).split())


def uploaded(client, content, name="方案.txt", **options):
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("delivery:import"), {"file": file, "scope": "workspace", **options})


def posted(client, draft, act, task="", *, headers=None, url="draft_correct", **fields):
    draft.refresh_from_db()
    data = {"act": act, "seen": draft.sequence, "key": str(uuid4()), "task": task, "back": "task"}
    address = reverse(f"delivery:{url}", args=[draft.pk])
    return client.post(address, data | fields, headers=headers)


def test_an_upload_leads_to_what_was_understood(office):
    response = uploaded(office, TEXT)
    draft = PlanDraft.objects.get()
    assert response.url == reverse("delivery:draft", args=[draft.pk])
    said = words(office.get(response.url))
    assert "甲市2025年营商环境行动方案" in said
    assert "推进企业开办便利化" in said


def test_pasted_text_is_as_good_as_a_file(office):
    office.post(reverse("delivery:import"), {"pasted": TEXT, "scope": "city"})
    assert PlanDraft.objects.get().scope == "city"


def test_the_same_file_twice_is_told_and_led_to_the_draft(office):
    first = uploaded(office, TEXT)
    second = uploaded(office, TEXT, "另一个名字.txt")
    assert first.url == second.url
    assert "以前导入过" in soup(office.get(second.url)).get_text()


@pytest.mark.usefixtures("real_fence")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空"),
        (b"\x89PNG\r\n\x1a\n0000", "文件类型"),
        (b"%PDF-1.4\n", "损坏"),
        (NOVEL.encode(), "没有在文件中找到工作任务"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(office, content, sentence):
    response = uploaded(office, content)
    assert response.status_code == 422
    assert sentence in words(response)
    assert not PlanDraft.objects.exists()


def test_nothing_at_all_is_answered_with_a_sentence(office):
    response = office.post(reverse("delivery:import"), {"scope": "city"})
    assert response.status_code == 422
    assert "请选择文件" in words(response)


def test_a_novel_shows_what_was_found_and_can_be_imported_anyway(office):
    assert "1080" in words(uploaded(office, NOVEL)) or "字" in words(uploaded(office, NOVEL))
    assert uploaded(office, NOVEL, anyway="on").status_code == 302


def test_a_script_in_an_upload_is_shown_and_never_run(office):
    evil = TEXT.replace("全面推行", "<script>alert(1)</script><img src=x onerror=alert(1)>")
    uploaded(office, evil, "<b>x</b>.txt")
    draft = PlanDraft.objects.get()
    for url in (
        reverse("delivery:draft", args=[draft.pk]),
        reverse("delivery:draft_task", args=[draft.pk, "01"]),
        reverse("delivery:draft_names", args=[draft.pk]),
        reverse("delivery:drafts"),
    ):
        page = office.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>x</b>" not in page


def test_the_original_is_a_download_that_no_browser_runs(office):
    uploaded(office, TEXT, "evil.html")
    response = office.get(reverse("delivery:draft_file", args=[PlanDraft.objects.get().pk]))
    assert response.content == TEXT.encode()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_words_of_the_page_are_the_words_of_the_document(office, who):
    draft = a_draft(who.lead_office)
    page = soup(office.get(reverse("delivery:draft_task", args=[draft.pk, "02"])))
    for piece in page.select("[data-yingshang-at]"):
        at = int(piece["data-yingshang-at"])
        assert draft.text[at : at + len(piece.text)] == piece.text


def test_a_role_is_changed_by_a_plain_form(office, who):
    draft = a_draft(who.lead_office)
    key = reading_of(draft).task("01").of("unit")[2].key
    response = posted(office, draft, "lead", "01", finding=key)
    page, _, card = response.url.partition("#")
    assert page == reverse("delivery:draft_task", args=[draft.pk, "01"])
    assert soup(office.get(page)).find(id=card)
    assert reading_of(draft).task("01").finding(key).values["role"] == "lead"


def test_the_swapped_fragment_is_part_of_a_fresh_page(office, who):
    draft = a_draft(who.lead_office)
    key = reading_of(draft).task("01").of("unit")[2].key
    swapped = posted(office, draft, "lead", "01", finding=key, headers=HTMX)
    fresh = office.get(reverse("delivery:draft_task", args=[draft.pk, "01"]))
    one, other = (plain(soup(each).select_one("#work")) for each in (swapped, fresh))
    assert one == other


def plain(part):
    return re.sub(r'value="[^"]{30,}"', "", str(part))


def test_words_are_marked_by_offsets_or_by_writing_them(office, who):
    draft = a_draft(who.lead_office)
    start = TEXT.index("政策清单")
    posted(office, draft, "add", "03", what="cooperating", start=start, end=start + 4)
    posted(office, draft, "add", "03", what="measure", words="推送 到企业")
    posted(office, draft, "add", "02", what="deadline", words="2025年6月底前")
    reading = reading_of(draft)
    assert reading.task("03").of("unit")[-1].values["role"] in ("cooperating", "responsible")
    assert "推送到企业" in [reading.quote(each.span) for each in reading.task("03").of("measure")]
    assert reading.task("02").of("deadline")[-1].values["date"] == "2025-06-30"


def test_a_figure_is_read_from_its_words_and_can_be_put_right(office, who):
    draft = a_draft(who.lead_office)
    posted(office, draft, "add", "02", what="target", words="平均压缩30%以上")
    target = reading_of(draft).task("02").of("target")[-1]
    assert (target.values["value"], target.values["unit"]) == (30, "%")
    change = {"finding": target.key, "words": "平均压缩30%以上", "value-value": "35"}
    posted(office, draft, "change", "02", **change)
    assert reading_of(draft).task("02").finding(target.key).values["value"] == 35
    change["value-value"] = "many"
    assert "不对" in words(posted(office, draft, "change", "02", **change))


def test_a_task_is_split_joined_and_undone_by_plain_forms(office, who):
    draft = a_draft(who.lead_office)
    posted(office, draft, "split", "02", words="2025年6月底前完成系统改造")
    assert len(reading_of(draft).tasks) == 4
    posted(office, draft, "undo", "02", url="draft_undo")
    assert len(reading_of(draft).tasks) == 3
    posted(office, draft, "join", "01")
    assert len(reading_of(draft).tasks) == 2


def test_a_task_that_is_gone_leads_back_to_the_draft(office, who):
    draft = a_draft(who.lead_office)
    there = reverse("delivery:draft", args=[draft.pk])
    assert posted(office, draft, "remove_task", "02").url == there
    gone = posted(office, draft, "remove_task", "03", headers=HTMX)
    assert gone.headers["HX-Redirect"] == there


def test_words_that_are_not_there_are_answered_with_a_sentence(office, who):
    draft = a_draft(who.lead_office)
    response = posted(office, draft, "add", "03", what="measure", words="没有的话")
    assert response.status_code == 422
    assert "没有这些文字" in words(response)
    assert posted(office, draft, "burn", "03").status_code == 422
    assert not DraftCorrection.objects.exists()


def test_two_people_see_both_versions_and_can_still_do_theirs(office, who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.second, "set_title", "01", title="第一个标题")
    response = posted(office, draft, "set_title", "01", title="第二个标题", seen=0)
    assert response.status_code == 422
    said = words(response)
    assert "第一个标题" in said
    assert "第二个标题" in said
    assert who.second.name in said
    again = soup(response).select_one("#refusal input[name=again]")["value"]
    posted(office, draft, "again", "01", again=again)
    assert reading_of(draft).task("01").title == "第二个标题"


@pytest.mark.parametrize("again", ["", "{", "[]", '{"op": "burn"}', '{"op": 3}', "null"])
def test_a_forged_repetition_changes_nothing(office, who, again):
    draft = a_draft(who.lead_office)
    assert posted(office, draft, "again", "01", again=again).status_code == 422
    assert not DraftCorrection.objects.exists()


def test_people_are_told_of_each_other(office, who, client):
    draft = a_draft(who.lead_office)
    drafts.touch(draft_id=draft.pk, task="02", actor=who.second, at=AT)
    address = reverse("delivery:draft_presence", args=[draft.pk])
    said = office.post(address, {"task": "01", "seen": "0"}).content.decode()
    assert who.second.name in said
    assert who.lead_office.name not in said
    corrected(draft, who.second, "set_title", "01", title="x")
    assert "有改动" in office.post(address, {"task": "01", "seen": "0"}).content.decode()


def test_names_of_a_draft_directory_can_be_described_and_merged(office, who):
    draft = a_draft(who.lead_office)
    page = words(office.get(reverse("delivery:draft_names", args=[draft.pk])))
    assert "推测" in page
    posted(
        office,
        draft,
        "describe",
        name="市税务局",
        official="国家税务总局甲市税务局",
        kind="vertical_organ",
        level="city",
        back="names",
    )
    page = words(office.get(reverse("delivery:draft_names", args=[draft.pk])))
    assert "国家税务总局甲市税务局" in page


def test_unknown_names_of_a_city_plan_are_decided_by_a_person(office, who):
    installed()
    draft = a_draft(who.lead_office, scope="city")
    address = reverse("delivery:draft_names", args=[draft.pk])
    assert "市税务局" in words(office.get(address))
    posted(office, draft, "name_unit", name="市税务局", code="court", back="names")
    posted(office, draft, "name_open", name="市公安局", back="names")
    reading = reading_of(draft)
    assert reading.names["市税务局"] == {"code": "court"}
    assert reading.task("01").of("open")


def test_an_approved_plan_has_pages_of_its_own(office, who):
    draft = a_draft(who.lead_office)
    period = {"period_from": "2025-01-01", "period_to": "2025-12-31"}
    answer = office.post(
        reverse("delivery:draft_approve", args=[draft.pk]),
        {"code": "jiashi-2025", "name": "甲市", "seen_all": "on", **period},
    )
    assert answer.url == reverse("delivery:plans")
    assert "甲市2025年" in words(office.get(answer.url))
    page = office.get("/w/jiashi-2025/plan/")
    links = [link["href"] for link in soup(page).main.select("a[href]")]
    assert "/w/jiashi-2025/plan/tasks/01/" in links
    assert not [link for link in links if link.startswith("/plan/")]
    for path in ("tasks/01/", "units/", "units/u001/", "wall/", "wall.svg", "about/"):
        response = office.get(f"/w/jiashi-2025/plan/{path}")
        assert response.status_code == 200, path
        assert b'href="/plan/tasks/' not in response.content
    assert "市市场监管局" in words(office.get("/w/jiashi-2025/plan/tasks/01/"))


def test_approval_says_what_stands_in_the_way(office, who):
    draft = a_draft(who.lead_office, scope="city")
    period = {"period_from": "2025-01-01", "period_to": "2025-12-31", "seen_all": "on"}
    answer = office.post(
        reverse("delivery:draft_approve", args=[draft.pk]), {"code": "x-2025", **period}
    )
    assert answer.status_code == 422
    assert "市税务局" in words(answer)
    assert PlanDraft.objects.get().is_open


def test_a_draft_is_deleted_with_a_reason(office, who):
    draft = a_draft(who.lead_office)
    address = reverse("delivery:draft_delete", args=[draft.pk])
    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "传错了"}).url == reverse("delivery:drafts")
    assert office.get(reverse("delivery:draft", args=[draft.pk])).status_code == 404


def test_workspaces_are_seen_by_officials_only(client, office, who):
    draft = a_draft(who.lead_office)
    period = {"period_from": "2025-01-01", "period_to": "2025-12-31", "seen_all": "on"}
    office.post(
        reverse("delivery:draft_approve", args=[draft.pk]),
        {"code": "jiashi-2025", "name": "甲市", **period},
    )
    client.logout()
    assert client.get("/w/jiashi-2025/plan/").status_code == 302
    assert "甲市2025年" not in words(client.get(reverse("delivery:plans")))
    client.force_login(PersonFactory())
    assert client.get("/w/jiashi-2025/plan/").status_code == 403
    client.force_login(who.liaison)
    assert client.get("/w/jiashi-2025/plan/").status_code == 200
    assert client.get("/w/nowhere/plan/").status_code == 404


@pytest.mark.parametrize("name", ["draft", "draft_task", "draft_names", "drafts"])
def test_the_number_of_queries_does_not_grow_with_the_draft(
    office, who, name, django_assert_max_num_queries
):
    counted = []
    for times in (1, 8):
        more = "".join(
            f"{number}.工作{number}。推进事项{number}。(市甲{number}局负责)\n"
            for number in range(4, 4 + times)
        )
        draft = a_draft(who.lead_office, TEXT + more, scope="city")
        for _each in range(times):
            corrected(draft, who.lead_office, "set_title", "01", title=f"题{_each}")
        args = {"draft_task": [draft.pk, "01"], "drafts": []}.get(name, [draft.pk])
        with django_assert_max_num_queries(40) as queries:
            office.get(reverse(f"delivery:{name}", args=args))
        counted.append(len(queries))
    assert counted[0] == counted[1]
