"""Nobody of the unit rated learns who rated, nor when: searched in every page, answer and fact."""

import json

import pytest
from django.core.exceptions import FieldError
from django.urls import reverse

from tests.apps.ratings.factories import PHONE, TODAY, TOMORROW, a_citizen
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import timeline
from yingshang.apps.ledger.services import advance_clock
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.ratings.events import RATING
from yingshang.apps.ratings.models import Rating

pytestmark = pytest.mark.django_db
NAME = "欧阳求实"
# 09:00 in Shanghai, as pages and APIs write it.
TIMES = ("09:00", "9时", "01:00", "9 a.m.", "T01:00", "T09:00")


@pytest.fixture
def secret(world):
    """A named person rates a matter badly, with words that give them away."""
    person = a_citizen(name=NAME, phone=PHONE)
    world.invited(key="77", people=(person,))
    rating = world.matter(
        key="77", grade=1, words=f"我叫{NAME}，电话{PHONE}，等了太久", contact=PHONE
    )
    return rating, person


def pages_of(rating):
    yield reverse("ratings:ratings")
    yield reverse("ratings:rates")
    for by in ("window", "item", "channel", "staff"):
        yield f"{reverse('ratings:rates')}?by={by}"
    yield reverse("ratings:rating", args=[rating.code])
    for name in ("rectify", "appeal", "check", "call", "contact", "decide"):
        yield reverse("ratings:act", args=[rating.code, name])
    yield reverse("ratings:contact", args=[rating.code])
    yield reverse("ratings:answers")
    yield reverse("obligations:desk")
    yield reverse("obligations:desk") + "tasks/"
    for duty in Obligation.objects.filter(subject_key=rating.code):
        yield f"/desk/obligations/{duty.pk}/"
    yield "/desk/verify/"
    yield "/messages/"


def given_away(text):
    return [sign for sign in (NAME, PHONE, PHONE[-4:], "CB-77", *TIMES) if sign in text]


@pytest.mark.parametrize("role", ["handler", "leader"])
def test_no_page_of_the_unit_gives_away_who_or_when(world, client, secret, role):
    rating, _person = secret
    advance_clock(to=TOMORROW, actor=None)
    world.told()
    client.force_login(getattr(world, role))
    found = {}
    for url in pages_of(rating):
        response = client.get(url)
        if response.status_code == 200:
            found[url] = given_away(response.content.decode())
    assert reverse("ratings:rating", args=[rating.code]) in found
    assert {url: signs for url, signs in found.items() if signs} == {}


def test_no_fact_that_the_unit_reads_gives_away_who_or_when(world, secret):
    rating, person = secret
    world.told()
    rows = timeline(RATING, rating.code, world.handler).rows
    assert [row.kind for row in rows] == ["ratings.rectification_begun"]
    assert [row.at for row in rows] == [TOMORROW]
    events = Event.objects.filter(kind__startswith="ratings.")
    told = json.dumps([[each.payload, each.subjects] for each in events], ensure_ascii=False)
    assert given_away(told) == []
    assert str(person.pk) not in told
    assert not events.filter(actor__isnull=False).exists()
    assert not events.filter(kind="ratings.given", at=TODAY).exists()


def test_nothing_of_the_unit_begins_on_the_day_itself(world, secret):
    rating, _person = secret
    before = Obligation.objects.filter(holder_unit=world.tax).count()
    world.told()
    owed = Obligation.objects.get(kind="ratings.rectification", subject_key=rating.code)
    assert before == 0
    assert owed.opened_at == TOMORROW


def test_the_order_of_ratings_is_not_that_of_their_coming(world):
    codes = [world.window(grade=5).code for _ in range(12)]
    shown = list(Rating.objects.newest_first().values_list("code", flat=True))
    assert shown == sorted(codes)
    assert shown != codes


def test_contact_and_words_cannot_be_searched_for(world, secret):
    for field in ("contact", "words"):
        with pytest.raises(FieldError):
            list(Rating.objects.filter(**{field: PHONE}))


def test_the_unit_learns_the_service_only_where_several_matters_could_be_meant(world):
    alone = world.matter(key="1")
    world.told()
    alone.refresh_from_db()
    assert not alone.names_item
    for key in ("2", "3"):
        world.invited(key, at=TOMORROW)
    among = world.matter(key="4", at=TOMORROW)
    world.told(at=TOMORROW.replace(day=20))
    among.refresh_from_db()
    assert among.names_item


def test_the_office_sees_it_at_once_and_each_look_at_the_contact_is_noted(
    world, client, secret, caplog
):
    rating, _person = secret
    client.force_login(world.officer)
    url = reverse("ratings:contact", args=[rating.code])
    page = client.get(reverse("ratings:rating", args=[rating.code])).content.decode()
    assert PHONE not in page
    assert NAME not in page
    with caplog.at_level("INFO", logger="yingshang.access"):
        assert PHONE in client.get(url).content.decode()
    assert any("ratings.contact" in line for line in caplog.messages)


def test_the_unit_does_not_see_it_before_it_is_told(world, client, secret):
    rating, _person = secret
    client.force_login(world.leader)
    assert client.get(reverse("ratings:rating", args=[rating.code])).status_code == 404
    assert rating.code not in client.get(reverse("ratings:ratings")).content.decode()


def test_whoever_oversees_but_belongs_to_the_unit_knows_what_the_unit_knows(world, client):
    """The lead office sits in the unit that is rated here."""
    own = world.window(point="city_3", contact=PHONE)
    client.force_login(world.lead_office)
    assert client.get(reverse("ratings:rating", args=[own.code])).status_code == 404
    world.told()
    page = client.get(reverse("ratings:rating", args=[own.code])).content.decode()
    assert reverse("ratings:contact", args=[own.code]) not in page


def test_everybody_reads_rates_and_what_was_put_right_and_no_words(world, client, secret):
    rating, _person = secret
    world.told()
    world.rectify(rating)
    world.check(rating)
    page = client.get(reverse("ratings:answers")).content.decode()
    assert "窗口增加了一人" in page
    assert "等了太久" not in page
    assert given_away(page) == []
