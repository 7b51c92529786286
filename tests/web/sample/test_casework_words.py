"""What the sample city's people write fits every case type of the packs; their hours are kept."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from pypdfium2 import PdfDocument

from yingshang.apps.casework.decisions.answers import Circumstances, check
from yingshang.apps.directory.models import Enterprise
from yingshang.engines.packs.casework.bars import failed_checks
from yingshang.engines.packs.casework.casetype import case_types
from yingshang.engines.packs.reading import read_pack
from yingshang.web.sample.casework import answers
from yingshang.web.sample.casework.diary import Diary
from yingshang.web.sample.casework.papers import PAPER

pytestmark = pytest.mark.no_database
PACK = Path(__file__).parents[3] / "packs" / "liaoyuan-2024"
TYPES = {each.id: each for each in case_types(read_pack(PACK).models)}
FIRM = Enterprise(
    name="示例织袜有限公司",
    credit_code="91220402MA0EXAMPL0",
    section="C",
    industry_code="1763",
    region_code="220402",
    address="示例街1号",
)
DAY = date(2024, 6, 3)
FILES = {key for each in TYPES.values() for key, one in each.fields.items() if one.type == "file"}
# What stories say themselves, because the enterprise's own kind is not drawn.
GIVEN = {"entity_kind": "company"}


def about(seed):
    """Dice of this seed, and one enterprise."""
    given = GIVEN if seed % 2 else {**GIVEN, "entity_kind": "sole_trader"}
    areas, others = ["xian_district"], ["tax", "customs"]
    return answers.About(Random(seed), DAY, FIRM, areas, others, given)  # noqa: S311


@pytest.mark.parametrize("code", sorted(set(TYPES) - {"company_start_up"}))
@pytest.mark.parametrize("seed", range(5))
def test_invented_answers_pass_the_checks_of_their_type(code, seed):
    case_type = TYPES[code]
    given = answers.opening(case_type, about(seed))
    known = {key: value for key, value in given.items() if key in case_type.fields}
    checked = check(case_type, known, Circumstances(opened_on=DAY, today=DAY))
    assert checked.faults == {}
    assert failed_checks(case_type, "submit", checked.record) == ()


@pytest.mark.parametrize("code", sorted(TYPES))
def test_a_step_is_answered_with_its_own_fields_only(code):
    case_type = TYPES[code]
    opened = answers.opening(case_type, about(1))
    for step, entry in case_type.steps.items():
        said = answers.of_step(case_type, step, entry.outcomes[0].id, opened, about(2))
        assert set(said) <= set(entry.fields)


def test_nothing_is_paid_in_full_before_it_is_said_to_be():
    case_type = TYPES["arrears_clues"]
    part = answers.of_step(case_type, "handle", "planned", {"amount": "80000.00"}, about(1))
    whole = answers.of_step(case_type, "close_out", "closed", {"amount": "80000.00"}, about(1))
    assert (part["paid"], whole["paid"]) == ("40000.00", "80000.00")


def test_the_same_dice_give_the_same_answers():
    case_type = TYPES["private_firm_talks"]
    assert answers.opening(case_type, about(7)) == answers.opening(case_type, about(7))


def test_a_diary_is_read_in_the_order_of_its_instants_with_what_is_added_meanwhile():
    diary, lived = Diary(), []
    eight, nine, ten = (datetime(2024, 6, 3, hour, tzinfo=UTC) for hour in (8, 9, 10))
    diary.note(nine, lambda at: lived.append("second"))
    diary.note(eight, lambda at: diary.note(eight, lambda at: lived.append("first")))
    diary.note(ten, lambda at: lived.append("never"))
    for at, act in diary.due(ten):
        act(at)
    assert lived == ["first", "second"]


def test_the_sample_paper_is_a_page_that_says_what_it_is():
    page = PdfDocument(BytesIO(PAPER))[0]
    assert "invented, of no effect" in page.get_textpage().get_text_range()


@pytest.mark.parametrize("code", sorted(TYPES))
def test_whoever_settles_a_step_answers_what_its_outcome_asks(code):
    case_type = TYPES[code]
    opened = answers.opening(case_type, about(1))
    for step, entry in case_type.steps.items():
        for outcome in entry.outcomes:
            said = answers.of_step(case_type, step, outcome.id, opened, about(2))
            at = Circumstances(opened_on=DAY, today=DAY, outcomes={step: outcome.id})
            checked = check(case_type, {**opened, **said}, at, asked=entry.fields)
            faults = {key for key in checked.faults if key in entry.fields}
            assert not faults - FILES, (step, outcome.id)
