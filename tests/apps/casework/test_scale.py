"""What an act costs does not grow with the case, nor with the number of case types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.casework.factories import CLUB_EXAMPLES, CLUB_LETTERS, a_world
from yingshang.apps.casework import selectors, services
from yingshang.apps.casework.models import Case, CaseUnit, Stage, Step, Way
from yingshang.apps.casework.selectors import Wanted

HEAD = """
id: club
kind: ledger
number: TZ
name: {zh-hans: 示例台账, en: Example ledger}
summary: {zh-hans: 示例。, en: Example.}
title_field: club_name
holder: market_regulation
opened_by: [official, file]
fields:
  - {id: club_name, type: text, name: {zh-hans: 名称, en: Name}, required: true}
ledger: {columns: [club_name]}
outcomes:
  - {id: granted, name: {zh-hans: 完成, en: Done}, kind: done}
steps:
"""
STEP = """
  - id: part_{n}
    name: {{zh-hans: 环节{n}, en: Part {n}}}
    holder: market_regulation
    limit: link
    outcomes: [{{id: done, name: {{zh-hans: 完成, en: Done}}}}]
    status: example
"""
LAST = """
  - id: last
    name: {{zh-hans: 收尾, en: Last}}
    holder: market_regulation
    after: [{all}]
    outcomes: [{{id: closed, name: {{zh-hans: 完成, en: Done}}, ends: granted}}]
    status: example
"""
EXAMPLES = CLUB_EXAMPLES.replace("members: 5, has_room: false", "")


def wide(parts):
    names = [f"part_{n}" for n in range(parts)]
    steps = "".join(STEP.format(n=n) for n in range(parts))
    case = HEAD + steps + LAST.format(all=", ".join(names))
    examples = CLUB_EXAMPLES.replace(
        "{club_name: 棋社, members: 5, has_room: false}", "{club_name: 棋社}"
    )
    return a_world(case, CLUB_LETTERS, examples)


def opened(world):
    given = world.beginning(
        way=Way.OFFICIAL, applicant=None, values={"club_name": "棋社"}, unit=world.unit
    )
    return services.file_case(beginning=given, actor=world.handler, at=world.at)


def queries(act):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        act()
    return len(seen)


def cost_of_settling(parts):
    world = wide(parts)
    case = opened(world)
    assert Step.objects.filter(case=case, status="open").count() == parts
    world.settle(case, "part_0", "done")
    return queries(lambda: world.settle(case, "part_1", "done"))


def test_settling_one_of_a_thousand_steps_costs_what_one_of_three_costs():
    few = cost_of_settling(3)
    many = cost_of_settling(1000)
    assert many == few
    assert few <= 25


def test_what_creating_and_handing_in_costs():
    world = a_world()
    given = world.beginning(way=Way.WINDOW, key="a")
    services.file_case(beginning=given, actor=world.clerk, at=world.at)
    given = world.beginning(way=Way.WINDOW, key="b")
    asked = queries(lambda: services.file_case(beginning=given, actor=world.clerk, at=world.at))
    assert asked <= 17


@pytest.mark.postgresql
def test_filing_a_row_of_a_ledger_asks_three_things_and_writes_each_table_once():
    world = wide(2)
    opened(world)
    with CaptureQueriesContext(connection) as seen:
        opened(world)
    words = [each["sql"].split()[0] for each in seen]
    # release, posts, key · steps, units, duties, case · clock · a strand, and all of the event
    asked = [*["SELECT"] * 3, *["INSERT"] * 4, "SELECT", *["WITH"] * 2]
    assert [word for word in words if word not in {"SAVEPOINT", "RELEASE"}] == asked


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_costs_the_same_however_many_types_there_are(world, count):
    case = world.submitted()
    rows = [
        Case(
            pk=1000 + n,
            number=f"X-{n}",
            type_code=f"type_{n % 40}",
            release=case.release,
            stage=Stage.SUBMITTED,
            way=Way.WINDOW,
            holder_unit=world.unit,
            opened_at=world.at,
            receipt_code=str(n),
        )
        for n in range(count * 40)
    ]
    Case.objects.bulk_create(rows)
    CaseUnit.objects.bulk_create(
        [CaseUnit(case=row, unit=world.unit, type_code=row.type_code) for row in rows]
    )
    seen = []
    asked = queries(lambda: seen.append(selectors.cases_page(world.clerk, Wanted())))
    assert asked == 4
    page = seen[0]
    assert [row.pk for row in page.rows] == sorted((r.pk for r in page.rows), reverse=True)
    if page.after:
        following = selectors.cases_page(world.clerk, Wanted(), after=page.after)
        assert max(row.pk for row in following.rows) < page.after


def test_a_page_can_be_narrowed_to_a_type(world):
    case = world.submitted()
    assert list(selectors.cases_page(world.clerk, Wanted("club")).rows) == [case]
    assert not selectors.cases_page(world.clerk, Wanted("another")).rows
