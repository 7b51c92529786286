"""Pages of the mini-program, as a person uses them on a phone."""

import base64

import pytest
from playwright.sync_api import expect

from tests.miniprogram.city import CHUNK

pytestmark = [pytest.mark.browser, pytest.mark.no_database]

# 2,500 bytes: three pieces.
PHOTO = base64.b64encode(b"\xff\xd8" + bytes(2498)).decode()
WORDS = "停车场多收三百元，没有收费公示。"


def begin_complaint(phone):
    phone.page.evaluate(f"bench.load('lib/uploads').PIECE.bytes = {CHUNK}")
    phone.agreed()
    phone.open("form", **{"class": "complaint"})
    phone.type("情况说明", WORDS)
    phone.tap("其他")


def test_nothing_is_collected_before_the_notice_is_agreed_to(phone):
    phone.open("home")
    phone.tap("我有诉求")
    phone.sees("收集任何信息之前")
    phone.sees("第 1 版")
    assert phone.stored("agreed") == ""
    phone.tap("已阅读并同意")
    phone.sees("您要反映的是")
    assert phone.stored("agreed")["version"] == 1


def test_a_new_edition_of_the_notice_is_agreed_to_again(phone):
    phone.agreed()
    phone.city.forms["privacy"]["version"] = 2
    phone.open("report")
    phone.sees("隐私告知有更新")
    phone.tap("已阅读并同意")
    phone.sees("您要反映的是")


def test_a_complaint_with_photos_gets_a_receipt(phone):
    phone.city.alike = [{"title": "停车场乱收费", "state": "正在办理", "percent": 80}]
    begin_complaint(phone)
    phone.sees("已有人反映过类似问题")
    phone.set(photos=[PHOTO])
    phone.tap("加照片")
    phone.tap("同意保留位置（标出的和照片里的）")
    phone.tap("提交")
    phone.sees("承诺 2024年11月25日 前答复")
    [body] = phone.city.reports.values()
    assert (body["words"], body["fields"], body["region"]) == (WORDS, {"against": "other"}, "")
    assert body["media"] == ["token-1"]
    assert body["consents"] == {"identity_to_unit": False, "keep_place": True, "publish": False}
    assert body["contact"] == {"name": "", "phone": ""}
    assert (body["privacy_version"], body["channel"]) == (1, "mini_program")
    assert len(phone.city.media[1]["content"]) == 2500
    assert phone.city.media[1]["keeps_place"]
    assert phone.stored("drafts") == []


def test_a_question_that_depends_on_another_appears_with_it(phone):
    begin_complaint(phone)
    phone.sees_not("收了多少元")
    phone.tap("乱收费")
    phone.sees("收了多少元")
    phone.tap("提交")
    phone.sees("请填写“收了多少元”。")
    assert not phone.city.reports
    phone.type("收了多少元", "300")
    phone.tap("其他")
    phone.tap("提交")
    phone.sees("回执码")
    [body] = phone.city.reports.values()
    assert "yuan" not in body["fields"], "what is hidden is not sent"


def test_who_must_leave_a_name_is_told_before_sending(phone):
    phone.agreed()
    phone.open("form", **{"class": "arrears"})
    phone.type("情况说明", "工程款两年没有付。")
    phone.tap("提交")
    phone.sees("请留下姓名和电话")
    assert not phone.city.reports
    phone.type("姓名", "李袜")
    phone.type("电话", "13800002222")
    phone.tap("提交")
    phone.sees("回执码")
    [body] = phone.city.reports.values()
    assert body["contact"] == {"name": "李袜", "phone": "13800002222"}


def test_a_draft_survives_that_wechat_is_closed(phone):
    begin_complaint(phone)
    phone.restart()
    phone.open("report")
    phone.sees("没发出去的草稿")
    phone.page.get_by_text("接着写").click()
    expect(phone.page.locator("textarea").first).to_have_value(WORDS)


def test_without_a_network_it_is_sent_later_and_once(phone):
    begin_complaint(phone)
    phone.page.evaluate("bench.load('lib/http').PATIENCE.splice(0)")
    phone.set(network="off")
    phone.tap("提交")
    phone.sees("已存在本机，联网后会自动发送")
    assert not phone.city.reports
    [draft] = phone.stored("drafts")
    assert draft["is_waiting"]
    phone.set(network="")
    phone.page.evaluate("bench.load('app'); phone.listeners; bench.app.onLaunch()")
    phone.page.evaluate("phone.listeners.forEach(tell => tell({ isConnected: true }))")
    phone.page.wait_for_function("wx.getStorageSync('receipts').length === 1")
    assert list(phone.city.reports) == [draft["key"]]
    assert phone.stored("drafts") == []


def test_an_answer_that_is_lost_on_the_way_makes_no_second_report(phone):
    begin_complaint(phone)
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.request.headers["idempotency-key"])
            phone.city._report(route.request)
            route.abort()
        else:
            route.fallback()

    phone.page.route("**/api/requests", lose)
    phone.tap("提交")
    phone.sees("回执码")
    assert list(phone.city.reports) == lost


def test_an_upload_goes_on_where_it_was_cut(phone):
    begin_complaint(phone)
    phone.page.evaluate("bench.load('lib/http').PATIENCE.splice(0)")
    phone.set(photos=[PHOTO])
    phone.tap("加照片")
    phone.sees("删除")
    # The file is announced and its first piece arrives; the second does not.
    phone.set(network=2)
    phone.tap("提交")
    phone.sees("已存在本机")
    assert len(phone.city.media[1]["content"]) == 1000
    phone.set(network="")
    before = len(phone.city.calls)
    phone.tap("提交")
    phone.sees("回执码")
    pieces = [each for each in phone.city.calls[before:] if "/media" in each]
    assert pieces == ["PUT /api/requests/media/1/1000", "PUT /api/requests/media/1/2000"]
    assert phone.city.media[1]["content"] == base64.b64decode(PHOTO)


def test_an_upload_that_the_city_forgot_begins_anew(phone):
    begin_complaint(phone)
    phone.set(photos=[PHOTO])
    phone.tap("加照片")
    phone.sees("删除")
    phone.set(network=2)
    phone.page.evaluate("bench.load('lib/http').PATIENCE.splice(0)")
    phone.tap("提交")
    phone.sees("已存在本机")
    phone.set(network="")
    phone.city.refuses = (422, {"zh": "文件缺了一段，请从头重新上传。", "en": "x"})
    phone.tap("提交")
    phone.sees("请从头重新上传")
    phone.city.refuses = None
    phone.tap("提交")
    phone.sees("回执码")
    assert phone.city.media[2]["content"] == base64.b64decode(PHOTO)


def test_a_recording_is_kept_beside_its_typed_words(phone):
    begin_complaint(phone)
    phone.set(recording=base64.b64encode(b"ID3" + bytes(500)).decode())
    phone.tap("开始录音")
    phone.tap("停止录音")
    phone.type("录音的文字", "他说不交就不让走。")
    phone.tap("提交")
    phone.sees("回执码")
    medium = phone.city.media[1]
    assert medium["form"]["kind"] == "voice"
    assert medium["form"]["transcript"] == "他说不交就不让走。"
    assert len(medium["content"]) == 503


def test_without_wechats_own_consent_words_can_still_be_sent(phone):
    begin_complaint(phone)
    phone.set(privacy=False, photos=[PHOTO])
    phone.tap("加照片")
    phone.sees("文字仍可提交")
    phone.tap("提交")
    phone.sees("回执码")
    assert not phone.city.media


@pytest.mark.parametrize("agrees", [True, False])
def test_a_place_is_sent_only_by_choice(phone, agrees):
    begin_complaint(phone)
    phone.tap("标出位置")
    phone.set(place={"latitude": 42.9, "longitude": 125.1, "name": "东吉大路", "address": ""})
    phone.tap("标出位置")
    phone.sees("东吉大路")
    if agrees:
        phone.tap("同意保留位置（标出的和照片里的）")
    phone.tap("提交")
    phone.sees("回执码")
    [body] = phone.city.reports.values()
    # WeChat's map answers in GCJ-02; the city keeps WGS-84, some hundred metres beside.
    sent = {"latitude": 42.897952, "longitude": 125.094085}
    assert body["place"] == (pytest.approx(sent, abs=2e-3) if agrees else None)


@pytest.mark.parametrize(
    ("status", "said", "seen"),
    [
        (422, {"zh": "请写清楚发生了什么。", "en": "Say what happened."}, "请写清楚发生了什么。"),
        (429, "<html>", "您写的内容已存在手机里"),
        (500, "<html>", "网站没有按约定回答（500）"),
    ],
)
def test_each_refusal_is_a_sentence_and_loses_nothing(phone, status, said, seen):
    begin_complaint(phone)
    phone.city.refuses = (status, said)
    phone.tap("提交")
    phone.sees(seen)
    [draft] = phone.stored("drafts")
    assert draft["fields"]["words"] == WORDS
    assert draft["is_waiting"] == (status == 429)


def test_faults_of_the_city_stand_at_their_questions(phone):
    begin_complaint(phone)
    fault = {"zh": "请写得再具体些。", "en": "Be more precise."}
    phone.city.refuses = (422, {"zh": "有一处要改。", "en": "x", "faults": {"words": [fault]}})
    phone.tap("提交")
    phone.sees("请写得再具体些。")
    phone.sees("有一处要改。")


def test_the_receipt_opens_without_a_network_with_a_code_to_scan(phone):
    begin_complaint(phone)
    phone.tap("提交")
    phone.sees("回执码")
    phone.restart()
    phone.set(network="off")
    phone.open("receipt", code="R1abcdef")
    phone.sees("承诺 2024年11月25日 前答复")
    code = phone.page.locator("wx-image img")
    assert code.get_attribute("src").startswith("data:image/png;base64,")
    assert code.evaluate("image => image.decode().then(() => image.naturalWidth)") > 200


def followed(phone):
    begin_complaint(phone)
    phone.tap("提交")
    phone.sees("回执码")
    phone.tap("看进度")
    phone.sees("正在办理")


def test_a_question_of_the_unit_is_answered(phone):
    followed(phone)
    phone.city.state = "asked"
    phone.tap("刷新")
    phone.sees("请问收费的是哪一家？")
    phone.type("您的回答", "东吉大路的那家。")
    phone.tap("发送回答")
    phone.sees_not("请问收费的是哪一家？")
    assert phone.city.answers == [{"words": "东吉大路的那家。"}]


def test_an_answer_can_be_judged_as_not_solved(phone):
    followed(phone)
    phone.city.state = "answered"
    phone.tap("刷新")
    phone.sees("已责令退还")
    phone.tap("没有解决")
    phone.tap("不满意")
    phone.type("还差什么（选填，有助于重新办理）", "钱还没有退。")
    phone.tap("提交评判")
    phone.sees_not("问题解决了吗")
    assert phone.city.verdicts == [{"solved": False, "satisfied": "bad", "words": "钱还没有退。"}]


def test_a_unit_learns_who_it_is_only_by_agreement(phone):
    followed(phone)
    phone.city.state = "unknown"
    phone.tap("刷新")
    phone.sees("市市场监管局：需要核对票据。")
    phone.tap("不同意")
    phone.sees_not("需要核对票据")
    assert phone.city.disclosures == [{"disclosure": 3, "agrees": False}]


def test_what_was_seen_last_is_shown_without_a_network(phone):
    followed(phone)
    phone.page.evaluate("bench.load('lib/http').PATIENCE.splice(0)")
    phone.set(network="off")
    phone.open("mine")
    phone.sees("正在办理")
    phone.page.get_by_text(WORDS).click()
    phone.sees("显示的是上次看到的内容")
    phone.sees("转市市场监管局办理")


def test_a_receipt_from_paper_is_looked_up_by_its_code(phone):
    phone.open("mine")
    phone.sees("还没有诉求")
    phone.type("回执码", "？？")
    phone.tap("查询")
    phone.sees("请照着输入")
    phone.type("回执码", "R9abcdef")
    phone.tap("查询")
    phone.sees("停车场多收三百元。")


def test_a_window_is_rated_in_two_taps(phone):
    phone.set(scans="http://phone.test/rate/w.3.1a2b-aabbccddeeff.sig_nature-x/")
    phone.open("home")
    phone.tap("扫码评价")
    phone.sees("企业开办 3 号窗口")
    phone.tap("非常满意")
    phone.tap("提交评价")
    phone.sees("窗口人员看不到是谁评的")
    assert list(phone.city.ratings.values()) == [{"grade": 5, "reasons": [], "words": ""}]


def test_a_bad_grade_asks_for_reasons(phone):
    phone.open("rate", token="w.abcdef")
    phone.tap("非常不满意")
    phone.tap("等得太久")
    phone.tap("提交评价")
    phone.sees("窗口人员看不到是谁评的")
    [given] = phone.city.ratings.values()
    assert (given["grade"], given["reasons"]) == (1, ["slow"])


@pytest.mark.parametrize(
    "code", ["http://elsewhere.test/rate/w.abcdef/", "http://phone.test.evil/rate/w.abcdef", "hi"]
)
def test_a_code_of_somebody_else_is_not_followed(phone, code):
    phone.set(scans=code)
    phone.open("home")
    phone.tap("扫码评价")
    phone.sees("这不是本市的评价码")
    assert not [each for each in phone.city.calls if "ratings" in each]


def test_large_type_and_english_are_remembered(phone):
    phone.open("settings")
    phone.tap("大字模式")
    phone.page.get_by_text("English").click()
    phone.sees("Large type")
    phone.restart()
    phone.open("home")
    phone.sees("Report a problem")
    size = "element => getComputedStyle(element).fontSize"
    assert phone.page.locator(".page").evaluate(size) == "20px"
    phone.tap("Report a problem")
    tag = "phone.asked.at(-1).header['Accept-Language']"
    assert phone.page.evaluate(tag) == "en"


def test_signing_in_comes_after_the_notice_of_accounts_and_can_be_undone(phone):
    phone.set(code="c-1")
    phone.open("settings")
    phone.tap("用微信登录")
    phone.sees("姓名、账号、电话。")
    phone.tap("同意并登录")
    phone.sees("已登录：小程序用户")
    assert phone.stored("session")["token"] == "wx.s"
    phone.tap("解除微信登录")
    phone.page.wait_for_function("phone.said.includes('账号已注销。')")
    assert phone.stored("session") == ""


def test_a_session_that_ended_is_forgotten(phone):
    phone.page.evaluate("wx.setStorageSync('session', {token: 'wx.old', name: '李袜'})")
    phone.city.refuses = (401, {"zh": "请先登录。", "en": "Sign in first."})
    phone.open("mine")
    phone.sees("请先登录。")
    assert phone.stored("session") == ""


def test_withdrawing_consent_empties_the_phone(phone):
    followed(phone)
    phone.open("form", **{"class": "complaint"})
    phone.type("情况说明", "另一件事。")
    phone.open("settings")
    phone.tap("撤回同意")
    phone.page.wait_for_function("wx.getStorageSync('agreed') === ''")
    assert [phone.stored(each) for each in ("drafts", "receipts", "session")] == [""] * 3
    phone.open("report")
    phone.sees("收集任何信息之前")


def test_drafts_are_deleted_with_their_photos(phone):
    begin_complaint(phone)
    phone.set(photos=[PHOTO])
    phone.tap("加照片")
    phone.sees("删除")
    phone.open("settings")
    phone.tap("删除全部草稿")
    phone.page.wait_for_function("wx.getStorageSync('drafts').length === 0")
    assert phone.page.evaluate("Object.keys(phone.files).length") == 0
