"""Every figure of a roll-up leads to the rows that it counts."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.casework.ledgers.conftest import ARREARS


@pytest.fixture
def page(summer, stand, client):
    summer.paid_up(summer.row())
    summer.row("k2", creditor="另一厂", came_from="line_96611")
    summer.row("k3", creditor="第三厂", received_on="2025-06-20")
    stand(date(2025, 7, 20))
    client.force_login(summer.handler)
    address = reverse("casework:ledger_month", args=[ARREARS, "2025-07"])
    return BeautifulSoup(client.get(address).content, "html.parser")


def figures(page, place):
    table = page.select("#rollup ~ .ledger-scroll table")[place]
    return table.select("tbody tr")


def rows_at(client, link):
    found = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    return len(found.select("table.ledger tbody tr"))


def test_figures_of_the_whole_lead_to_as_many_rows(page, client):
    [line] = figures(page, 0)
    cells = line.select("td")
    links = [cells[place].a for place in (0, 1, 2)]
    assert [link.text for link in links] == ["2", "2", "1"]
    assert [rows_at(client, link) for link in links] == [2, 2, 1]
    month_before = cells[-2].a
    assert (month_before.text, rows_at(client, month_before)) == ("1", 1)


def test_a_part_leads_to_its_own_rows(page, client):
    by_source = next(
        rows
        for rows in (figures(page, place) for place in (1, 2, 3))
        if "96611" in rows[0].text or any("96611" in row.text for row in rows)
    )
    line = next(row for row in by_source if "96611" in row.text)
    assert rows_at(client, line.select_one("td a")) == 1
