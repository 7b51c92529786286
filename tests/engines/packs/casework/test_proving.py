"""What is proven of a case type, route by route."""

import pytest

from tests.engines.packs.casework.city import CASE, LIAOYUAN, MINIMAL, changed, codes, set_up

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize("case_type", LIAOYUAN.case_types.values(), ids=lambda each: each.id)
def test_every_case_of_liaoyuan_can_be_worked_to_an_end(case_type):
    assert case_type.findings == ()


def test_a_step_of_another_route_is_no_fault():
    fire = LIAOYUAN.case_types["fire_check_before_opening"]
    assert {step.id for step in fire.entry.steps if step.route} == {"grant", "inspect"}
    assert fire.findings == ()


def test_a_route_on_which_the_case_cannot_end_is_found():
    other = (
        "routes:\n",
        "routes:\n  - {id: quick, name: {zh-hans: 快}, summary: {zh-hans: 快}, status: example}\n",
    )
    assert set(codes(changed(MINIMAL, CASE, other))) == {"P716", "P727"}


def test_an_optional_record_needs_no_consequence():
    record = (
        "  - id: close_out\n",
        (
            "  - id: note\n    name: {zh-hans: 记录}\n    holder: market_regulation\n"
            "    optional: true\n    outcomes:\n      - {id: noted, name: {zh-hans: 已记录}}\n"
            "    status: example\n  - id: close_out\n"
        ),
    )
    assert set_up(record).findings == ()


def test_conditions_of_a_step_hold_its_routes():
    review = set_up(("    route: [ordinary]\n", "    route: [ordinary]\n    when: owed > 3\n"))
    step = review.process.step("review")
    assert step is not None
    assert step.when == "(owed > 3) AND route IN ('ordinary')"
    assert review.conditions["steps.review.when"].columns_used == ("owed", "route")
