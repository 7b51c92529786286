"""The screens of returns: a unit's month, filling in, chasing, the circular, the wall chart."""

import io
from datetime import date

import docx
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.delivery.returning import (
    HOLLOW,
    MAY,
    OTHER_WORDS,
    SUBSTANCE,
    a_city,
    local,
    said,
    with_figure,
)
from tests.apps.directory.factories import UnitFactory
from yingshang.apps.delivery.models import Responsibility, Return, Task
from yingshang.apps.delivery.selectors import wall_page
from yingshang.apps.delivery.selectors.returns.basis import basis_of
from yingshang.apps.delivery.selectors.returns.content import content_of, latest_version
from yingshang.apps.delivery.services import returns
from yingshang.apps.ledger.models import Clock

JUNE = date(2024, 6, 1)


@pytest.fixture
def world():
    city = a_city()
    city.open()
    stand_at(local(5, 20))
    return city


def stand_at(instant):
    Clock.objects.update(standing_at=instant)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def url(name, report):
    return reverse(f"delivery:{name}", args=[report.pk])


def filled(report, words=SUBSTANCE, **more):
    """What a browser posts for one measure."""
    report.refresh_from_db()
    posted = {"revision": report.revision}
    for number in range(len(basis_of(report))):
        posted[f"line{number}-progress"] = words
    return posted | more


@pytest.fixture
def as_liaison(client, world):
    client.force_login(world.who("beta", "liaison"))
    return client


@pytest.fixture
def as_lead(client, world):
    client.force_login(world.lead)
    return client


def test_a_liaison_comes_to_the_unit_and_the_lead_office_to_everybody(client, world):
    for who, address in (
        (world.who("beta", "liaison"), ["delivery:unit_returns", "2024-05", "beta"]),
        (world.lead, ["delivery:chase", "2024-05"]),
    ):
        client.force_login(who)
        response = client.get(reverse("delivery:returns"))
        assert response.url == reverse(address[0], args=address[1:])


def test_the_month_names_every_task_with_its_light_and_explains_its_date(as_liaison):
    page = soup(as_liaison.get(reverse("delivery:unit_returns", args=["2024-05", "beta"])))
    tasks = [each.get_text(strip=True) for each in page.select(".return-rows tbody th")]
    assert tasks == ["01 开办企业", "02 许可e窗通"]
    assert len(page.select(".return-rows .light")) == 2
    text = page.get_text()
    assert "2024年5月25日" in text
    assert "2024年5月24日" in text
    assert page.select(".return-due details li")


def test_a_draft_is_saved_in_the_browser_and_handed_in(as_liaison, world):
    report = world.of("beta", "02")
    response = as_liaison.post(url("return_edit", report), filled(report, save="1"))
    assert response.status_code == 302
    assert content_of(latest_version(report)).words == SUBSTANCE
    response = as_liaison.post(url("return_edit", report), filled(report, OTHER_WORDS, hand_in="1"))
    assert response.status_code == 302
    report.refresh_from_db()
    assert report.state == "in_review"


def test_gaps_are_marked_beside_their_field_and_the_draft_is_kept(as_liaison, world):
    report = world.of("beta", "02")
    posted = filled(report, "", **{"line0-numerator": "12", "hand_in": "1"})
    response = as_liaison.post(url("return_edit", report), posted)
    assert response.status_code == 422
    marked = {each["id"] for each in soup(response).select(".field__error")}
    assert {"id_line0-progress_error", "id_line0-source_error"} <= marked
    assert content_of(latest_version(report)).lines[0].numerator == 12


def test_two_people_are_told_and_neither_loses_what_they_wrote(as_liaison, world):
    report = world.of("beta", "02")
    stale = filled(report, OTHER_WORDS)
    as_liaison.post(url("return_edit", report), filled(report))
    response = as_liaison.post(url("return_edit", report), stale)
    assert response.status_code == 422
    page = soup(response)
    assert world.who("beta", "liaison").name in page.select_one("[role=alert]").get_text()
    assert OTHER_WORDS in page.select_one("textarea").get_text()
    assert content_of(latest_version(report)).words == SUBSTANCE


def test_a_file_is_attached_with_the_draft(as_liaison, world, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    report = world.of("beta", "02")
    good = io.BytesIO(b"%PDF-1.4")
    good.name = "纪要.pdf"
    as_liaison.post(url("return_edit", report), filled(report, **{"line0-evidence": good}))
    assert [each.name for each in latest_version(report).lines.get().evidence.all()] == ["纪要.pdf"]
    bad = io.BytesIO(b"MZ\x00")
    bad.name = "纪要.pdf"
    response = as_liaison.post(
        url("return_edit", report), filled(report, **{"line0-evidence": bad})
    )
    assert response.status_code == 422
    assert "PDF" in soup(response).select_one("[role=alert]").get_text()


def test_the_reviewer_submits_and_a_late_one_says_why(client, world):
    report = world.of("beta", "02")
    world.save(report)
    world.hand_in(report)
    stand_at(local(5, 27))
    client.force_login(world.who("beta", "unit_reviewer"))
    response = client.post(url("return_submit", report), {})
    assert response.status_code == 422
    response = client.post(url("return_submit", report), {"late_reason": "经办人外出"})
    assert response.status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"


def test_changed_words_are_marked_against_the_month_before(client, world):
    before = world.of("beta", "02")
    world.submitted(before)
    world.open(JUNE)
    report = world.of("beta", "02", month=6)
    world.save(report, said(report, SUBSTANCE.replace("十一条", "十五条")), at=local(6, 3))
    client.force_login(world.who("beta", "liaison"))
    page = soup(client.get(url("return", report) + "?compare"))
    assert [each.get_text() for each in page.select("ins")] == ["五"]
    assert [each.get_text() for each in page.select("del")] == ["一"]


def test_the_lead_sees_the_others_beside_and_reads_what_they_sent(client, world):
    world.submitted(world.of("beta"))
    lead = world.of("alpha")
    client.force_login(world.who("alpha", "liaison"))
    page = soup(client.get(url("return", lead)))
    others = [each.get_text(strip=True) for each in page.select("section table tbody th")]
    assert others == ["市乙局", "东一区", "西一区"]
    assert client.get(url("return", world.of("beta"))).status_code == 200
    assert client.get(url("return", world.of("east"))).status_code == 403


def test_the_chase_page_narrows_and_approves_what_is_ticked(as_lead, world):
    sent, hollow = world.of("beta", "02"), world.of("beta")
    world.submitted(sent)
    world.submitted(hollow, said(hollow, HOLLOW))
    chase = reverse("delivery:chase", args=["2024-05"])
    page = soup(as_lead.get(chase))
    assert [each.get_text() for each in page.select(".count__figure")][:3] == ["7", "2", "0"]
    narrowed = soup(as_lead.get(chase + "?found=hollow"))
    assert len(narrowed.select(".return-tick input")) == 1
    ticked = {box["value"] for box in page.select("input[name=returns][checked]")}
    assert ticked == {str(sent.pk)}, "what has findings is not ticked beforehand"
    as_lead.post(
        reverse("delivery:return_approve_many", args=["2024-05"]), {"returns": list(ticked)}
    )
    assert {world.of("beta", "02").state, world.of("beta").state} == {"approved", "submitted"}


def test_the_task_of_the_wall_chart_leads_to_its_returns(as_lead, world):
    page = soup(as_lead.get(reverse("delivery:wall")))
    links = {each["href"] for each in page.select(".wallchart__cell")}
    assert reverse("delivery:chase", args=["2024-05"]) + "?task=02" in links
    rows = soup(as_lead.get(reverse("delivery:chase", args=["2024-05"]) + "?task=02"))
    assert len(rows.select(".return-rows tbody th[scope=row]")) == 1


def test_the_public_sees_lights_without_links(client, world):
    page = soup(client.get(reverse("delivery:wall")))
    assert not page.select(".wallchart__cell")
    assert page.select(".chart-sign--normal")


def test_the_chart_shows_the_most_urgent_light_of_each_task(world):
    report = world.of("beta", "02")
    world.submitted(report)
    stand_at(local(5, 27))
    chart = wall_page.chart_of(world.plan, "months", on=date(2024, 5, 27))
    signs = {row.code: row.cells[1].sign for group in chart.groups for row in group.rows}
    assert chart.has_lights
    assert signs == {"01": "overdue", "02": "verify", "03": "overdue"}
    world.approve(report)
    chart = wall_page.chart_of(world.plan, "months", on=date(2024, 5, 27))
    assert chart.groups[0].rows[1].cells[1].sign == "normal"


def test_lists_of_the_plan_show_the_light_of_each_task_and_unit(client, world):
    world.submitted(world.of("beta", "02"))
    stand_at(local(5, 27))
    page = soup(client.get(reverse("delivery:plan")))
    lights = [each["class"][-1] for each in page.select(".task-row__light .light")]
    assert lights == ["light--overdue", "light--verify", "light--overdue"]
    of_units = soup(client.get(reverse("delivery:units"))).select(".counts-table .light")
    assert {each["class"][-1] for each in of_units} >= {"light--overdue"}


def test_the_page_of_a_unit_shows_only_its_own_lights(client, world):
    for report in Return.objects.filter(unit__code="beta"):
        world.submitted(report)
    stand_at(local(5, 27))
    page = soup(client.get(reverse("delivery:unit", args=["beta"])))
    lights = {each["class"][-1] for each in page.select(".task-row__light .light")}
    assert lights == {"light--verify"}


@pytest.fixture
def late(world):
    report = world.of("beta", "02")
    world.submitted(report, at=local(5, 27), late_reason="经办人外出培训")
    stand_at(local(5, 28))
    return report


def test_the_circular_names_late_and_missing_units_and_never_a_court(as_lead, late):
    page = soup(as_lead.get(reverse("delivery:circular", args=["2024-05"])))
    official = page.select_one(".official").get_text()
    assert "关于2024年5月报送情况的通报" in official
    assert "应报6份，2024年5月25日前报送0份，逾期1份。" in official
    assert "经办人外出培训" in official
    assert "市法院" not in official
    assert "市法院" in page.select_one(".return-tools").get_text()


def test_the_circular_is_a_word_file_in_official_form(as_lead, late):
    response = as_lead.get(reverse("delivery:circular_file", args=["2024-05"]))
    word = docx.Document(io.BytesIO(response.content))
    texts = [each.text for each in word.paragraphs]
    assert texts[0] == "关于2024年5月报送情况的通报"
    assert "一、逾期报送的单位" in texts
    assert "二、未报送的单位" in texts
    assert texts[-1] == "2024年5月28日"
    assert word.tables[0].rows[1].cells[0].text == "市乙局"


def test_the_lead_office_opens_a_month_by_hand(as_lead, world):
    stand_at(local(6, 3))
    response = as_lead.post(reverse("delivery:period_open"), {"period": "2024-06"})
    assert response.status_code == 302
    assert Return.objects.filter(period__starts_on=JUNE).count() == 7


def test_what_is_missing_is_said_on_the_chase_page(as_lead, world):
    Responsibility.objects.create(
        plan=world.plan,
        code="02/late",
        task=Task.objects.get(code="02"),
        unit=UnitFactory(),
        role="cooperating",
    )
    page = soup(as_lead.get(reverse("delivery:chase", args=["2024-05"])))
    assert "缺1份" in page.get_text()


@pytest.mark.parametrize("name", ["chase", "unit_returns"])
def test_lists_take_the_same_queries_for_few_and_for_many_returns(
    client, django_assert_max_num_queries, name
):
    world = a_city()
    stand_at(local(5, 20))
    task = Task.objects.get(code="02")
    args = ["2024-05"] if name == "chase" else ["2024-05", "beta"]
    client.force_login(world.lead)
    counted = []
    for number in (1, 20):
        for extra in range(number):
            Responsibility.objects.get_or_create(
                plan=world.plan, code=f"02/x{extra}",
                defaults={"task": task, "unit": UnitFactory(), "role": "cooperating"},
            )  # fmt: skip
        world.open(MAY, at=local(5, 2))
        with django_assert_max_num_queries(60) as captured:
            assert client.get(reverse(f"delivery:{name}", args=args)).status_code == 200
        counted.append(len(captured.captured_queries))
    assert counted[1] <= counted[0]


def test_parts_of_a_long_list_follow_one_another_without_gap(as_lead, world, monkeypatch):
    from yingshang.apps.delivery.selectors.returns import chase  # noqa: PLC0415 - patched

    monkeypatch.setattr(chase, "PAGE", 3)
    seen, address = [], reverse("delivery:chase", args=["2024-05"])
    while address:
        page = soup(as_lead.get(address))
        seen += [each["href"] for each in page.select(".return-rows th[scope=row] > a")]
        link = page.select_one("a[rel=next]")
        address = link["href"] if link else ""
    assert len(seen) == len(set(seen)) == 7


def test_a_correction_is_begun_on_its_page_and_older_versions_stay_readable(as_liaison, world):
    report = world.of("beta", "02")
    world.submitted(report, with_figure(report))
    world.approve(report)
    as_liaison.post(url("return_correct", report), {"reason": "漏计一家"})
    as_liaison.post(url("return_edit", report), filled(report, OTHER_WORDS))
    page = soup(as_liaison.get(url("return", report) + "?version=1"))
    assert SUBSTANCE in page.select_one(".return-words").get_text()
    assert "漏计一家" in page.get_text()


def test_the_timeline_tells_one_act_once(as_lead, world):
    report = world.of("beta", "02")
    world.submitted(report)
    world.approve(report)
    rows = as_lead.get(url("return", report)).context["page"].timeline.rows
    kinds = [row.kind for row in rows]
    assert kinds[:2] == ["delivery.return_approved", "delivery.return_submitted"]
    assert not {"obligations.claimed", "obligations.verified"} & set(kinds)


def test_the_timeline_tells_what_happened(as_lead, world):
    report = world.of("beta", "02")
    world.submitted(report, said(report, HOLLOW))
    world.send_back(report)
    text = soup(as_lead.get(url("return", report))).select_one(".timeline").get_text()
    assert "被退回（内容空泛）：没有数字和佐证" in text
    returns.keep(
        return_id=report.pk,
        content=said(report),
        revision=Return.objects.get(pk=report.pk).revision,
        actor=world.who("beta", "liaison"),
        at=local(5, 22),
    )


def test_the_summary_of_a_quarter_has_its_approved_returns_beside(as_liaison, world):
    report = world.of("beta", "02")
    world.submitted(report)
    world.approve(report)
    world.submitted(world.of("beta"), said(world.of("beta"), OTHER_WORDS))
    world.open(date(2024, 4, 1), "quarter", at=local(5, 22))
    summary = Return.objects.get(kind="summary", unit__code="beta")
    page = soup(as_liaison.get(url("return_edit", summary)))
    beside = page.select_one("aside").get_text()
    assert "02 许可e窗通" in beside
    assert SUBSTANCE in beside
    assert OTHER_WORDS not in beside
    headings = [each.get_text(strip=True) for each in page.select("legend h2")]
    assert headings == ["1主要成效", "2存在问题"]
