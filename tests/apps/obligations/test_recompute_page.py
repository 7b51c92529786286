"""After a holiday notice: a trial run with old and new days, then the work itself."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.apps.directory.factories import holder_of
from tests.apps.obligations.factories import installed, measured, the_lead_office
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import run_next_job
from yingshang.apps.obligations.models import Obligation

PAGE = "/dates/recompute/"
START = "/dates/recompute/start"
NOTICE = [("2024-05-20", "holiday")]


@pytest.fixture
def lead(client):
    client.force_login(the_lead_office())
    return client


def soup(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def test_the_trial_run_shows_old_and_new_days_and_writes_nothing(lead):
    installed()
    row = measured(start=date(2024, 4, 22))
    installed(days=NOTICE)
    [shown] = soup(lead.get(PAGE)).select("tbody tr")
    assert [day["datetime"] for day in shown.select("time")] == ["2024-05-21", "2024-05-22"]
    row.refresh_from_db()
    assert row.due_on == date(2024, 5, 21)
    assert not row.due_changes.exists()


def test_without_a_new_notice_nothing_would_change(lead):
    installed()
    measured(start=date(2024, 4, 22))
    page = soup(lead.get(PAGE))
    assert not page.select("tbody tr")
    assert "1项事项中，没有一项会变动" in page.get_text()


def test_the_work_is_started_done_and_told(lead):
    installed()
    row = measured(start=date(2024, 4, 22))
    installed(days=NOTICE)
    job = Job.objects.get(pk=lead.post(START)["Location"].rstrip("/").rsplit("/", 1)[-1])
    run_next_job()
    job.refresh_from_db()
    assert (job.state, job.result_url) == ("done", PAGE)
    row.refresh_from_db()
    assert row.due_on == date(2024, 5, 22)
    page = soup(lead.get(PAGE))
    assert "1项变动" in page.select_one(".notice").get_text()
    assert not page.select("tbody tr")


def test_provisional_dates_are_counted(lead):
    installed()
    measured(start=date(2024, 4, 22))
    Obligation.objects.update(is_provisional=True)
    assert "其中1项为暂定" in soup(lead.get(PAGE)).get_text()


def test_one_that_gets_no_date_is_named(lead):
    installed()
    measured(start=date(2024, 4, 22))
    Obligation.objects.update(limit_ref="gone")
    assert "无法给出日期" in soup(lead.get(PAGE)).select_one("tbody").get_text()


def test_many_duties_take_as_many_queries_as_one(lead, django_assert_max_num_queries):
    installed()
    for number in range(30):
        measured(start=date(2024, 4, 22), key=str(number))
    installed(days=NOTICE)
    with django_assert_max_num_queries(30):
        assert len(soup(lead.get(PAGE)).select("tbody tr")) == 30


@pytest.mark.parametrize("role", [each for each in Role if each != Role.LEAD_OFFICE])
def test_nobody_else_starts_it(client, role):
    installed()
    client.force_login(holder_of(role))
    assert client.get(PAGE).status_code == client.post(START).status_code == 403
    assert not Job.objects.exists()
