"""The laws and limits of the shipped pack, as the engine sees them."""

from datetime import date
from pathlib import Path

import pytest

from tests.engines.timelimits.laws import CALENDAR
from yingshang.engines.packs.schema.time_limits import TimeLimitsUnreadable, read_time_limits
from yingshang.engines.timelimits import (
    Extension,
    ExtensionRefused,
    LawUnknown,
    LimitUnknown,
    TimeLimit,
    Unit,
    due,
    parse_length,
)

pytestmark = pytest.mark.no_database

PACK = Path(__file__).parents[3] / "packs" / "liaoyuan-2024" / "time_limits.yaml"
FILE = read_time_limits(PACK)
REGISTER = FILE.register()
ON = date(2024, 4, 22)


@pytest.mark.parametrize(
    ("law", "length", "unit"),
    [
        ("行政许可法", "45d", Unit.WORKING_DAY),
        ("行政处罚法", "2d", Unit.WORKING_DAY),
        ("行政处罚法", "7d", Unit.WORKING_DAY),
        ("行政处罚法", "10d", Unit.CALENDAR_DAY),
        ("行政处罚法", "90d", Unit.CALENDAR_DAY),
        ("行政强制法", "10d", Unit.WORKING_DAY),
        ("行政强制法", "30d", Unit.CALENDAR_DAY),
        ("行政复议法", "10d", Unit.WORKING_DAY),
        ("行政复议法", "15d", Unit.CALENDAR_DAY),
        ("民法典", "7d", Unit.CALENDAR_DAY),
        ("信访工作条例", "15d", Unit.CALENDAR_DAY),
    ],
)
def test_each_law_reads_days_in_its_own_way(law, length, unit):
    assert TimeLimit(parse_length(length), REGISTER.law(law, ON)).unit is unit


@pytest.mark.parametrize(
    "name", ["licensing", "行政许可法", "许可法", "中华人民共和国行政许可法", "《行政许可法》",
             "Administrative Licensing Law"],
)  # fmt: skip
def test_a_law_is_found_by_any_of_its_names(name):
    assert REGISTER.law(name, ON).id == "licensing"


def test_an_unknown_law_lists_near_names():
    with pytest.raises(LawUnknown, match="行政许可法"):
        REGISTER.law("行政许可", ON)


def test_a_law_is_not_found_before_it_is_in_force():
    with pytest.raises(LawUnknown, match="2020-12-31"):
        REGISTER.law("民法典", date(2020, 12, 31))


def test_a_limit_is_taken_from_the_version_in_force():
    old = REGISTER.limit("sme_payment", date(2025, 5, 31))
    new = REGISTER.limit("sme_payment", date(2025, 6, 1))
    assert (old.article, new.article) == ("第八条第一款", "第九条第一款")
    with pytest.raises(LimitUnknown):
        REGISTER.limit("sme_complaint_transfer", ON)


def test_every_limit_can_be_counted_and_explained():
    calendar = FILE.calendar(CALENDAR)
    for limit in REGISTER.limits:
        start = limit.law.valid_to or date(2025, 6, 3)
        answer = due(start, limit, calendar)
        assert answer.summary.zh
        assert answer.summary.en
        assert not any("第" in sentence for sentence in answer.explain("en"))


def test_laws_say_where_their_unusual_rules_stand():
    for law in REGISTER.laws:
        unusual = law.days.working_lengths or law.days.working_up_to
        assert law.articles.days or not (unusual or law.days.read_as is Unit.WORKING_DAY)


def test_a_licence_decision_lives_through_extension_and_deadline():
    limit = REGISTER.limit("licensing_decision", ON)
    asked = Extension(parse_length("10d"), date(2024, 5, 21))
    assert due(ON, limit, CALENDAR, extensions=[asked]).due_on == date(2024, 6, 4)
    with pytest.raises(ExtensionRefused):
        due(ON, limit, CALENDAR, extensions=[Extension(parse_length("10d"), date(2024, 5, 22))])


def test_silence_on_a_reconsideration_request_is_acceptance():
    answer = due(ON, REGISTER.limit("reconsideration_acceptance", ON), CALENDAR)
    assert (answer.due_on, answer.deemed.rule.result) == (date(2024, 4, 28), "accepted")


BASE = """
default_law: l
laws: [{id: l, name: {zh-hans: 法}, status: example}]
"""


@pytest.mark.parametrize(
    "broken",
    [
        "[",
        "{}",
        BASE.replace("default_law: l", "default_law: x"),
        BASE + "limits: [{id: a, name: {zh-hans: 限}, law: x, length: 5d, event: {zh-hans: 起},"
        " status: example}]",
        BASE + "limits: [{id: a, name: {zh-hans: 限}, law: l, length: 5x, event: {zh-hans: 起},"
        " status: example}]",
        BASE.replace("status: example}]", "status: example}, {id: l, name: {zh-hans: 法},"
        " status: example}]"),
        BASE + "sorce: 1",
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_a_sentence(tmp_path, broken):
    path = tmp_path / "time_limits.yaml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(TimeLimitsUnreadable, match="checkpack"):
        read_time_limits(path)


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(TimeLimitsUnreadable, match="--pack"):
        read_time_limits(tmp_path / "time_limits.yaml")
