"""The open interface: services, requests, updates; JSON and XML."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.content import (
    Content,
    current_content,
    intake_unit,
    required_content,
)
from yingshang.apps.service_requests.errors import NotOfferedError, RequestError, TooManyError
from yingshang.apps.service_requests.models import ClientKey
from yingshang.apps.service_requests.open311 import reading, rows
from yingshang.apps.service_requests.open311.wire import Refusal, refused, written
from yingshang.apps.service_requests.selectors.clients import client_of
from yingshang.apps.service_requests.selectors.published import Asked, published, updates_of
from yingshang.apps.service_requests.throttling import let_in

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def by_the_book(view: View[Given]) -> View[Given]:
    """Write every refusal as the specification has it, and let any page read the answers."""

    @wraps(view)
    def respond(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        form = str(kwargs["form"])
        try:
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            response = refused(refusal, form)
        except TooManyError as refusal:
            response = refused(_in_both(refusal, 403), form)
        except NotOfferedError as refusal:
            response = refused(_in_both(refusal, 404), form)
        except (RequestError, CaseworkError) as refusal:
            response = refused(_in_both(refusal, 400), form)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return respond


@require_safe
@by_the_book
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the interface is, and whom to ask for a key."""
    content = current_content()
    contact = intake_unit(content).official_name if content else ""
    address = request.build_absolute_uri(reverse("service_requests:open311_root"))
    return written("discovery", rows.discovery(address, contact), form=form)


@require_safe
@by_the_book
def service_list(request: HttpRequest, form: str) -> HttpResponse:
    """What one can report."""
    found = [rows.service(each) for each in required_content().classes.values()]
    return written("services", found, form=form)


@require_safe
@by_the_book
def service(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """What is asked besides for one service."""
    content = required_content()
    if code not in content.classes:
        raise Refusal(404, "没有这个服务代码。", "There is no such service_code.")
    found = rows.definition(content, content.classes[code])
    return written("service_definition", found, form=form)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_the_book
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """Requests that anybody may read; or, posted, a new one."""
    content = required_content()
    if request.method == "POST":
        return _posted(request, content, form)
    asked = reading.asked(request.GET, clock.now())
    found = published(asked, client_of(request.GET.get("api_key", "")))
    return written("service_requests", [rows.request(content, each) for each in found], form=form)


@require_safe
@by_the_book
def one(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """One request: published, or reported by the program that asks."""
    client = client_of(request.GET.get("api_key", ""))
    found = published(Asked(numbers=[number.upper()]), client)
    if not found:
        raise Refusal(404, "没有这个 service_request_id。", "There is no such service_request_id.")
    content = required_content()
    return written("service_requests", [rows.request(content, each) for each in found], form=form)


@require_safe
@by_the_book
def token(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The number behind a token: here they are the same, numbers are given at once."""
    client = client_of(request.GET.get("api_key", ""))
    found = published(Asked(numbers=[number.upper()]), client)
    if not found:
        raise Refusal(404, "没有这个 token。", "There is no such token.")
    shown = [{"service_request_id": each.request.case.number, "token": number} for each in found]
    return written("service_requests", shown, form=form)


@require_safe
@by_the_book
def updates(request: HttpRequest, form: str) -> HttpResponse:
    """What was done in requests; beyond GeoReport v2."""
    asked = reading.asked(request.GET, clock.now())
    client = client_of(request.GET.get("api_key", ""))
    found = updates_of(asked.numbers, client)
    return written("service_request_updates", [rows.change(each) for each in found], form=form)


def _posted(request: HttpRequest, content: Content, form: str) -> HttpResponse:
    client = _client(request)
    let_in(request)
    report = services.take(
        reported=reading.reported(request.POST.dict(), content, client),
        actor=INSTALLATION,
        at=clock.now(),
    )
    follow = request.build_absolute_uri(
        reverse("service_requests:receipt", args=[report.receipt_code])
    )
    row = {
        "service_request_id": report.request.case.number,
        "service_notice": f"查询办理情况 Follow it at {follow}",
        "account_id": None,
    }
    return written("service_requests", [row], form=form)


def _client(request: HttpRequest) -> ClientKey:
    client = client_of(request.POST.get("api_key", ""))
    if client is None:
        raise Refusal(
            403,
            "api_key 无效或者没有给出。请向受理单位申请。",
            "The api_key is missing or not valid. Ask the office that receives requests.",
        )
    return client


def _in_both(refusal: Exception, status: int) -> Refusal:
    with translation.override("zh-hans"):
        zh = str(refusal)
    with translation.override("en"):
        en = str(refusal)
    return Refusal(status, zh, en)
