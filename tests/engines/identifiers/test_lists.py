import csv
import doctest
from pathlib import Path

import pytest

from yingshang.engines.identifiers import (
    credit_codes,
    industries,
    organisation_codes,
    personal_documents,
    project_codes,
    regions,
    resident_ids,
    writing,
)
from yingshang.engines.identifiers.faults import IdentifierFault

pytestmark = pytest.mark.no_database
CODES = Path(__file__).parents[3] / "../shared/data/codes"
CITY = "220400"


@pytest.mark.parametrize(
    "module",
    [
        credit_codes,
        industries,
        organisation_codes,
        personal_documents,
        project_codes,
        regions,
        resident_ids,
        writing,
    ],
)
def test_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def test_a_city_has_its_districts():
    names = [each.name for each in regions.within(CITY)]
    assert names == ["龙山区", "西安区", "东丰县", "东辽县"]


def test_a_district_is_no_city_of_the_same_name():
    assert regions.named("西安区", inside=CITY).code == "220403"
    assert regions.named("西安", inside=CITY).code == "220403"
    assert regions.named("西安市", inside=CITY) is None
    assert regions.find("610100").name == "西安市"


def test_the_city_jilin_is_not_the_province():
    assert regions.read("220200").level == "city"
    assert regions.read("220000").level == "province"
    assert regions.full_name("220202").startswith("吉林省吉林市")


def test_a_city_without_districts_in_between_is_named_once():
    assert regions.full_name("110105") == "北京市朝阳区"


def test_an_unlisted_region_has_no_name():
    assert regions.read("２２０４９９") == regions.Region("220499", "")


@pytest.mark.parametrize("text", ["", "2204", "22040A", "龙山区"])
def test_what_is_no_region_is_said(text):
    with pytest.raises(IdentifierFault, match="6位"):
        regions.read(text)


@pytest.mark.parametrize("written", ["C1763", "c 1763", "1763", "Ｃ１７６３"])
def test_an_industry_is_read_however_it_is_written(written):
    assert industries.read(written).text == "C1763"


def test_an_industry_knows_what_is_above_it():
    texts = []
    entry = industries.read("C1763")
    while entry:
        texts.append(entry.text)
        entry = entry.parent
    assert texts == ["C1763", "C176", "C17", "C"]


def test_a_shorter_code_filled_with_zeros_counts_as_its_group():
    assert industries.read("1700").text == "C17"
    assert industries.read("1760").text == "C176"


@pytest.mark.parametrize(("text", "code"), [("D1763", "section"), ("C9999", "industry"),
                                            ("", "industry"), ("袜业", "industry")])  # fmt: skip
def test_what_is_no_industry_is_said(text, code):
    with pytest.raises(IdentifierFault) as caught:
        industries.read(text)
    assert caught.value.code == code


def test_there_are_twenty_sections_and_every_entry_hangs_below_one():
    assert "".join(each.text for each in industries.sections()) == "ABCDEFGHIJKLMNOPQRST"
    assert industries.named("农、林、牧、渔业").text == "A"


def test_the_lists_agree_with_the_development_data():
    if not CODES.exists():
        pytest.skip("the development data beside the checkout is absent")
    with (CODES / "gb4754_2017.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            assert industries.find(row["code"]).name == row["name"]
    with (CODES / "gb2260_areas_2023.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            assert regions.find(row["code"]).name == row["name"]


@pytest.mark.parametrize("text", ["2404-220402-04-01-123456", "24042204020401123456"])
def test_a_project_code_is_read_in_its_parts(text):
    code = project_codes.read(text)
    assert (code.year, code.month, code.region_code) == (2024, 4, "220402")
    assert str(code) == "2404-220402-04-01-123456"


@pytest.mark.parametrize("text", ["", "2413-220402-04-01-123456", "2404-220402-04-01-12345"])
def test_what_is_no_project_code_is_said(text):
    with pytest.raises(IdentifierFault):
        project_codes.read(text)
