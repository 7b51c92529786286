"""Invented market entities are believable, valid and the same every time."""

from datetime import date
from random import Random

import pytest

from tests.apps.directory.register_world import CITY
from yingshang.engines.identifiers import credit_codes, industries
from yingshang.web.sample.invented_firms import HEADINGS, Firms

pytestmark = pytest.mark.no_database
UNTIL = date(2024, 4, 22)


def made(count=600):
    firms = Firms(CITY.areas, CITY.register, UNTIL, Random(1)).make(count)  # noqa: S311
    return [dict(zip(HEADINGS, firm.cells, strict=True)) for firm in firms]


def test_codes_are_valid_and_names_are_given_once():
    firms = made()
    codes = [firm["统一社会信用代码"] for firm in firms]
    assert credit_codes.are_valid(codes).all()
    assert not any(credit_codes.read(code).warnings for code in codes)
    assert len(set(codes)) == len({firm["企业名称"] for firm in firms}) == len(firms)


def test_industries_and_places_exist():
    streets = set(CITY.streets.values())
    for firm in made(200):
        assert industries.find(firm["行业代码"])
        assert firm["街道乡镇"] in streets
        assert date.fromisoformat(firm["成立日期"]) <= UNTIL


def test_two_thirds_are_sole_traders():
    traders = [firm for firm in made() if firm["统一社会信用代码"].startswith("92")]
    assert 0.5 < len(traders) / 600 < 0.75


def test_the_same_seed_makes_the_same_city():
    assert made(50) == made(50)
