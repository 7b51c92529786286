"""The desk: the list and its filters, acts through their pages, sheets, the way from a matter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.ratings.factories import PDF, PHONE, TODAY, TOMORROW, a_citizen
from yingshang.apps.casework.models import Case
from yingshang.apps.ledger.services import advance_clock
from yingshang.apps.ratings.models import Rating, Rectification, SubjectKind
from yingshang.apps.ratings.panels import rating_of_matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def bad(world):
    rating = world.window(contact=PHONE, reasons=("unfriendly",), words="没人理")
    world.window(grade=5)
    advance_clock(to=TOMORROW, actor=None)
    world.told()
    return rating


def act(client, rating, name, **said):
    return client.post(reverse("ratings:act", args=[rating.code, name]), said)


def listed(client, **wanted):
    page = client.get(reverse("ratings:ratings"), wanted).content.decode()
    codes = Rating.objects.values_list("code", flat=True)
    return {code for code in codes if f"/ratings/{code}/" in page}


def test_the_list_is_narrowed(world, client, bad):
    client.force_login(world.handler)
    assert len(listed(client)) == 2
    for wanted in ({"state": "bad"}, {"state": "open"}, {"grade": "1"}):
        assert listed(client, **wanted) == {bad.code}
    # Who may be called is for the office alone.
    world.rectify(bad)
    world.check(bad)
    assert listed(client, state="call") == set()
    client.force_login(world.officer)
    assert listed(client, state="call") == {bad.code}


def test_the_list_costs_the_same_for_one_and_for_many(
    world, client, bad, django_assert_max_num_queries
):
    client.force_login(world.handler)
    for _ in range(10):
        world.window(at=TOMORROW)
    world.told(at=TOMORROW.replace(day=20))
    with django_assert_max_num_queries(25):
        assert len(listed(client)) == 12


def test_a_long_list_goes_on_by_key(world, client):
    for _ in range(35):
        world.window(grade=5)
    world.told()
    client.force_login(world.handler)
    first = client.get(reverse("ratings:ratings"))
    after = first.context["page"].after
    second = client.get(reverse("ratings:ratings"), {"after": after})
    shown = [row.rating.code for page in (first, second) for row in page.context["page"].rows]
    assert (len(shown), len(set(shown))) == (35, 35)


def test_the_whole_way_through_the_pages(world, client, bad):
    client.force_login(world.handler)
    assert act(client, bad, "rectify", words="加了一人").status_code == 422
    paper = SimpleUploadedFile("通知.pdf", PDF)
    assert act(client, bad, "rectify", words="加了一人", proof=paper).status_code == 302
    client.force_login(world.officer)
    page = client.get(reverse("ratings:rating", args=[bad.code])).content.decode()
    assert "加了一人" in page
    proof = client.get(reverse("ratings:proof", args=[bad.code]))
    assert b"".join(proof.streaming_content) == PDF
    # `response.close()` would close the connection of the test, too.
    for close in proof._resource_closers:
        close()
    assert act(client, bad, "contact", words="说明了情况").status_code == 302
    assert act(client, bad, "check", holds="yes").status_code == 302
    assert act(client, bad, "call", is_satisfied="nobody").status_code == 302
    assert act(client, bad, "call", is_satisfied="yes").status_code == 302
    client.force_login(world.leader)
    assert act(client, bad, "appeal", ground="malicious", words="乱点").status_code == 302
    client.force_login(world.officer)
    assert act(client, bad, "decide", is_upheld="no", note="没有证据").status_code == 302
    row = Rectification.objects.get(rating=bad)
    assert (row.state, row.is_satisfied, row.call_tries) == ("checked", True, 1)
    bad.refresh_from_db()
    assert bad.is_counted


def test_an_act_that_is_not_ones_own_leads_back(world, client, bad):
    client.force_login(world.handler)
    for name in ("check", "contact", "call", "decide", "appeal"):
        assert act(client, bad, name).url == reverse("ratings:rating", args=[bad.code])
    assert act(client, bad, "unheard_of").status_code == 404


def test_sheets_are_for_the_unit_behind_and_for_whoever_runs_the_hall(world, client):
    def codes(person):
        client.force_login(person)
        page = client.get(reverse("ratings:windows")).content.decode()
        return {code for code in ("tax_1", "market_2", "city_3") if f"/rate/at/{code}/" in page}

    assert codes(world.handler) == {"tax_1"}
    assert codes(world.officer) == {"tax_1", "market_2", "city_3"}
    assert client.get(reverse("ratings:sheet", args=["tax_1", "svg"])).status_code == 200
    assert client.get(reverse("ratings:sheets")).content.startswith(b"%PDF")
    client.force_login(world.handler)
    assert client.get(reverse("ratings:sheet", args=["market_2", "pdf"])).status_code == 404


def test_the_page_of_a_matter_leads_to_its_rating(world):
    person = a_citizen()
    case = Case(pk=77)
    assert rating_of_matter(case, person, TODAY) is None
    world.invited(key="77", people=(person,))
    panel = rating_of_matter(case, person, TODAY)
    assert panel.rows[0].url.startswith("/rate/m.")
    world.matter(key="77", grade=5)
    assert rating_of_matter(case, person, TODAY).rows[0].title != panel.rows[0].title
    assert Rating.objects.get().kind == SubjectKind.CASE
