"""The pages of second looks: drawing for a month, recording a finding, and who may not."""

import hashlib
from datetime import date
from math import ceil

import pytest
from bs4 import BeautifulSoup

from tests.apps.directory.factories import PostFactory, UnitFactory, holder_of
from tests.apps.obligations.factories import ObligationFactory, the_lead_office
from tests.apps.obligations.test_rechecks import drawn, found, settled
from yingshang.apps.directory.models import Role
from yingshang.apps.obligations.models import Recheck, State, Verdict

PAGE = "/desk/rechecks/"
MONTH = {"month": "2024-11", "seed": "第88期"}


def soup(response, status=200):
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(page):
    return " ".join(page.main.get_text(" ", strip=True).split())


def test_the_supervision_office_draws_and_sees_what_was_drawn(client, at):
    settled(30, at)
    client.force_login(holder_of(Role.SUPERVISION_OFFICE))
    page = soup(client.post(PAGE, MONTH, follow=True))
    assert len(page.select("tbody tr")) == Recheck.objects.count() == ceil(30 * 0.05)
    assert "待复核" in words(page)
    assert "第88期" in words(page)


def test_drawing_twice_with_one_seed_draws_nothing_new(client, at):
    settled(30, at)
    client.force_login(the_lead_office())
    for _ in range(2):
        client.post(PAGE, MONTH)
    assert Recheck.objects.count() == 2


def test_the_page_gives_everything_that_repeats_the_draw(client, at):
    settled(30, at)
    client.force_login(the_lead_office())
    page = soup(client.post(PAGE, MONTH, follow=True))
    draw = page.select_one("details.draw")
    share, ids = (dd.text for dd in draw.select("dd"))
    ranked = sorted(
        ids.split(),
        key=lambda pk: hashlib.sha256(f"{draw.code.text}:{pk}".encode()).hexdigest(),
    )
    again = {int(pk) for pk in ranked[: ceil(float(share) * len(ranked))]}
    assert again == set(Recheck.objects.values_list("obligation_id", flat=True))


def test_a_month_without_anything_settled_is_said(client):
    ObligationFactory()
    client.force_login(the_lead_office())
    assert "该月没有已销号事项" in client.post(PAGE, MONTH, follow=True).content.decode()


@pytest.mark.parametrize("data", [{"month": "x", "seed": "1"}, {"month": "2024-11", "seed": ""}])
def test_a_draw_without_month_or_seed_is_refused_on_the_form(client, data):
    client.force_login(the_lead_office())
    assert soup(client.post(PAGE, data), 422).select(".form [aria-invalid=true]")
    assert not Recheck.objects.exists()


def test_a_proposed_seed_is_another_one_each_time(client):
    client.force_login(the_lead_office())
    seeds = {soup(client.get(PAGE)).select_one("[name=seed]")["value"] for _ in range(2)}
    assert len(seeds) == 2


def test_a_false_claim_is_recorded_and_opens_the_duty_again(client, at):
    [row] = settled(1, at)
    [recheck] = drawn(at)
    client.force_login(holder_of(Role.SUPERVISION_OFFICE))
    data = {"finding": "false", "note": "现场不符"}
    page = soup(client.post(f"{PAGE}{recheck.pk}/", data, follow=True))
    assert "重新打开" in words(page)
    assert "现场不符" in words(page)
    row.refresh_from_db()
    assert (row.state, row.verdict) == (State.OPEN, "false")


def test_a_finding_other_than_proven_needs_a_note(client, at):
    settled(1, at)
    [recheck] = drawn(at)
    client.force_login(holder_of(Role.SUPERVISION_OFFICE))
    answer = client.post(f"{PAGE}{recheck.pk}/", {"finding": "hollow"})
    assert "请填写理由" in words(soup(answer, 422))


@pytest.mark.parametrize("who", ["claimed_by", "verified_by"])
def test_whoever_claimed_or_verified_it_is_told_that_somebody_else_must_look(client, at, who):
    [row] = settled(1, at)
    PostFactory(person=row.claimed_by, role=Role.SUPERVISION_OFFICE)
    [recheck] = drawn(at)
    client.force_login(getattr(row, who))
    page = soup(client.get(f"{PAGE}{recheck.pk}/"))
    assert "须由他人" in words(page)
    assert not page.select("main form")
    answer = client.post(f"{PAGE}{recheck.pk}/", {"finding": "proven"})
    assert "须由他人" in words(soup(answer, 422))
    recheck.refresh_from_db()
    assert recheck.found_at is None


def test_a_second_finding_is_refused_with_a_sentence(client, at):
    settled(1, at)
    [recheck] = drawn(at)
    found(recheck, Verdict.PROVEN, at)
    client.force_login(holder_of(Role.SUPERVISION_OFFICE))
    page = soup(client.post(f"{PAGE}{recheck.pk}/", {"finding": "proven"}), 422)
    assert "已经记录" in words(page)


@pytest.mark.parametrize(
    "role", [Role.LIAISON, Role.UNIT_LEADER, Role.CITY_LEADER, Role.ADMINISTRATOR]
)
def test_nobody_else_sees_or_draws_second_looks(client, role, at):
    settled(1, at)
    [recheck] = drawn(at)
    client.force_login(holder_of(role))
    for answer in (
        client.get(PAGE),
        client.post(PAGE, MONTH),
        client.get(f"{PAGE}{recheck.pk}/"),
        client.post(f"{PAGE}{recheck.pk}/", {"finding": "proven"}),
    ):
        assert answer.status_code == 403
    assert Recheck.objects.count() == 1


def test_an_unknown_second_look_is_not_found(client):
    client.force_login(the_lead_office())
    assert client.get(f"{PAGE}99/").status_code == 404
    assert client.post(f"{PAGE}99/", {"finding": "proven"}).status_code == 404


def test_a_long_month_goes_on_behind_its_last_row(client, at):
    settled(60, at)
    drawn(at, share=1)
    client.force_login(the_lead_office())
    first = soup(client.get(PAGE + "?month=2024-11"))
    second = soup(client.get(PAGE + first.select_one("a[rel=next][href*=after]")["href"]))
    assert [len(page.select("tbody tr")) for page in (first, second)] == [50, 10]


def test_many_drawn_ones_take_as_many_queries_as_one(client, at, django_assert_max_num_queries):
    client.force_login(the_lead_office())
    settled(1, at)
    drawn(at, share=1)
    client.get(PAGE + "?month=2024-11")
    with django_assert_max_num_queries(30) as one:
        client.get(PAGE + "?month=2024-11")
    for _ in range(15):
        settled(1, at)
    drawn(at, share=1, seed="另一期")
    with django_assert_max_num_queries(len(one)):
        client.get(PAGE + "?month=2024-11")


@pytest.mark.parametrize("query", ["month=x", "after=x", "after=" + "9" * 40])
def test_a_nonsense_address_is_still_a_page(client, query):
    client.force_login(the_lead_office())
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_without_a_month_the_last_one_is_offered(client):
    client.force_login(the_lead_office())
    UnitFactory()
    assert (
        soup(client.get(PAGE)).select_one("[name=month]")["value"] == f"{date(2024, 10, 1):%Y-%m}"
    )
