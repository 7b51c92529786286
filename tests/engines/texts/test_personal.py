"""Every number here is made up; resident numbers and cards get their check digit computed."""

import pytest

from yingshang.engines.identifiers.resident_ids import check_character
from yingshang.engines.texts import masked, personal_data
from yingshang.engines.texts.personal.numbers import passes_luhn

pytestmark = pytest.mark.no_database
BODY = "22040219491231001"
RESIDENT = BODY + check_character(BODY)
CARD = next(
    number for number in (f"622202000000000{d:04}" for d in range(10)) if passes_luhn(number)
)


def found(text):
    return [(piece.kind.code, text[piece.start : piece.end]) for piece in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        (f"身份证{RESIDENT}，请查", "resident_id", RESIDENT),
        (f"证号 {RESIDENT[:6]} {RESIDENT[6:14]} {RESIDENT[14:]}", "resident_id", None),
        ("老身份证220402491231001", "resident_id", "220402491231001"),
        (f"卡号{CARD}被扣款", "bank_card", CARD),
        ("卡号4111 1111 1111 1111", "bank_card", "4111 1111 1111 1111"),
        ("请打13800138000找我", "mobile", "13800138000"),
        ("电话１３８－００１３－８０００", "mobile", "１３８－００１３－８０００"),
        ("+86 138 0013 8000", "mobile", "+86 138 0013 8000"),
        ("办公室0437-3223344转801", "landline", "0437-3223344转801"),
        ("(0437)3223344", "landline", "(0437)3223344"),
        ("联系电话：3223344", "landline", "3223344"),
        ("发到shop.owner@example.cn吧", "email", "shop.owner@example.cn"),
        ("加微信：shop_owner88", "account", "shop_owner88"),
        ("QQ 30748000", "account", "30748000"),
        ("车牌吉D12345乱停", "plate", "吉D12345"),
        ("吉D·D12345是电车", "plate", "吉D·D12345"),
        ("挂车吉D1234挂", "plate", "吉D1234挂"),
        ("阳光小区3栋2单元501室漏水", "address", "3栋2单元501室"),
        ("人民路12号3栋501", "address", "12号3栋501"),
        ("向阳村四组12号没有水", "address", "四组12号"),
        ("住址：福镇大街北侧平房", "address", "福镇大街北侧平房"),
        ("姓名：张小明，店主", "name", "张小明"),
        ("联系人 ： 欧阳小明", "name", "欧阳小明"),
        ("申请人王小明，男，1980年生", "name", "王小明"),
        ("您好，我叫李小明，开了一家店", "name", "李小明"),
        ("此致敬礼\n投诉人赵小明", "name", "赵小明"),
    ],
)
def test_personal_data_is_found(text, kind, piece):
    assert (kind, piece or text[3:].strip()) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "拨打12345或4008001234都没有人接",
        "统一社会信用代码91220400MA0Y2XWE0K",
        "合同金额13800138元，面积220402平方米",
        "2019年3月11日到2020年12月31日",
        "文号：辽府办发〔2024〕12号，线路101路公交车",
        "业主叫苦不迭，小区业主许可了吗，本人查阅不到",
        "联系人：不详",
        "投诉人：匿名",
        "订单0000000000000000",
        "负责人是谁",
        "人民路12号对面没有路灯，向阳村四组也没有",
        "投诉人：日期",
        "",
    ],
)
def test_ordinary_words_and_numbers_stay(text):
    assert found(text) == []


def test_a_mistyped_resident_number_is_found_without_certainty():
    wrong = RESIDENT[:-1] + ("1" if RESIDENT[-1] != "1" else "2")
    [piece] = personal_data(f"我的身份证是{wrong}")
    assert (piece.kind.code, piece.is_certain) == ("resident_id", False)
    [right] = personal_data(f"我的身份证是{RESIDENT}")
    assert right.is_certain


def test_a_resident_number_is_not_a_bank_card_as_well():
    text = f"姓名：张小明 身份证{RESIDENT} 电话13800138000 邮箱a@example.cn"
    assert [kind for kind, _ in found(text)] == ["name", "resident_id", "mobile", "email"]


def test_masked_text_says_what_stood_there():
    assert masked("我叫李小明，电话１３８００１３８０００。") == "我叫〔姓名〕，电话〔手机号〕。"


def test_masked_text_is_clean():
    text = f"联系人：张小明 13800138000 {RESIDENT} 阳光小区3栋2单元501室 吉D12345"
    assert personal_data(masked(text)) == ()


def test_a_person_may_release_a_piece():
    text = "联系人：张小明 13800138000"
    pieces = [piece for piece in personal_data(text) if piece.kind.code == "mobile"]
    assert masked(text, pieces) == "联系人：张小明 〔手机号〕"


def test_a_piece_does_not_show_what_it_found():
    assert "138" not in repr(personal_data("13800138000"))


@pytest.mark.parametrize(
    "unit", ["a", "1", "1 ", "栋", "1栋", "姓名：", "a@", "a.", "京A", "13800138000 "]
)
def test_a_hostile_letter_is_scanned_in_steps_that_grow_with_its_length(unit):
    assert len(masked(unit * 20_000)) <= 20_000 * 10
