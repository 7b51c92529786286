"""The workbasket: what waits for whom, filters, search, a hand-over of many; how much it reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.casework.desk.pages import words
from tests.apps.casework.factories import CASE_LIMITS, CONTENT, holding
from tests.apps.directory.factories import UnitFactory, an_enterprise
from tests.apps.obligations.factories import LIMITS, installed
from yingshang.apps.casework.models import Case, CaseUnit, Step
from yingshang.apps.casework.selectors.desk.basket import PAGE
from yingshang.apps.directory.models import EnterprisePiece
from yingshang.apps.ledger.models import Clock

CASES = "/cases/"


def links(page):
    """The cases of a list, in order, by title."""
    return [each.text for each in page.select("table.cases th[scope=row] > a")]


def titled(world, title, key):
    values = {"club_name": title, "members": "5", "has_room": "true", "room": "1号"}
    return world.running(key, values=values)


def test_what_waits_for_me_comes_first_and_what_waits_for_others_not_at_all(world, read):
    titled(world, "棋社", "a")
    titled_last = world.submitted("b")
    page = read(world.handler, CASES)
    assert links(page) == [titled_last.title, "棋社"]
    assert "受理或要求补正" in words(page, "tbody tr")
    assert links(read(world.colleague, CASES)) == ["棋社"]
    assert links(read(holding("handler", UnitFactory()), CASES)) == []


def test_a_list_says_what_would_fill_it(world, read):
    assert "没有待办" in words(read(world.handler, CASES))
    assert "没有符合条件" in words(read(world.handler, f"{CASES}?light=overdue"))


def test_the_basket_is_narrowed_by_type_step_and_light(world, read):
    titled(world, "棋社", "a")
    assert links(read(world.handler, f"{CASES}?type=club&step=look")) == ["棋社"]
    assert links(read(world.handler, f"{CASES}?type=club&step=decide")) == []
    assert links(read(world.handler, f"{CASES}?light=overdue")) == []
    Clock.objects.update(standing_at=world.at + timedelta(days=30))
    page = read(world.handler, f"{CASES}?light=overdue")
    assert links(page) == ["棋社"]
    assert "逾期" in words(page, "tbody")


def test_all_cases_are_narrowed_by_stage(world, read):
    titled(world, "棋社", "a")
    world.submitted("b")
    assert len(links(read(world.clerk, f"{CASES}?scope=all"))) == 2
    assert links(read(world.clerk, f"{CASES}?scope=all&stage=running")) == ["棋社"]
    assert links(read(world.clerk, f"{CASES}?scope=all&stage=correcting")) == []


@pytest.mark.parametrize("address", ["?after=x|y", "?after=9|9", "?scope=none", "?step=none"])
def test_an_address_that_makes_no_sense_begins_anew(world, read, address):
    titled(world, "棋社", "a")
    assert "棋社" in words(read(world.handler, CASES + address)) or "清除" in words(
        read(world.handler, CASES + address)
    )


def test_a_case_is_found_by_number_receipt_and_name(world, read):
    case = titled(world, "长城棋社", "a")
    for asked in (case.number, case.receipt_code, "长城"):
        assert links(read(world.clerk, f"{CASES}?words={asked}")) == ["长城棋社"], asked
    stranger = holding("handler", UnitFactory())
    assert links(read(stranger, f"{CASES}?words={case.number}")) == []


def test_a_case_is_found_by_enterprise_name_and_credit_code(world, read):
    case = titled(world, "棋社", "a")
    firm = an_enterprise()
    EnterprisePiece.objects.create(
        enterprise=firm, place=0, short=firm.name[1:3], long=firm.name[1:4]
    )
    Case.objects.filter(pk=case.pk).update(enterprise=firm)
    for asked in (firm.credit_code, firm.name[1:4]):
        assert links(read(world.clerk, f"{CASES}?words={asked}")) == ["棋社"], asked


def test_many_steps_are_handed_over_with_a_reason(world, read, send):
    cases = [titled(world, title, title) for title in ("甲", "乙")]
    steps = [world.step(case, "look") for case in cases]
    other = holding("handler", world.unit)
    keys = [str(step.pk) for step in steps]
    party = f"{world.unit.pk}:{other.pk}"
    send(world.handler, "/cases/hand-over", step=keys, party=party)
    assert links(read(world.handler, CASES)) == ["甲", "乙"]
    send(world.handler, "/cases/hand-over", step=keys, party=party, reason="休假")
    page = read(world.handler, CASES)
    assert "已转办2件" in words(page, "#flashes")
    assert links(page) == []
    assert links(read(other, CASES)) == ["甲", "乙"]
    assert "休假" in words(read(other, f"/cases/{cases[0].number}/"))


def test_steps_of_another_unit_are_not_handed_over(world, read, send):
    case = titled(world, "棋社", "a")
    stranger = holding("handler", UnitFactory())
    key = str(world.step(case, "look").pk)
    friend = holding("handler", stranger.posts.get().unit)
    party = f"{stranger.posts.get().unit_id}:{friend.pk}"
    send(stranger, "/cases/hand-over", step=[key], party=party, reason="x")
    assert world.step(case, "look").holder_unit == world.unit


TYPES = 40


def forty_types():
    """A release with forty types besides the club."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    files = {}
    for number in range(TYPES + 1):
        name = f"club{number}" if number else "club"
        for file in ("case.yaml", "letters.yaml", "examples.yaml"):
            text = (CONTENT / file).read_text(encoding="utf-8")
            if number:
                prefix = f"X{letters[number // 26]}{letters[number % 26]}"
                text = text.replace("id: club\n", f"id: {name}\n", 1)
                text = text.replace("number: JL\n", f"number: {prefix}\n", 1)
            files[f"casework/{name}/{file}"] = text
    installed(limits=LIMITS + CASE_LIMITS, files=files)


def type_of(number):
    return f"club{number % TYPES + 1}"


def copies(case, step, count):
    """More rows as services would leave them, of forty types in turn."""
    base = {"release": case.release, "holder_unit": case.holder_unit, "way": "applicant"}
    made = [
        Case(
            number=f"JL-2024-9{n:05}-0",
            type_code=type_of(n),
            stage="running",
            title=f"第{n}件",
            opened_at=case.opened_at,
            accepted_at=case.accepted_at,
            receipt_code=f"COPY-{n:05}",
            **base,
        )
        for n in range(count)
    ]
    rows = Case.objects.bulk_create(made)
    CaseUnit.objects.bulk_create(
        [CaseUnit(case=row, unit=case.holder_unit, type_code=row.type_code) for row in rows]
    )
    Step.objects.bulk_create(
        [
            Step(
                case=row,
                code=step.code,
                holder=step.holder,
                holder_unit=step.holder_unit,
                opened_at=step.opened_at,
                due_at=step.due_at,
                promised_on=step.promised_on,
            )
            for row in rows
        ]
    )


def asked(client, url):
    with CaptureQueriesContext(connection) as context:
        assert client.get(url).status_code == 200
    return len(context.captured_queries)


@pytest.mark.parametrize("scope", ["mine", "unit", "all"])
def test_a_list_of_a_hundred_of_forty_types_reads_as_much_as_a_list_of_one(world, client, scope):
    forty_types()
    case = titled(world, "棋社", "a")
    client.force_login(world.handler)
    url = f"{CASES}?scope={scope}"
    client.get(url)
    one = asked(client, url)
    copies(case, world.step(case, "look"), PAGE)
    many = asked(client, url)
    assert many <= one
    assert one <= 34


def test_pages_follow_one_another_by_key(world, read):
    forty_types()
    case = titled(world, "棋社", "a")
    copies(case, world.step(case, "look"), PAGE + 20)
    seen, url = [], CASES
    while url:
        page = read(world.handler, url)
        seen += links(page)
        following = page.select_one(".pages a[rel=next]")
        url = CASES + following["href"] if following else ""
    assert len(seen) == len(set(seen)) == PAGE + 21
