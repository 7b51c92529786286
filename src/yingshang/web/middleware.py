"""What every request passes through: a strict content policy, readings that cannot write."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE")
# Sessions and messages keep themselves while a page is read; they are no records of the city.
OWN_HOUSEKEEPING = ("django_session",)


class WriteWhileReadingError(RuntimeError):
    """A GET or HEAD request tried to change the database: a fault of the program."""


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Allow nothing but the site's own files; no inline script, no foreign host."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return respond


def head_without_body(get_response: GetResponse) -> GetResponse:
    """Answer HEAD as GET is answered, with the headers alone (RFC 9110 §9.3.2)."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        response = get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        else:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return respond


def page_for_other_methods(get_response: GetResponse) -> GetResponse:
    """Give 405 a page: an address that only takes forms was opened, as by a reload."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            known = {"back": _page_before(request)}
            response.content = render_to_string("405.html", known, request)
        return response

    return respond


def _page_before(request: HttpRequest) -> str:
    """The page of this site from which the reader came; empty where there is none."""
    before = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()})
    return before if is_ours and before != request.build_absolute_uri() else ""


def reading_never_writes(get_response: GetResponse) -> GetResponse:
    """Make the database refuse any change while a GET or HEAD request is answered."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with connection.execute_wrapper(_refuse_writes):
            return get_response(request)

    return respond


def _refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: Any, context: dict[str, Any]
) -> Any:
    statement = sql.lstrip().upper()
    if statement.startswith(WRITES) and not any(name in sql for name in OWN_HOUSEKEEPING):
        raise WriteWhileReadingError(sql)
    return execute(sql, params, many, context)
