"""The pages: what each shows, to whom, in how many queries; what their forms do and refuse."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.directory.factories import PersonFactory, UnitFactory, holder_of
from tests.apps.obligations.factories import (
    CHECKED,
    PLAIN,
    ObligationFactory,
    a_liaison,
    installed,
    local,
    measured,
    opened,
    page_of,
    the_lead_office,
)
from tests.conftest import TODAY
from yingshang.apps.directory.models import Role
from yingshang.apps.obligations import services
from yingshang.apps.obligations.kinds import Kind, declare
from yingshang.apps.obligations.models import Obligation, State

HERE = Kind(
    "club.decision", "议定事项", needs_verification=True, page_of=page_of, is_handled_here=True
)
declare(HERE)
DESK, COMMAND = "/desk/", "/command/"


@pytest.fixture
def read(client):
    """The page at an address as somebody sees it."""

    def read(person, url, status=200):
        client.force_login(person)
        response = client.get(url)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return read


def words(page, selector="main"):
    part = page.select_one(selector) or page
    return " ".join(part.get_text(" ", strip=True).split())


def url_of(row, name=""):
    return f"/desk/obligations/{row.pk}/{name}"


def test_the_desk_groups_what_is_owed_by_its_date(read):
    unit = UnitFactory()
    for day in (date(2024, 11, 15), date(2024, 11, 24), date(2024, 11, 25)):
        ObligationFactory(holder_unit=unit, due_on=day, title_zh=f"截止{day}")
    ObligationFactory(title_zh="别的单位")
    page = read(a_liaison(unit), DESK)
    sections = page.select("main section")
    assert [words(each, "h2") for each in sections] == ["已过截止日", "本周", "以后"]
    assert words(sections[0], "li").startswith("逾期 截止2024-11-15")
    assert "已超 1 个工作日" in words(page)
    assert "还有 5 个工作日" in words(page)
    assert "别的单位" not in words(page)


def test_the_desk_explains_a_date_on_request_and_names_the_day_before_a_rest_day(read):
    installed()
    row = measured("monthly", date(2024, 11, 26))
    Obligation.objects.filter(pk=row.pk).update(
        due_on=date(2024, 12, 29), practical_on=date(2024, 12, 27)
    )
    page = read(a_liaison(row.holder_unit), DESK)
    assert page.select_one("details summary").text == "这一天怎么算的？"
    assert "当日休息，请于2024年12月27日前完成" in words(page)


def test_what_is_asked_rests_or_was_sent_back_says_so(read, at):
    court = UnitFactory(court=True)
    rests, back = opened(court, key="1"), opened(court, key="2")
    services.suspend(obligation_id=rests.pk, reason="机构改革", actor=the_lead_office(), at=at)
    Obligation.objects.filter(pk=back.pk).update(returned_times=2)
    text = words(read(a_liaison(court), DESK))
    for said in ("商请，不督查", "暂停： 机构改革", "退回2次", "牵头办 恢复办理"):
        assert said.replace(" ", "") in text.replace(" ", "")


def test_an_empty_desk_says_what_would_fill_it(read):
    assert "没有应办事项" in words(read(a_liaison(), DESK))


def test_the_public_has_no_desk(client):
    client.force_login(PersonFactory())
    assert client.get(DESK).status_code == 403


def test_a_long_desk_goes_on_behind_its_last_row(read):
    unit = UnitFactory()
    ObligationFactory.create_batch(70, holder_unit=unit)
    person = a_liaison(unit)
    first = read(person, DESK)
    second = read(person, DESK + first.select_one("a[rel=next]")["href"])
    titles = [a.text for page in (first, second) for a in page.select(".entry__title")]
    assert len(titles) == len(set(titles)) == 70
    assert second.select_one("a[rel=next]") is None


def test_tasks_are_listed_the_most_urgent_first_and_each_number_leads_to_its_rows(read):
    unit = UnitFactory()
    ObligationFactory(holder_unit=unit, matter_code="02", matter_key="b", due_on=date(2024, 11, 1))
    ObligationFactory.create_batch(3, holder_unit=unit, matter_code="01", matter_key="a")
    ObligationFactory(holder_unit=unit, matter_code="", matter_key="")
    person = a_liaison(unit)
    page = read(person, "/desk/tasks/")
    assert [th.text for th in page.select("tbody th")] == ["02", "不属于任何任务", "01"]
    for link in page.select("tbody td a"):
        assert len(read(person, link["href"]).select(".entry")) == int(link.text)


def test_a_month_shows_its_rest_days_and_what_falls_due(read):
    unit = UnitFactory()
    ObligationFactory.create_batch(6, holder_unit=unit)
    person = a_liaison(unit)
    page = read(person, "/desk/month/")
    assert len(page.select(".month__day--full li")) == 6
    assert len(page.select(".month__day--rest .month__number")) == 9
    assert page.select_one("[aria-current=date] time").text == "18"
    october = read(person, "/desk/month/?month=2024-10")
    assert "本月没有到期事项" in words(october)
    assert october.select(".month__day--rest")
    assert read(person, "/desk/month/?month=nonsense").select_one("[aria-current=date]")


def test_bulk_hands_over_what_is_ticked_and_nothing_of_others(client):
    unit = UnitFactory()
    own, foreign = opened(unit, key="1"), opened(key="2")
    person, colleague = a_liaison(unit), a_liaison(unit)
    client.force_login(person)
    client.post(
        "/desk/bulk",
        {"duty": [own.pk, foreign.pk], "act": "hand_over", "person": str(colleague.pk)},
    )
    assert [Obligation.objects.get(pk=row.pk).holder_person for row in (own, foreign)] == [
        colleague,
        None,
    ]


def test_bulk_explains_lateness_and_says_what_was_not_late(client):
    unit = UnitFactory()
    late = ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 8))
    early = ObligationFactory(holder_unit=unit)
    client.force_login(a_liaison(unit))
    data = {"duty": [late.pk, early.pk], "act": "explain", "reason": "等数据"}
    page = client.post("/desk/bulk", data, follow=True).content.decode()
    assert "已处理1项" in page
    assert "没有逾期" in page
    late.refresh_from_db()
    assert late.late_reason == "等数据"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"act": "explain", "reason": "x"}, "请先勾选"),
        ({"act": "explain", "duty": "1"}, "请填写理由"),
        ({"act": "hand_over", "duty": "1"}, "请选择接手"),
        ({"act": "hand_over", "duty": ["x", "9" * 40]}, "请先勾选"),
    ],
)
def test_bulk_refuses_nothing_ticked_nobody_and_no_reason(client, data, said):
    client.force_login(a_liaison())
    assert said in client.post("/desk/bulk", data, follow=True).content.decode()


def test_the_page_of_a_duty_explains_its_date_and_tells_its_history(read):
    installed()
    row, office = measured(start=date(2024, 11, 11)), the_lead_office()
    for act, day in ((services.pause, 12), (services.end_pause, 13)):
        more = {"ground": "expert_review", "note": "函1号"} if act == services.pause else {}
        act(obligation_id=row.pk, actor=office, at=local(date(2024, 11, day), 10), **more)
    text = words(read(a_liaison(row.holder_unit), url_of(row)))
    assert "专家评审" in text
    assert "截止日变更" in text
    assert "恢复计时，2024年11月12日至2024年11月13日不计入期限" in text
    assert "下一步" in text


def test_nobody_reads_the_page_of_another_unit(read):
    row = opened()
    read(a_liaison(), url_of(row), status=404)
    read(holder_of(Role.ADMINISTRATOR), url_of(row), status=404)
    read(holder_of(Role.CITY_LEADER), url_of(row))


def offered(page):
    return [a["href"].rpartition("/")[2] for a in page.select(".buttons a.button--quiet")]


def test_each_role_is_offered_what_it_may_do(read, at):
    row = opened(kind=HERE)
    assert offered(read(a_liaison(row.holder_unit), url_of(row))) == ["claim", "hand_over"]
    assert offered(read(the_lead_office(), url_of(row))) == ["hand_over", "suspend", "withdraw"]
    assert offered(read(holder_of(Role.CITY_LEADER), url_of(row))) == []
    services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    assert offered(read(holder_of(Role.SUPERVISION_OFFICE), url_of(row))) == ["verify"]


def test_a_kind_that_is_handled_elsewhere_is_neither_claimed_nor_checked_here(read, at):
    row = opened(kind=CHECKED)
    person = a_liaison(row.holder_unit)
    assert offered(read(person, url_of(row))) == ["hand_over"]
    read(person, url_of(row, "claim"), status=404)
    services.claim(obligation_id=row.pk, actor=person, at=at)
    assert "verify" not in offered(read(the_lead_office(), url_of(row)))


def test_a_claim_is_made_sent_back_and_proven_on_the_page(client):
    row = opened(kind=HERE)
    unit, office = a_liaison(row.holder_unit), the_lead_office()
    steps = [
        (unit, "claim", {}),
        (office, "verify", {"verdict": "hollow", "note": "没有佐证"}),
        (unit, "claim", {}),
        (office, "verify", {"verdict": "proven"}),
    ]
    for person, name, data in steps:
        client.force_login(person)
        assert client.get(url_of(row, name)).status_code == 200
        assert client.post(url_of(row, name), data).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.returned_times) == (State.SETTLED, 1)


def test_a_refusal_is_a_sentence_on_the_form(client, at):
    row = opened(kind=HERE)
    services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    client.force_login(the_lead_office())
    answer = client.post(url_of(row, "verify"), {"verdict": "false"})
    assert answer.status_code == 422
    assert "请填写理由" in answer.content.decode()


def test_what_somebody_else_has_done_meanwhile_is_said(client, at):
    row = opened(kind=HERE)
    person = a_liaison(row.holder_unit)
    client.force_login(person)
    services.claim(obligation_id=row.pk, actor=person, at=at)
    answer = client.post(url_of(row, "claim"), {})
    assert (answer.status_code, "已经报结" in answer.content.decode()) == (422, True)


def test_whoever_may_not_is_refused_also_by_post(client):
    row = opened()
    client.force_login(a_liaison(row.holder_unit))
    assert client.post(url_of(row, "withdraw"), {"reason": "?"}).status_code == 403
    assert client.post(url_of(row, "nonsense"), {}).status_code == 404


def test_dates_are_moved_on_the_page(client):
    installed()
    row = measured(start=date(2024, 11, 11))
    client.force_login(the_lead_office())
    assert "专家评审" in client.get(url_of(row, "pause")).content.decode()
    for name, data in (
        ("pause", {"ground": "expert_review"}),
        ("end_pause", {}),
        ("extend", {"length": "10d", "asked_on": "2024-11-18", "reason": "复杂"}),
        ("suspend", {"reason": "改革"}),
        ("resume", {}),
        ("hand_over", {"person": str(a_liaison(row.holder_unit).pk)}),
        ("withdraw", {"reason": "取消"}),
    ):
        assert client.post(url_of(row, name), data).status_code == 302, name
    row.refresh_from_db()
    assert (row.state, row.due_changes.count()) == (State.WITHDRAWN, 2)


@pytest.mark.parametrize(("length", "said"), [("soon", "soon"), ("90d", "最多可以延长")])
def test_an_extension_that_cannot_be_is_explained(client, length, said):
    installed()
    row = measured(start=date(2024, 11, 11))
    client.force_login(the_lead_office())
    data = {"length": length, "asked_on": "2024-11-18", "reason": "复杂"}
    answer = client.post(url_of(row, "extend"), data)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_the_verify_queue_is_for_overseers_and_holds_what_is_claimed(read, at):
    row = opened()
    services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    opened(key="2")
    assert len(read(the_lead_office(), "/desk/verify/").select(".entry")) == 1
    read(holder_of(Role.CITY_LEADER), "/desk/verify/", status=403)
    read(a_liaison(row.holder_unit), "/desk/verify/", status=403)


def command_city():
    """Two supervised units and a court, with something in every column."""
    good, bad, court = UnitFactory(rank=1), UnitFactory(rank=2), UnitFactory(court=True, rank=3)
    day = date(2024, 11, 15)
    for unit, claimed_on in ((good, day), (bad, None), (court, None)):
        claim = (
            {"claimed_at": local(claimed_on), "claimed_by": a_liaison(unit)} if claimed_on else {}
        )
        ObligationFactory(
            holder_unit=unit,
            due_on=day,
            is_asked=unit == court,
            state=State.SETTLED if claimed_on else State.OPEN,
            **claim,
        )
        ObligationFactory(holder_unit=unit, is_asked=unit == court, theme="")
    return good, bad, court


def test_the_command_page_shows_lights_rates_and_what_turned_red(read):
    good, bad, court = command_city()
    page = read(holder_of(Role.CITY_LEADER), COMMAND)
    tables = page.select("table")
    rows = [th.text for th in tables[0].select("tbody th")]
    assert rows == [str(bad), str(good)]
    assert "100% 1 / 1" in words(tables[0])
    assert "0% 0 / 1" in words(tables[0])
    assert "50% 1 / 2" in words(tables[0], "tfoot")
    assert str(court) in words(tables[2])
    assert "%" not in words(tables[2])
    red = words(page, "main section")
    assert str(bad) in red
    assert str(good) not in red
    assert str(court) not in red


def test_every_number_of_the_command_page_is_the_length_of_its_list(read):
    command_city()
    leader = holder_of(Role.CITY_LEADER)
    page = read(leader, COMMAND)
    links = [a for a in page.select("table td a, table th a") if a.text.strip().isdigit()]
    assert len(links) > 8
    for link in links:
        assert len(read(leader, link["href"]).select(".entry")) == int(link.text), link


def test_rates_of_a_month_in_which_nothing_came_due_are_a_dash(read):
    command_city()
    page = read(the_lead_office(), COMMAND + "?month=2024-09")
    assert words(page, "table tfoot").endswith("–")


def test_without_a_month_the_last_one_in_which_something_came_due_is_shown(read):
    ObligationFactory(due_on=date(2024, 10, 25))
    page = read(the_lead_office(), COMMAND)
    assert page.select_one(".month-head strong").text == "2024年10月"


@pytest.mark.parametrize("role", [Role.LIAISON, Role.UNIT_LEADER, Role.ADMINISTRATOR])
def test_the_command_page_is_for_leaders_and_overseers(role, read):
    read(holder_of(role), COMMAND, status=403)


def test_a_list_is_narrowed_within_what_one_may_read(read):
    unit = UnitFactory()
    ObligationFactory(holder_unit=unit)
    other = ObligationFactory()
    person = a_liaison(unit)
    assert len(read(person, "/desk/obligations/").select(".entry")) == 1
    page = read(person, f"/desk/obligations/?unit={other.holder_unit_id}")
    assert not [a for a in page.select(".entry") if other.title in a.text]


@pytest.mark.parametrize("asked", ["unit=x", "month=x", "which=x", "light=x", "after=x", "asked=x"])
def test_a_list_with_a_nonsense_filter_is_still_a_page(read, asked):
    read(the_lead_office(), f"/desk/obligations/?{asked}")


PAGES = [
    "/desk/",
    "/desk/tasks/",
    "/desk/month/",
    "/desk/obligations/",
    "/desk/obligations/?which=due&month=2024-11",
]


@pytest.mark.parametrize("url", PAGES)
def test_a_unit_s_pages_take_the_same_queries_for_one_row_and_for_twenty(
    client, url, django_assert_max_num_queries
):
    unit = UnitFactory()
    client.force_login(a_liaison(unit))
    _add(1, unit)
    assert client.get(url).status_code == 200
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    _add(19, unit)
    with django_assert_max_num_queries(len(one)):
        client.get(url)


@pytest.mark.parametrize("url", [*PAGES, COMMAND, "/desk/verify/"])
def test_an_overseer_s_pages_take_the_same_queries_for_one_unit_and_for_twenty(
    client, url, django_assert_max_num_queries
):
    client.force_login(the_lead_office())
    _add(1)
    client.get(url)
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    _add(19)
    with django_assert_max_num_queries(len(one)):
        client.get(url)


def test_pages_stay_within_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    unit = UnitFactory()
    _add(20, unit)
    client.force_login(a_liaison(unit))
    with django_assert_max_num_queries(22):
        client.get(DESK)
    client.force_login(the_lead_office())
    with django_assert_max_num_queries(32):
        client.get(COMMAND)


def _add(count, unit=None):
    for n in range(count):
        holder = unit or UnitFactory()
        claim = {"claimed_at": TODAY - timedelta(days=9), "claimed_by": a_liaison(holder)}
        ObligationFactory(
            holder_unit=holder,
            due_on=date(2024, 11, 15) if n % 2 else date(2024, 11, 25),
            matter_code=f"{Obligation.objects.count():02}",
            **(claim if n % 3 == 0 else {}),
        )


def test_a_plain_kind_names_its_page():
    assert PLAIN.page_of("3") == reverse("obligations:desk") + "?shelf=3"
