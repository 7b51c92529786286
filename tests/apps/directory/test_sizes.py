"""Large, medium, small, micro, or unknown because something is missing: the known traps."""

from decimal import Decimal

import pytest

from tests.apps.directory.register_world import CITY
from yingshang.apps.directory.decisions.sizes import class_of, group_of
from yingshang.engines.identifiers import industries

pytestmark = pytest.mark.no_database
SOCKS, RESTAURANT, BUILDER = ("C", "1763"), ("H", "6210"), ("E", "4710")


def sized(industry, employees=None, revenue=None, assets=None):
    figures = {"employees": employees, "revenue": revenue, "assets": assets}
    known = {name: None if v is None else Decimal(v) for name, v in figures.items()}
    return class_of(CITY.sizes, *industry, known)


@pytest.mark.parametrize(
    ("employees", "revenue", "size"),
    [
        (1000, 40000, "large"),
        (999, 40000, "medium"),
        (1000, 39999, "medium"),
        (300, 2000, "medium"),
        (20, 300, "small"),
        (19, 300, "micro"),
        (2000, 100, "micro"),
        (0, 0, "micro"),
    ],
)
def test_all_bounds_of_a_class_must_be_reached_inclusive(employees, revenue, size):
    assert sized(SOCKS, employees, revenue).size == size


def test_what_is_missing_leaves_the_class_unknown_and_is_named():
    verdict = sized(SOCKS, employees=2000)
    assert (verdict.size, verdict.missing) == ("unknown", ("revenue",))
    assert sized(SOCKS).missing == ("employees", "revenue")


def test_a_figure_that_rules_a_class_out_needs_no_other():
    assert sized(SOCKS, employees=10).size == "micro"
    assert sized(SOCKS, revenue=299).size == "micro"


def test_one_missing_figure_may_leave_only_part_open():
    assert sized(SOCKS, employees=100).missing == ("revenue",)
    assert [each.size for each in sized(SOCKS, employees=100).comparisons][-1] == "small"


def test_builders_are_measured_by_revenue_and_assets():
    assert sized(BUILDER, 5, 80000, 80000).size == "large"
    assert sized(BUILDER, 5, 80000, 299).size == "micro"
    assert sized(BUILDER, 5, 80000).missing == ("assets",)


def test_finance_and_schools_have_no_class():
    assert sized(("J", "6621"), 5, 5, 5).size == "not_covered"
    assert sized(("P", "8334"), 5, 5, 5).size == "not_covered"
    assert sized(("G", "5310"), 5, 5, 5).size == "not_covered"


def test_without_an_industry_nothing_can_be_said():
    assert sized(("", ""), 5, 5, 5).missing == ("industry",)
    assert sized(("F", ""), 5, 5, 5).missing == ("industry",)
    assert sized(("K", "70"), 5, 5, 5).missing == ("industry",)


@pytest.mark.parametrize(
    ("industry", "group"),
    [("C1763", "industry"), ("5211", "retail"), ("5131", "wholesale"), ("5910", "transport"),
     ("5920", "storage"), ("7020", "property_management"), ("7511", "others"), ("8514", "others")],
)  # fmt: skip
def test_the_longest_code_decides_the_group(industry, group):
    entry = industries.find(industry)
    section, digits = entry.section, entry.code
    assert group_of(CITY.sizes, section, digits).code == group


def test_every_industry_has_a_group_or_is_not_covered():
    for section in industries.sections():
        verdict = sized((section.text, ""), 1, 1, 1)
        assert verdict.size in {"micro", "not_covered", "unknown"}
