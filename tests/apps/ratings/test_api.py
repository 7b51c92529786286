"""Both clients rate by API: by a token or by the code of a window, once a key."""

import json

import pytest

from tests.apps.ratings.factories import PHONE, TODAY
from yingshang.apps.ratings.models import Rating
from yingshang.apps.ratings.tokens import matter_token, visit_token

pytestmark = pytest.mark.django_db


def post(client, token, key="key-000001", **said):
    return client.post(
        f"/api/ratings/at/{token}",
        json.dumps(said),
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )


def test_it_says_what_is_rated_and_by_which_reasons(client, world):
    token = matter_token(world.invited().code)
    told = client.get(f"/api/ratings/at/{token}").json()
    assert (told["kind"], told["name"], told["is_open"]) == ("case", "办社团", True)
    assert [each["grade"] for each in told["grades"]] == [5, 4, 3, 2, 1]
    assert {each["id"] for each in told["reasons"]} == {"quick", "unfriendly"}


def test_the_same_key_is_the_same_rating(client, world):
    token = visit_token("tax_1", TODAY)
    said = {"grade": 1, "reasons": ["unfriendly"], "words": f"打{PHONE}", "contact": PHONE}
    assert [post(client, token, **said).status_code for _ in range(2)] == [201, 201]
    rating = Rating.objects.get()
    assert (rating.channel, rating.is_named) == ("app", True)
    assert post(client, token, key="key-000002", grade=5).status_code == 409
    told = client.get(f"/api/ratings/at/{token}").json()
    assert not told["is_open"]
    assert told["why_closed"]


def test_the_printed_code_makes_a_visit_of_each_key(client, world):
    assert client.get("/api/ratings/at/tax_1").json()["name"] == "1号办税窗口"
    for key in ("key-000001", "key-000001", "key-000002"):
        assert post(client, "tax_1", key=key, grade=4).status_code == 201
    assert Rating.objects.count() == 2


@pytest.mark.parametrize(
    ("token", "said", "status"),
    [
        ("nothing", {"grade": 5}, 404),
        ("tax_1", {"grade": 9}, 422),
        ("tax_1", {"grade": 1, "reasons": ["quick"]}, 422),
        ("tax_1", {"grade": "x"}, 422),
        ("tax_1", {"grade": 1, "contact": "??"}, 422),
    ],
)
def test_every_refusal_has_both_languages(client, world, token, said, status):
    answer = post(client, token, **said)
    assert answer.status_code == status
    assert {"zh", "en"} <= set(answer.json())
    assert not Rating.objects.exists()


def test_floods_are_refused_but_not_a_hall(client, world):
    answers = [post(client, "tax_1", key=f"key-{n:06}", grade=5).status_code for n in range(9)]
    assert answers == [*[201] * 8, 429]
