"""All own measures in one table: rows added, changed, moved and removed, and nothing lost."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.delivery.implementation_world import a_content, a_measure, a_world
from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.selectors.implementation.content import (
    content_of,
    latest_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def drafted(world):
    """Two measures, the second a copy of the first under another text."""
    measures = (a_measure(), a_measure(text="第二项"))
    world.save(content=Content(measures, a_content().not_ours))
    return world


def now(world):
    return content_of(latest_version(world.of("alpha")))


def texts(world):
    return [each.text for each in now(world).measures]


def address(world):
    return reverse("delivery:implementation_table", args=[world.of("alpha").pk])


def opened(client, world):
    client.force_login(world.who("alpha", "liaison"))
    return soup(client.get(address(world)))


def soup(response):
    return BeautifulSoup(response.content, "html.parser").main


def filled(page):
    """What the browser would post of a page."""
    fields = {}
    for field in page.select("form input[name], form textarea[name]"):
        if field.get("type") == "checkbox" and not field.has_attr("checked"):
            continue
        value = field.get("value", "") if field.name == "input" else field.get_text().strip()
        fields.setdefault(field["name"], []).append(value)
    return fields


def posted(client, world, page, **changes):
    return client.post(address(world), {**filled(page), **changes})


def shown(page):
    return [each.get_text().strip() for each in page.select("textarea[name$='-text']")]


def test_changed_rows_are_kept_with_their_milestones_and_months(client, drafted):
    before = now(drafted).measures[1]
    page = opened(client, drafted)
    answer = posted(client, drafted, page, **{"rows-1-text": "改过的第二项"})
    assert answer.status_code == 302
    after = now(drafted).measures[1]
    assert after.text == "改过的第二项"
    assert (after.milestones, after.months, after.key) == (
        before.milestones,
        before.months,
        before.key,
    )
    assert now(drafted).not_ours == a_content().not_ours


def test_a_row_is_added_filled_and_kept_behind_the_others(client, drafted):
    page = opened(client, drafted)
    page = soup(posted(client, drafted, page, act="add"))
    assert len(texts(drafted)) == 2
    row = {"rows-2-text": "第三项", "rows-2-starts_on": "2024-06-03"}
    assert posted(client, drafted, page, **row).status_code == 302
    third = now(drafted).measures[2]
    assert (third.text, third.starts_on) == ("第三项", date(2024, 6, 3))


def test_an_added_row_left_empty_is_none(client, drafted):
    page = soup(posted(client, drafted, opened(client, drafted), act="add"))
    posted(client, drafted, page)
    assert len(texts(drafted)) == 2


def test_rows_change_places_and_what_was_typed_goes_with_them(client, drafted):
    first, second = texts(drafted)
    page = opened(client, drafted)
    page = soup(posted(client, drafted, page, act="up-1", **{"rows-1-section": "综合科"}))
    assert shown(page) == [second, first]
    assert texts(drafted) == [first, second]
    posted(client, drafted, page)
    assert texts(drafted) == [second, first]
    assert now(drafted).measures[0].section == "综合科"
    page = soup(posted(client, drafted, opened(client, drafted), act="down-0"))
    assert shown(page) == [first, second]


def test_a_removed_row_is_gone_once_it_is_saved(client, drafted):
    page = soup(posted(client, drafted, opened(client, drafted), act="remove-0"))
    assert len(texts(drafted)) == 2
    posted(client, drafted, page)
    assert texts(drafted) == ["第二项"]


@pytest.mark.parametrize("act", ["up-9", "down-x", "remove--1", "other", ""])
def test_a_button_that_there_is_not_changes_nothing(client, drafted, act):
    page = opened(client, drafted)
    answer = posted(client, drafted, page, act=act)
    assert answer.status_code == 200
    assert shown(soup(answer)) == shown(page)


def test_a_fault_stands_beside_its_row_and_nothing_typed_is_lost(client, drafted):
    page = opened(client, drafted)
    wrong = {"rows-1-ends_on": "2024-01-01", "rows-0-text": "改过的第一项"}
    answer = posted(client, drafted, page, **wrong)
    assert answer.status_code == 422
    page = soup(answer)
    assert page.select_one("#row-1").find(id="id_rows-1-ends_on_error")
    assert not page.select_one("#row-0").select(".field__error")
    assert shown(page)[0] == "改过的第一项"
    assert "改过的第一项" not in texts(drafted)


def test_an_unreadable_day_is_said_and_a_wrong_number_of_rows_harms_nothing(client, drafted):
    page = opened(client, drafted)
    answer = posted(client, drafted, page, **{"rows-0-starts_on": "昨天"})
    assert soup(answer).find(id="id_rows-0-starts_on_error")
    answer = posted(client, drafted, page, **{"rows-TOTAL_FORMS": "x", "act": "add"})
    assert answer.status_code == 200
    assert len(texts(drafted)) == 2


def test_who_read_an_older_draft_is_told_and_keeps_what_was_typed(client, drafted):
    page = opened(client, drafted)
    drafted.save(content=a_content(text="甲的版本"))
    answer = posted(client, drafted, page, **{"rows-0-text": "乙的版本"})
    assert answer.status_code == 422
    assert soup(answer).select_one(".field__error")
    assert shown(soup(answer))[0] == "乙的版本"
    assert texts(drafted) == ["甲的版本"]


def test_the_first_row_of_a_new_plan_is_written_here(client, world):
    page = soup(posted(client, world, opened(client, world), act="add"))
    answer = posted(client, world, page, **{"rows-0-text": "第一项", "rows-0-carries": ["01.1"]})
    assert answer.url == reverse("delivery:implementation_edit", args=[world.of("alpha").pk])
    assert now(world).measures[0].carries == ("01.1",)
