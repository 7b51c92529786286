"""What a type says about answers that do not come, and about what nobody knows."""

import pytest

from tests.engines.packs.casework.city import CASE, MINIMAL, changed, codes, set_up
from yingshang.engines.packs.casework.bars import open_questions

pytestmark = pytest.mark.no_database
ACCEPTANCE = "limit: set_up_decision}\nlimits"
ROUTE = "en: The ordinary way}, status: example}"


def accepting(words: str) -> tuple[str, str]:
    return ACCEPTANCE, f"limit: set_up_decision, {words}}}\nlimits"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("correction_within: nowhere", "P705"),
        ("asks: [nowhere]", "P706"),
        ("correction_missed: {ends: nowhere, status: example}", "P708"),
        ("correction_missed: {letter: nowhere, status: example}", "P709"),
    ],
)
def test_what_acceptance_names_exists(words: str, code: str):
    assert codes(changed(MINIMAL, CASE, accepting(words))) == [code]


def test_what_a_route_ends_in_exists():
    ends = "follow_missed: {ends: nowhere, status: example}, status: example}"
    route = (ROUTE, ROUTE.replace("status: example}", ends))
    assert codes(changed(MINIMAL, CASE, route)) == ["P708"]


def test_an_end_by_silence_needs_no_example():
    lapsed = "outcomes:\n  - {id: silent, name: {zh-hans: 逾期, en: Lapsed}, kind: lapsed}\n"
    silent = accepting("correction_missed: {ends: silent, status: example}")
    assert codes(changed(MINIMAL, CASE, silent, ("\noutcomes:\n", "\n" + lapsed))) == []


def test_what_is_not_known_is_a_question_until_it_is_answered_or_left_open():
    case_type = set_up(accepting("asks: [firm]"))
    asked = [each.code for each in open_questions(case_type, {"revoked": None, "firm": None})]
    assert asked == ["bars.revoked", "fields.firm"]
    known = {"revoked": False, "firm": None}
    assert [each.fields for each in open_questions(case_type, known)] == [("firm",)]
    assert open_questions(case_type, known, ["fields.firm"]) == ()
    assert open_questions(case_type, {"revoked": True, "firm": "a"}) == ()
