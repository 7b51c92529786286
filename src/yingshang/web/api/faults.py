"""Whatever the API refuses, it says why in Chinese and in English."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yingshang.apps.casework.errors import (
    CaseworkError,
    ChangedMeanwhileError,
    IncompleteError,
    KeyTakenError,
    NotEditableError,
    StageError,
)
from yingshang.apps.casework.sentences import Sentence
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.wechat.refusals import (
    NotOfferedError,
    TooManyError,
    UnknownVisitorError,
)
from yingshang.apps.files.errors import FileError
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.ratings.errors import (
    RatedAlreadyError,
    RatingError,
    TokenExpiredError,
    TokenUnknownError,
    TooManyRatingsError,
)
from yingshang.apps.service_requests import errors as requests

SIGN_IN = Sentence("请先登录。", "Sign in first.")
FORBIDDEN = Sentence("您不能做这件事。", "You may not do this.")
MISSING = Sentence("没有找到，或者不是您的事项。", "It was not found, or it is no matter of yours.")
UNREADABLE = Sentence(
    "请求读不懂：请按 /api/openapi.json 写 JSON。",
    "The request cannot be read: write JSON as /api/openapi.json describes it.",
)
UNFIT = Sentence(
    "请求里有不合适的内容，见 details；写法见 /api/openapi.json。",
    "Something in the request does not fit, see details; /api/openapi.json says how to write it.",
)
CLASHES = (ChangedMeanwhileError, NotEditableError, StageError, KeyTakenError)
REQUEST_CLASHES = (
    requests.KeyUsedError,
    requests.NoCallBackDueError,
    requests.NotYoursToAnswerError,
    requests.DisclosedAlreadyError,
)
CONFLICT, GONE, UNPROCESSABLE, TOO_MANY = 409, 410, 422, 429
# Status, sentence, and what more there is to say.
Answer = tuple[int, Sentence, dict[str, Any]]


class Words(Schema):
    """A sentence in both languages."""

    zh: str
    en: str


class Refusal(Words):
    """Why there is no answer; `faults` are sentences by field, the empty key is about the whole."""

    faults: dict[str, list[Words]] = {}
    details: list[dict[str, Any]] = []


def refuse_in_words(api: NinjaAPI) -> None:
    """Have `api` answer every refusal of the house as `Refusal`."""
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, partial(_refuse, api, answer))


def _refuse(
    api: NinjaAPI, answer: Callable[[Any], Answer], request: HttpRequest, fault: Any
) -> HttpResponse:
    status, said, more = answer(fault)
    return api.create_response(request, {**said.stored(), **more}, status=status)


def _unfit(fault: ValidationError) -> Answer:
    told = [{"where": list(map(str, e["loc"])), "what": str(e["msg"])} for e in fault.errors]
    return UNPROCESSABLE, UNFIT, {"details": told}


def _refused(fault: CaseworkError) -> Answer:
    status = CONFLICT if isinstance(fault, CLASHES) else UNPROCESSABLE
    return status, in_both(fault), {"faults": faults_of(fault)}


def _not_told(fault: requests.RequestError) -> Answer:
    status = CONFLICT if isinstance(fault, REQUEST_CLASHES) else UNPROCESSABLE
    said = in_both(fault)
    return status, said, {"faults": {fault.field: [said.stored()]}} if fault.field else {}


def _in_words(fault: Exception) -> Answer:
    return UNPROCESSABLE, in_both(fault), {}


ANSWERS: dict[type[Exception], Callable[[Any], Answer]] = {
    AuthenticationError: lambda _fault: (401, SIGN_IN, {}),
    PermissionDenied: lambda _fault: (403, FORBIDDEN, {}),
    Http404: lambda _fault: (404, MISSING, {}),
    HttpError: lambda fault: (fault.status_code, UNREADABLE, {}),
    ValidationError: _unfit,
    CaseworkError: _refused,
    FileError: _in_words,
    RefusedError: _in_words,
    NotOfferedError: lambda fault: (404, in_both(fault), {}),
    UnknownVisitorError: lambda fault: (CONFLICT, in_both(fault), {}),
    TooManyError: lambda fault: (TOO_MANY, in_both(fault), {}),
    ObligationError: _in_words,
    RatingError: _in_words,
    TokenUnknownError: lambda fault: (404, in_both(fault), {}),
    RatedAlreadyError: lambda fault: (CONFLICT, in_both(fault), {}),
    TokenExpiredError: lambda fault: (GONE, in_both(fault), {}),
    TooManyRatingsError: lambda fault: (TOO_MANY, in_both(fault), {}),
    requests.RequestError: _not_told,
    requests.NotOfferedError: lambda fault: (404, in_both(fault), {}),
    requests.TooManyError: lambda fault: (TOO_MANY, in_both(fault), {}),
}


def in_both(fault: Exception) -> Sentence:
    """The sentence of a refusal in both languages."""
    with override("zh-hans"):
        zh = str(fault)
    with override("en"):
        return Sentence(zh, str(fault))


def faults_of(fault: CaseworkError) -> dict[str, list[dict[str, str]]]:
    """Sentences by field, where the refusal has such."""
    if not isinstance(fault, IncompleteError):
        return {}
    return {key: [each.stored() for each in found] for key, found in fault.faults.items()}
