"""What a document says of itself."""

import pytest

from tests.engines.plans.reading import plan_of

pytestmark = pytest.mark.no_database
BODY = "一、任务\n1.甲。做事。（市局负责）\n2.乙。做事。（市局负责）\n"


def said(text):
    header = plan_of(text).header
    named = (header.title, header.issuer, header.doc_number)
    return tuple(one.name if one else None for one in named), header.issue_date


def test_a_notice_with_its_plan():
    text = (
        f"某市人民政府办公室关于印发某市行动方案的通知\n某政办发〔2024〕3号\n各县区："
        f"\n现印发给你们。\n某市人民政府办公室\n2024年4月22日\n某市行动方案\n{BODY}"
    )
    assert said(text) == (
        ("某市行动方案", "某市人民政府办公室", "某政办发〔2024〕3号"),
        "2024-04-22",
    )


def test_a_date_in_chinese_numerals_at_the_end():
    text = f"某省关于优化环境的意见\n{BODY}某省人民政府\n二〇二〇年二月四日"
    assert said(text) == (("某省关于优化环境的意见", "某省人民政府", None), "2020-02-04")


def test_what_the_text_does_not_say_is_none():
    assert said(BODY) == ((None, None, None), None)


def test_the_number_of_another_document_is_not_taken():
    text = f"某市方案\n根据《通知》（国办发〔2020〕43号）制定本方案。\n{BODY}"
    assert said(text)[0][2] is None


def test_a_title_broken_over_lines_is_joined():
    text = (
        f"某市人民政府关于做好当前和今后一个时期\n促进就业工作的若干意见\n某府发〔2018〕39号\n各县："
        f"\n{BODY}"
    )
    assert said(text)[0][0] == "某市人民政府关于做好当前和今后一个时期促进就业工作的若干意见"
