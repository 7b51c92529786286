"""Rates: denominators of their own, “–” for nothing, few rows not shown, left out ones beside."""

import pytest
from django.urls import reverse

from tests.apps.ratings.factories import PHONE, TODAY, TOMORROW
from yingshang.apps.ledger.services import advance_clock
from yingshang.apps.ratings import services
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.models import Channel
from yingshang.apps.ratings.selectors.rates import Period, rate_rows
from yingshang.apps.ratings.selectors.rates_page import answers_page
from yingshang.apps.ratings.services.calling import Heard

pytestmark = pytest.mark.django_db
PERIOD = Period(TODAY.date(), TODAY.date())


def figures(by="all", **others):
    """Group → rate → (numerator, denominator)."""
    rules = current_rules()
    rows = rate_rows(rules, PERIOD, by, **others)
    ids = [each.id for each in rules.file.rates]
    return {
        row.key: dict(
            zip(ids, [(one.numerator, one.denominator) for one in row.figures], strict=True)
        )
        for row in rows
    }


def test_each_rate_has_a_denominator_of_its_own(world):
    bad = world.window(grade=1, contact=PHONE)
    world.window(grade=2)
    world.window(grade=5)
    world.matter(grade=3, key="1")
    world.invited(key="2")
    world.told()
    world.rectify(bad)
    world.check(bad)
    heard = Heard(is_satisfied=True)
    services.call_back(code=bad.code, heard=heard, actor=world.officer, at=TOMORROW)
    assert figures()[()] == {
        "good": (2, 4),
        "given": (1, 2),
        "rectified": (1, 2),
        "in_time": (1, 2),
        "called_back": (1, 1),
    }


def test_what_is_left_out_is_in_no_rate_and_is_counted_beside(world):
    bad, _good = world.window(grade=1), world.window(grade=5)
    world.told()
    given = {"ground": "misclick", "words": "点错", "actor": world.leader}
    services.ask_appeal(code=bad.code, at=TOMORROW, **given)
    services.decide_appeal(
        code=bad.code, is_upheld=True, note="属实", actor=world.officer, at=TOMORROW
    )
    assert figures()[()]["good"] == (1, 1)
    assert figures()[()]["rectified"] == (0, 0)
    [row] = rate_rows(current_rules(), PERIOD, "all")
    assert (row.given, row.left_out, row.grades) == (1, 1, [1, 0, 0, 0, 0])
    assert row.figures[2].percent == "–"


def test_what_the_unit_does_not_know_yet_is_not_counted(world):
    world.window(grade=5)
    assert figures() == {}


def test_rates_are_broken_down_by_what_is_known(world):
    world.window(grade=5)
    world.window(grade=1, point="market_2", channel=Channel.APP)
    world.matter(grade=5, key="1")
    world.told()
    assert sorted(one["good"] for one in figures("unit").values()) == [(0, 1), (2, 2)]
    assert sorted(one["good"] for one in figures("window").values()) == [(0, 1), (1, 1)]
    by_channel = {key[0]: one["good"] for key, one in figures("channel").items()}
    assert by_channel == {"scan": (1, 1), "app": (0, 1), "portal": (1, 1)}
    assert [one["good"] for one in figures("item").values()] == [(1, 1)]


def test_the_number_of_groups_not_of_ratings_decides_how_much_is_judged(
    world, django_assert_num_queries
):
    for _ in range(6):
        world.window(grade=5)
    world.told()
    rules = current_rules()
    with django_assert_num_queries(2):
        rate_rows(rules, PERIOD, "all")


def test_few_rows_are_not_shown(world):
    world.window(grade=5, point="tax_1")
    world.window(grade=1, point="market_2")
    world.window(grade=5, point="market_2")
    world.told()
    shown = {
        each.code: each.figures[0][1] for each in answers_page(current_rules(), PERIOD).windows
    }
    assert shown["tax_1"] is None
    assert shown["market_2"].percent == "50.0%"


@pytest.mark.parametrize("by", ["unit", "window", "item", "channel"])
def test_every_breakdown_is_drawn(world, client, by):
    world.window(grade=5)
    world.matter(grade=1, key="1")
    advance_clock(to=TOMORROW, actor=None)
    world.told()
    client.force_login(world.leader)
    page = client.get(reverse("ratings:rates"), {"by": by})
    assert "好评率" in page.content.decode()


def test_single_officials_are_for_their_own_leaders(world, client):
    client.force_login(world.handler)
    page = client.get(reverse("ratings:rates"), {"by": "staff"}).content.decode()
    assert "by=staff&amp;from" not in page
    client.force_login(world.leader)
    assert "by=staff&amp;from" in client.get(reverse("ratings:rates")).content.decode()
