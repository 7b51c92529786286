"""Names as written against a directory."""

import pytest

from yingshang.engines.plans.names import Directory, Entry, normalise

pytestmark = pytest.mark.no_database
DIRECTORY = Directory([
    Entry("某州市发展和改革委员会"),
    Entry("某州市财政局"),
    Entry("某州市人民政府国有资产监督管理委员会", ("市国资委",)),
    Entry("国家税务总局某州市税务局"),
    Entry("共青团某州市委"),
    Entry("甲县财政局"),
    Entry("乙县财政局"),
    Entry("某州高新技术产业开发区管理委员会"),
    Entry("各县区人民政府", kind="set"),
])  # fmt: skip


@pytest.mark.parametrize(
    "name", ["市发改委", "市发展改革委", "某州市发展和改革委员会", "市发展和改革委员会"]
)
def test_all_ways_of_writing_a_name_mean_one_unit(name):
    assert DIRECTORY.resolve(name).entries == (Entry("某州市发展和改革委员会"),)


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("市税务局", "国家税务总局某州市税务局"),
        ("团市委", "共青团某州市委"),
        ("某州高新区管委会", "某州高新技术产业开发区管理委员会"),
        ("各县区人民政府", "各县区人民政府"),
    ],
)
def test_units_with_names_of_their_own_are_found(name, official):
    assert DIRECTORY.resolve(name).entries[0].official == official


def test_a_name_without_its_level_takes_that_of_the_one_before():
    _, second = DIRECTORY.resolve_all(["市财政局", "国资委"])
    assert second.status == "resolved"
    assert second.entries[0].short_names == ("市国资委",)
    assert "市国资委" in second.reason_zh
    assert DIRECTORY.resolve("国资委").status == "unresolved"


def test_a_name_that_two_units_bear_is_left_to_a_person():
    found = DIRECTORY.resolve("县财政局")
    assert found.status == "ambiguous"
    assert len(found.entries) == 2


def test_an_unknown_name_is_unresolved_with_a_reason_in_both_languages():
    found = DIRECTORY.resolve("市气象局")
    assert found.status == "unresolved"
    assert found.reason_zh.endswith("。")
    assert found.reason_en.endswith(".")


def test_traditional_characters_and_blanks_do_not_matter():
    assert normalise("市發展 改革委") == normalise("市发改委")
