"""Requests that no honest browser sends still get a page of ours."""

from io import BytesIO

import pytest
from django.http import FileResponse
from django.test import RequestFactory

from yingshang.web.middleware import head_without_body
from yingshang.web.wsgi import application

METHODS = ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "FOO")
ODD_QUERIES = (
    "q=%00&page=%00&unit=%00&before=%00",
    "q=%ff%fe&kind=%ff",
    "page=-1&before=abc&period=9999-99&month=2024-13&day=99999-01-01",
    "page=99999999999999999999999&before=99999999999999999999999",
    "q=" + "a" * 3000,
)
PUBLIC = (
    "/",
    "/plan/",
    "/plan/units/",
    "/plan/about/",
    "/public/plan/",
    "/dates/explain/",
    "/login",
)


def test_a_foreign_host_is_refused_with_a_page(client, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_odd_methods_and_queries_do_not_break_a_public_page(client, path):
    assert all(client.generic(method, path).status_code in {200, 405} for method in METHODS)
    assert all(client.get(f"{path}?{query}").status_code < 500 for query in ODD_QUERIES)


@pytest.mark.parametrize(
    "language", ["*", "zz", "en;q=x", "../../etc", "zh-Hans" * 500, "zh-TW", "\x80"]
)
def test_an_odd_language_is_read_in_chinese(client, language):
    response = client.get("/", headers={"accept-language": language})
    assert response.headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("path", PUBLIC)
def test_head_is_answered_like_get_without_the_body(path):
    whole = application.get_response(RequestFactory().get(path))
    head = application.get_response(RequestFactory().head(path))
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert int(head.headers["Content-Length"]) == len(whole.content)


def test_head_of_a_file_sends_nothing():
    answer = head_without_body(lambda _request: FileResponse(BytesIO(b"evidence")))
    assert b"".join(answer(RequestFactory().head("/"))) == b""


def test_opening_an_address_that_only_takes_forms_shows_the_way_back(client):
    page = client.get("/preferences", headers={"referer": "http://testserver/plan/"})
    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert 'href="http://testserver/plan/"' in page.content.decode()


def test_the_way_back_never_leads_to_another_site(client):
    page = client.get("/preferences", headers={"referer": "http://evil.example/"})
    assert "没有任何改动" in page.content.decode()
    assert "evil.example" not in page.content.decode()
