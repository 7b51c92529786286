"""What a newer release changes."""

from pathlib import Path

import pytest

from yingshang.engines.packs.comparing import Change, diff
from yingshang.engines.packs.pack import NotRead
from yingshang.engines.packs.reading import read_pack, read_pack_files
from yingshang.engines.packs.things import SUBJECTS, things

pytestmark = pytest.mark.no_database
MINIMAL = read_pack(Path(__file__).parents[2] / "packs/minimal")
LIMITS, UNITS, PLAN = "time_limits.yaml", "directory/units.yaml", "plan/plan.yaml"


def changes(file: str, old: str, new: str) -> list[Change]:
    text = MINIMAL.texts[file]
    assert old in text
    newer = read_pack_files({**MINIMAL.texts, file: text.replace(old, new, 1)})
    return list(diff(MINIMAL, newer))


def test_a_pack_does_not_differ_from_itself():
    assert diff(MINIMAL, MINIMAL) == ()


def test_comments_blanks_and_order_of_keys_change_nothing():
    old = "  - code: tax\n    official_name: {zh-hans: 国家税务总局示例市税务局}\n"
    new = "  # moved\n  - official_name: {zh-hans: '国家税务总局示例市税务局'}\n    code: tax\n"
    assert changes(UNITS, old, new) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "change"),
    [
        (LIMITS, "1wd", "3wd", ("time_limit", "set_up_decision", "length", "1wd", "3wd")),
        (LIMITS, "working_day", "calendar_day", ("law", "plain_rule 2020-01-01", "days.read_as")),
        (UNITS, "[市公安局]", "[市公安局, 公安]", ("unit", "public_security", "short_names")),
        (UNITS, "[east_county]", "[east_county, tax]", ("set", "all_districts", "members")),
        (PLAN, "quote: 市税务局,", "quote: 税务局,", ("responsibility", "01 1 市税务局")),
        (PLAN, "kind: limit", "kind: goal", ("plan_target", "T01-a", "kind", "limit", "goal")),
        (PLAN, "title: 联合检查", "title: 检查", ("task", "02", "title", "联合检查", "检查")),
        ("tasks/01.yaml", "value: 3\n", "value: 4\n", ("target", "T01-a", "baseline.value")),
        ("tasks/02.yaml", "合并起来。", "合并。", ("measure", "02.2", "plain.zh-hans")),
        ("pack.yaml", "1.0.0", "1.1.0", ("pack", "", "version", "1.0.0", "1.1.0")),
        ("requirements.yaml", "负责到底。", "负责。", ("service_rule", "first_asked")),
    ],
)
def test_a_change_is_told_in_the_terms_of_the_pack(file, old, new, change):
    first = changes(file, old, new)[0]
    told = (first.subject, first.id, first.field, first.old, first.new)
    assert told[: len(change)] == change


def test_a_unit_that_comes_is_added_and_one_that_goes_is_removed():
    added = changes(
        UNITS,
        "sets:",
        "  - code: court\n    official_name: {zh-hans: 示例市中级人民法院}\n"
        "    short_names: [市法院]\n    kind: court\n    level: city\n    reach: asked\n"
        "    status: example\nsets:",
    )
    assert added == [Change("added", "unit", "court", new="示例市中级人民法院")]


def test_places_in_the_text_are_not_compared():
    assert changes(PLAN, "span: [38, 44]", "span: [39, 44]") == []


def test_a_pack_with_faults_is_not_compared():
    broken = read_pack_files({**MINIMAL.texts, PLAN: "title: [\n"})
    with pytest.raises(NotRead):
        diff(MINIMAL, broken)


def test_every_thing_has_a_subject_with_a_chinese_name():
    subjects = {subject for subject, _ in things(MINIMAL)}
    assert subjects <= set(SUBJECTS)
    assert set(SUBJECTS) - subjects == {"file"}
