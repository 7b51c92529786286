"""Somebody rates: once, by a token, in two taps."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.ratings.factories import DAY, PHONE, TODAY, a_citizen
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.ratings import services
from yingshang.apps.ratings.errors import (
    ContactError,
    GradeError,
    RatedAlreadyError,
    ReasonError,
    TokenExpiredError,
    TokenUnknownError,
    WordsTooLongError,
)
from yingshang.apps.ratings.models import Channel, Rating, RatingPoint
from yingshang.apps.ratings.services import Given
from yingshang.apps.ratings.tokens import matter_token, visit_token

pytestmark = pytest.mark.django_db
BAD = Given(grade=1, channel=Channel.SCAN)


def test_a_pack_brings_its_windows(world):
    codes = list(RatingPoint.objects.in_use().in_order().values_list("code", flat=True))
    assert codes == ["tax_1", "market_2", "city_3"]


def test_a_visit_is_rated_once(world):
    token = visit_token("tax_1", TODAY)
    first = services.rate(token=token, given=BAD, at=TODAY)
    assert first.unit == world.tax
    assert first.is_bad
    with pytest.raises(RatedAlreadyError):
        services.rate(token=token, given=Given(grade=5, channel=Channel.SCAN), at=TODAY)
    assert Rating.objects.get().grade == 1


def test_the_same_phone_sending_twice_makes_one_rating(world):
    token = visit_token("tax_1", TODAY)
    given = Given(grade=4, channel=Channel.SCAN, key="key-00001")
    first = services.rate(token=token, given=given, at=TODAY)
    assert services.rate(token=token, given=given, at=TODAY) == first


def test_a_visit_is_over_after_its_minutes(world):
    token = visit_token("tax_1", TODAY)
    services.rate(token=visit_token("tax_1", TODAY), given=BAD, at=TODAY + timedelta(minutes=59))
    with pytest.raises(TokenExpiredError):
        services.rate(token=token, given=BAD, at=TODAY + timedelta(minutes=60))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: token.replace("tax_1", "city_3"),
        lambda token: "nonsense",
        lambda token: "m" + token[1:],
    ],
)
def test_a_token_that_somebody_changed_rates_nothing(world, spoil):
    with pytest.raises(TokenUnknownError):
        services.rate(token=spoil(visit_token("tax_1", TODAY)), given=BAD, at=TODAY)


def test_a_closed_window_is_not_rated(world):
    RatingPoint.objects.filter(code="tax_1").update(is_closed=True)
    with pytest.raises(TokenUnknownError):
        world.window()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"grade": 0}, GradeError),
        ({"grade": 6}, GradeError),
        ({"grade": 1, "reasons": ("quick",)}, ReasonError),
        ({"grade": 1, "reasons": ("invented",)}, ReasonError),
        ({"grade": 1, "words": "字" * 201}, WordsTooLongError),
        ({"grade": 1, "contact": "<b>me</b>"}, ContactError),
    ],
)
def test_what_does_not_fit_is_refused(world, said, refusal):
    with pytest.raises(refusal):
        world.window(**said)
    assert not Rating.objects.exists()


def test_a_matter_is_invited_and_rated_once(world):
    invitation = world.invited()
    assert world.invited() == invitation
    rating = world.matter(grade=5)
    invitation.refresh_from_db()
    assert invitation.is_spent
    assert rating.key == "1"
    with pytest.raises(RatedAlreadyError):
        world.matter(grade=1)


def test_an_invitation_ends(world):
    token = matter_token(world.invited().code)
    with pytest.raises(TokenExpiredError):
        services.rate(token=token, given=BAD, at=TODAY + 30 * DAY)


def test_words_are_masked_before_anybody_reads_them(world):
    rating = world.window(words=f"我叫王小明，请打{PHONE}")
    rating.refresh_from_db()
    assert PHONE not in rating.masked_words
    assert "王小明" not in rating.masked_words
    assert PHONE in rating.words


def test_only_bad_ratings_keep_a_contact_and_set_a_clock(world):
    good, bad = world.window(grade=5, contact=PHONE), world.window(grade=2, contact=PHONE)
    assert not good.is_named
    assert bad.is_named
    duty = Obligation.objects.get(kind="ratings.contact")
    assert (duty.subject_key, duty.holder_unit) == (bad.code, world.office)
    assert not hasattr(good, "rectification")
    assert bad.rectification.state == "open"


def test_nobody_looks_after_ratings_of_their_own_unit(world):
    assert world.window().office == world.office
    own = world.window(point="city_3")
    assert own.unit == world.office
    assert own.office.code == "public_security"


class TestPages:
    """The phone in the hall."""

    def opened(self, client, code="tax_1"):
        response = client.get(reverse("ratings:window", args=[code]))
        assert response.status_code == 302
        return response.url

    def send(self, client, url, **said):
        page = client.get(f"{url}?grade={said['grade']}").content.decode()
        key = re.search(r'name="key" value="(\w+)"', page)[1]
        return client.post(url, {"key": key, **said})

    def test_two_taps_rate_a_window(self, client, world):
        url = self.opened(client)
        first = client.get(url)
        assert b"?grade=1" in first.content
        assert first["Referrer-Policy"] == "same-origin"
        sent = self.send(client, url, grade=1, reasons=["unfriendly"])
        assert sent.url.endswith("/thanks")
        assert "非常不满意" in client.get(sent.url).content.decode()
        assert Rating.objects.get().reasons == ["unfriendly"]

    def test_reading_writes_nothing_and_each_opening_is_a_visit_of_its_own(self, client, world):
        assert self.opened(client) != self.opened(client)
        assert not Rating.objects.exists()

    def test_a_device_that_has_rated_this_visit_sees_what_comes_of_it(self, client, world):
        sent = self.send(client, self.opened(client), grade=5)
        assert self.opened(client) == sent.url
        assert self.opened(client, "market_2") != sent.url

    def test_a_refusal_keeps_what_was_typed(self, client, world):
        answer = self.send(client, self.opened(client), grade=1, contact="nobody", words="排队太久")
        assert answer.status_code == 422
        assert "排队太久" in answer.content.decode()

    def test_one_device_gives_so_many_a_day_and_a_hall_many_more(self, client, world):
        def rated(browser):
            browser.cookies.pop("rated_tax_1", None)
            return self.send(browser, self.opened(browser), grade=5).status_code

        # Before the first sending the device is not known.
        assert [rated(client) for _ in range(5)] == [302, 302, 302, 302, 422]
        others = [type(client)() for _ in range(5)]
        assert [rated(each) for each in others] == [302, 302, 302, 302, 422]

    def test_unknown_and_expired_addresses_say_what_to_do(self, client, world):
        assert client.get("/rate/at/nowhere/").status_code == 404
        assert client.get("/rate/nonsense/").status_code == 404
        late = visit_token("tax_1", TODAY - timedelta(hours=2))
        assert client.get(reverse("ratings:rate", args=[late])).status_code == 410

    def test_an_invited_person_rates_and_sees_what_was_done(self, client, world):
        url = reverse(
            "ratings:rate", args=[matter_token(world.invited(people=(a_citizen(),)).code)]
        )
        self.send(client, url, grade=2)
        rating = Rating.objects.get()
        world.told()
        world.rectify(rating)
        assert "窗口增加了一人" not in client.get(f"{url}thanks").content.decode()
        world.check(rating)
        assert "窗口增加了一人" in client.get(f"{url}thanks").content.decode()
