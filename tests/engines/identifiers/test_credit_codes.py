import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.engines.identifiers import credit_codes
from yingshang.engines.identifiers.faults import IdentifierFault

pytestmark = pytest.mark.no_database
REPOSITORY = Path(__file__).parents[3]
VECTORS = REPOSITORY / "../shared/data/enterprises/uscc_test_vectors.csv"
REAL = "91110000600037341L"
CITY_BODY = "11220200795219742W"
BODIES = st.text(credit_codes.ALPHABET, min_size=8, max_size=8)
PREFIXES = st.sampled_from(["11", "51", "91", "92", "93", "A1", "N2", "Y1"])
REGIONS = st.integers(110000, 659999).map(str)


def fault_of(text):
    with pytest.raises(IdentifierFault) as caught:
        credit_codes.read(text)
    assert caught.value.zh
    assert caught.value.en
    return caught.value


def codes_of_the_vectors():
    if not VECTORS.exists():
        pytest.skip("the development data beside the checkout is absent")
    with VECTORS.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_test_vector_is_judged_as_it_should_be():
    rows = codes_of_the_vectors()
    wrong = [r for r in rows if credit_codes.is_valid(r["uscc"]) != (r["expected"] == "valid")]
    assert len(rows) > 200
    assert wrong == []


def test_many_at_once_are_judged_as_one_by_one():
    codes = [row["uscc"] for row in codes_of_the_vectors()]
    assert list(credit_codes.are_valid(codes)) == [credit_codes.is_valid(code) for code in codes]


@pytest.mark.parametrize("code", [REAL, CITY_BODY])
def test_real_codes_are_read_without_a_doubt(code):
    assert credit_codes.read(code).text == code
    assert credit_codes.read(code).warnings == ()


def test_the_parts_have_names():
    code = credit_codes.read(CITY_BODY)
    assert (code.authority, code.kind) == ("1", "organ")
    assert (code.region_code, code.organisation_code) == ("220200", "795219742")


@pytest.mark.parametrize(
    "written",
    ["９１１１００００６０００３７３４１Ｌ", "91110000600037341l", " 9111 0000-6000 3734 1L\u200b"],
)
def test_the_way_of_writing_does_not_matter(written):
    assert credit_codes.read(written).text == REAL


@pytest.mark.parametrize("prefix", ["A1", "N1", "N2", "N3", "Y1"])
def test_armed_forces_villages_and_others_are_taken(prefix):
    code = credit_codes.build(prefix, "220421", "MF123456")
    assert credit_codes.read(code.text) == code


def test_a_village_collective_is_called_one():
    assert credit_codes.build("N2", "220421", "MF123456").kind == "collective"


def test_a_repealed_region_is_taken_with_a_remark():
    code = credit_codes.build("91", "220499", "MA012345")
    assert [each.code for each in code.warnings] == ["region_not_listed"]


def test_a_wrong_inner_check_character_is_only_remarked():
    front = "91220402" + "MA012345" + "0"
    front = front if not front.endswith("4") else front[:-1] + "5"
    code = credit_codes.read(front + credit_codes.check_character(front))
    assert [each.code for each in code.warnings] == ["inner_check"]


def test_a_wrong_check_character_is_an_error_that_names_the_right_one():
    fault = fault_of("91110000600037341N")
    assert fault.code == "check"
    assert "L" in fault.zh


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_are_confused_are_named_and_not_guessed(letter):
    fault = fault_of(f"9111000060003734{letter}L")
    assert fault.code == "letters"
    assert f"字母 {letter}" in fault.zh
    assert "17" in fault.zh


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("12345", "length"),
        (REAL + "1", "length"),
        ("9111000060003734袜L", "characters"),
        ("B1110000600037341L", "authority"),
        ("911100A0600037341L", "region"),
    ],
)
def test_what_is_malformed_is_said(written, code):
    assert fault_of(written).code == code


@given(PREFIXES, REGIONS, BODIES)
def test_built_codes_are_valid_and_free_of_inner_faults(prefix, region, body):
    code = credit_codes.build(prefix, region, body)
    assert credit_codes.read(code.text.lower()) == code
    assert "inner_check" not in [each.code for each in code.warnings]


@given(PREFIXES, REGIONS, BODIES, st.integers(0, 17), st.sampled_from(credit_codes.ALPHABET))
def test_one_wrong_character_is_always_found(prefix, region, body, place, sign):
    code = credit_codes.build(prefix, region, body).text
    wrong = code[:place] + sign + code[place + 1 :]
    assert credit_codes.is_valid(wrong) == (wrong == code)


@given(st.lists(st.text(credit_codes.ALPHABET + "IOSVZ袜 ", max_size=19), max_size=20))
def test_whatever_comes_is_judged_alike_at_once(texts):
    plainly = [text.strip().replace(" ", "") for text in texts]
    assert list(credit_codes.are_valid(plainly)) == [credit_codes.is_valid(t) for t in plainly]
