from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.engines.identifiers import personal_documents, resident_ids
from yingshang.engines.identifiers.faults import IdentifierFault

pytestmark = pytest.mark.no_database
DAYS = st.dates(date(1900, 1, 1), date(2024, 12, 31))


def number(region="220402", born="19491231", serial="001"):
    body = region + born + serial
    return body + resident_ids.check_character(body)


def fault_of(text, **options):
    with pytest.raises(IdentifierFault) as caught:
        resident_ids.read(text, **options)
    assert text.strip("x") not in caught.value.zh or not text
    return caught.value.code


@given(DAYS, st.integers(0, 999))
def test_a_number_tells_birth_and_sex(born_on, serial):
    found = resident_ids.read(number(born=f"{born_on:%Y%m%d}", serial=f"{serial:03}"))
    assert found.born_on == born_on
    assert found.sex == ("male" if serial % 2 else "female")


def test_the_place_is_named_where_it_is_listed():
    assert resident_ids.read(number()).region_name == "吉林省辽源市龙山区"


def test_a_historical_region_is_taken():
    assert resident_ids.read(number(region="220499")).region_name == ""


def test_lower_case_and_spaces_do_not_matter():
    whole = "11010519491231002X"
    assert resident_ids.read(" 110105 19491231 002x ").text == whole


@pytest.mark.parametrize(
    ("region", "holder"),
    [("810000", "hong_kong"), ("820000", "macao"), ("830000", "taiwan"), ("922840", "foreign")],
)
def test_other_holders_of_18_characters_are_known(region, holder):
    assert resident_ids.read(number(region=region)).holder == holder


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("220402491231001", "old"),
        ("2204021949123100", "length"),
        ("22040219491231001Y", "characters"),
        ("02040219491231001X", "characters"),
        (number(region="270402"), "province"),
        (number(born="20230229"), "birth"),
        (number()[:-1] + ("0" if number()[-1] != "0" else "1"), "check"),
    ],
)
def test_what_is_wrong_is_said_without_repeating_the_number(text, code):
    assert fault_of(text) == code


def test_nobody_is_born_tomorrow():
    assert fault_of(number(born="20241119"), on=date(2024, 11, 18)) == "birth"
    assert resident_ids.read(number(born="20241118"), on=date(2024, 11, 18))


def test_a_number_shows_itself_masked():
    found = resident_ids.read(number())
    assert str(found) == f"220402********{found.text[-4:]}"
    assert found.text not in repr(found)


@given(DAYS, st.integers(0, 16), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(born_on, place, digit):
    right = number(born=f"{born_on:%Y%m%d}")
    wrong = right[:place] + str(digit) + right[place + 1 :]
    if wrong != right:
        with pytest.raises(IdentifierFault):
            resident_ids.read(wrong)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (number(), "resident_id"),
        (number(region="830000"), "regional_residence_permit"),
        (number(region="922840"), "foreign_permanent_resident_id"),
        ("USA310119800101", "foreign_permanent_resident_id"),
        ("e 12345678", "passport"),
    ],
)
def test_each_kind_of_document_is_read_and_masked(text, kind):
    found = personal_documents.read(text, kind)
    assert found.number not in str(found)
    assert found.number not in repr(found)
    assert found.number[-2:] == str(found)[-2:]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (number(region="830000"), "resident_id"),
        (number(), "regional_residence_permit"),
        (number(), "foreign_permanent_resident_id"),
        ("无", "passport"),
        ("ABCDEFG", "passport"),
    ],
)
def test_a_document_of_another_kind_is_refused(text, kind):
    with pytest.raises(IdentifierFault):
        personal_documents.read(text, kind)


def test_every_kind_has_a_reader():
    for kind in personal_documents.KINDS:
        with pytest.raises(IdentifierFault):
            personal_documents.read("", kind.code)
