"""Every date explains itself, in both languages."""

import json

import pytest

from tests.engines.timelimits.laws import CIVIL, LICENSING, OFFICE, PROCEDURE, answer
from yingshang.engines.timelimits.citation import cite, number
from yingshang.engines.timelimits.wording import Bilingual

pytestmark = pytest.mark.no_database


def test_one_line_says_what_moved_the_date():
    summary = answer("2024-04-22", "20d", LICENSING).summary
    assert summary.en == (
        "22 April + 20 working days: 1–5 May holiday; 28 April and 11 May are make-up days → 21 May"
    )
    assert summary.zh == (
        "4月22日起20个工作日：5月1日至5日劳动节放假；4月28日、5月11日调休上班 → 5月21日"
    )


def test_the_steps_name_every_day_that_was_left_out_or_counted():
    steps = answer("2024-04-22", "20d", LICENSING).explain("en")
    assert steps == [
        "22 April 2024 (Monday) does not count; counting begins on the next day.",
        "Length: 20 days; in this law “20 days” means working days (Licensing Law, art. 82).",
        "1–5 May: Labour Day, not counted.",
        "4 weekend days do not count: 27 April, 12 May and 18–19 May.",
        "28 April and 11 May are make-up days and count.",
        "The last day is 21 May 2024 (Tuesday).",
        "Deadline: 21 May 2024, 24:00.",
    ]


def test_chinese_says_the_same():
    steps = answer("2024-04-12", "20d", CIVIL).explain("zh")
    assert steps[3] == "5月2日至5日是休假日（劳动节），顺延至休假结束的次日5月6日。"
    assert steps[-1] == "截止时间：2024年5月6日24:00。"


def test_a_roll_over_a_weekend_names_the_rest_days():
    summary = answer("2024-05-01", "10cd", CIVIL).summary
    assert summary.en.endswith("→ 11 May")
    assert answer("2024-05-09", "3cd", CIVIL).summary.zh == (
        "5月9日起3日：5月12日休假，顺延 → 5月13日"
    ).replace("3日：", "3个自然日：")


def test_the_year_stands_where_it_changes():
    summary = answer("2025-12-31", "2wd").summary
    assert summary.en.startswith("31 December 2025 + 2 working days: 1–3 January 2026 holiday")
    assert summary.zh.endswith("→ 2026年1月5日")


def test_hours_are_explained_to_the_minute():
    summary = answer("2024-04-30T15:20", "24h", PROCEDURE, OFFICE).summary
    assert summary.zh == "4月30日16:00起24小时 → 5月1日16:00"


def test_a_provisional_date_says_which_notice_is_missing():
    assert "2027" in answer("2026-12-31", "1wd").explain("en")[-1]


def test_json_holds_plain_values_only():
    told = json.loads(json.dumps(answer("2024-04-30", "6d", LICENSING).as_json()))
    assert told["due"] == "2024-05-11"
    holiday = next(step for step in told["steps"] if step["kind"] == "holiday")
    assert holiday["days"] == [{"from": "2024-05-01", "to": "2024-05-05"}]
    assert {"zh", "en", "basis"} <= holiday.keys()


@pytest.mark.parametrize(
    ("text", "value"),
    [("五", 5), ("十", 10), ("四十二", 42), ("一百零三", 103), ("一千二百五十九", 1259)],
)
def test_chinese_numerals_are_read(text, value):
    assert number(text) == value


def test_articles_are_cited_in_both_languages():
    law = Bilingual("行政许可法", "Licensing Law")
    cited = cite("第三十二条第一款第四项；第八十二条", law)
    assert cited.zh == "《行政许可法》第三十二条第一款第四项；第八十二条"
    assert cited.en == "Licensing Law, art. 32 para. 1 item 4; art. 82"
