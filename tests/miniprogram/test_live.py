"""The mini-program against the real site: from the notice to “not solved”, and a window rated."""

import base64
import io
from urllib.parse import urlsplit

import pytest
from django.test import Client
from PIL import Image

from tests.apps.ratings import factories as ratings
from tests.apps.service_requests import world as requests
from tests.miniprogram.conftest import held
from tests.miniprogram.wechat import a_wechat
from yingshang.apps.ratings.models import Rating
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.models import Report

# The browser asks by a connection of its own, which sees what is committed.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSED_ON = ("authorization", "idempotency-key", "accept-language")
SOUND = base64.b64encode(b"ID3\x04\x00\x00\x00\x00\x00\x02me\xff\xfb\x90\x64" + bytes(300)).decode()


def a_photo():
    found = io.BytesIO()
    Image.new("RGB", (400, 300), (90, 120, 110)).save(found, "JPEG")
    return base64.b64encode(found.getvalue()).decode()


def by_site(route):
    """Let the site answer a request of the browser, without cookies and without CSRF tokens."""
    asked = route.request
    parts = urlsplit(asked.url)
    answer = Client(enforce_csrf_checks=True).generic(
        asked.method,
        f"{parts.path}?{parts.query}",
        asked.post_data_buffer or b"",
        content_type=asked.headers.get("content-type", ""),
        headers={name: asked.headers[name] for name in PASSED_ON if name in asked.headers},
    )
    kind = answer.headers.get("Content-Type", "")
    route.fulfill(status=answer.status_code, body=answer.content, content_type=kind)


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    place = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": place}


@pytest.fixture
def phone(browser, bench):
    yield from held(browser, bench, by_site)


def complain(phone):
    phone.agreed()
    phone.open("form", **{"class": "complaint"})
    phone.type("情况说明", "幸福路门前有人收占道费，每月三百元，没有票据。")


def report_with_everything(phone):
    complain(phone)
    phone.set(photos=[a_photo(), a_photo()], recording=SOUND)
    phone.tap("加照片")
    phone.page.locator("photos wx-image").nth(1).wait_for()
    phone.tap("开始录音")
    phone.tap("停止录音")
    phone.type("录音的文字", "他说不交就不让走。")
    phone.type("电话", "13812345678")
    phone.tap("提交")
    phone.sees("回执码")
    return Report.objects.get()


def test_a_report_comes_with_its_photos_and_its_voice(phone):
    requests.a_world()
    report = report_with_everything(phone)
    assert [each.kind for each in report.media.order_by("pk")] == ["photo", "photo", "voice"]
    assert report.media.get(kind="voice").told == "他说不交就不让走。"
    assert (report.channel, report.privacy_version) == ("mini_program", 1)


def test_from_the_notice_to_not_solved(phone):
    world = requests.a_world()
    report = report_with_everything(phone)
    key = {"request_id": report.request_id, "at": world.at}
    services.dispatch(topic="charges", unit="market_regulation", actor=world.clerk, **key)
    world.settle(report, "sign", "signed", world.handler)
    services.ask_reporter(words="是哪一天收的？", actor=world.handler, **key)
    phone.tap("看进度")
    phone.sees("是哪一天收的？")
    phone.type("您的回答", "上个月一号。")
    phone.tap("发送回答")
    phone.sees_not("是哪一天收的？")
    world.answer_again(report)
    phone.tap("刷新")
    phone.sees("已责令退还。")
    phone.tap("没有解决")
    phone.tap("不满意")
    phone.tap("提交评判")
    phone.sees_not("问题解决了吗")
    report.request.refresh_from_db()
    assert report.request.reopened == 1


def test_a_complaint_that_waits_for_a_network_is_filed_once(phone):
    requests.a_world()
    complain(phone)
    phone.page.evaluate("bench.load('lib/http').PATIENCE.splice(0)")
    phone.set(network="off")
    phone.tap("提交")
    phone.sees("已存在本机")
    phone.set(network="")
    phone.page.evaluate("bench.load('app'); void bench.app.onShow(); void bench.app.onShow()")
    phone.page.wait_for_function("wx.getStorageSync('receipts').length === 1")
    assert Report.objects.count() == 1


def test_what_the_site_refuses_is_said_at_its_question(phone):
    requests.a_world()
    complain(phone)
    phone.type("情况说明", "啊")
    phone.tap("提交")
    phone.page.locator("question .fault").wait_for()
    assert not Report.objects.exists()


def test_whoever_signs_in_finds_their_requests_on_another_phone(phone, settings, browser, bench):
    requests.a_world()
    with a_wechat() as wechat:
        settings.MINI_PROGRAM = wechat.program
        sign_in(phone, wechat)
        complain(phone)
        phone.tap("提交")
        phone.sees("回执码")
        other = held(browser, bench, by_site)
        second = next(other)
        sign_in(second, wechat)
        second.open("mine")
        second.sees("幸福路门前有人收占道费")
        second.page.get_by_text("幸福路门前有人收占道费").first.click()
        second.sees("您反映的内容")
        assert next(other, None) is None


def sign_in(phone, wechat):
    phone.set(code=wechat.log_in("o-the-same"))
    phone.open("settings")
    phone.tap("用微信登录")
    phone.tap("同意并登录")
    phone.sees("已登录")


def test_the_printed_code_of_a_window_is_rated_in_two_taps(phone):
    ratings.a_world()
    phone.set(scans="http://phone.test/rate/at/tax_1/")
    phone.open("home")
    phone.tap("扫码评价")
    phone.sees("1号办税窗口")
    phone.page.locator(".grade").first.click()
    phone.tap("提交评价")
    phone.sees("窗口人员看不到是谁评的")
    rating = Rating.objects.get()
    assert (rating.grade, rating.channel) == (5, "app")
