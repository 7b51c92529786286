"""Rating in two taps, by whoever holds a token; no login, no script."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.ledger import clock
from yingshang.apps.ratings import services
from yingshang.apps.ratings.addresses import page_of_token
from yingshang.apps.ratings.content import Rules, current_rules, words
from yingshang.apps.ratings.errors import (
    RatedAlreadyError,
    RatingError,
    TokenExpiredError,
    TokenUnknownError,
)
from yingshang.apps.ratings.forms.giving import GradeForm, RatingForm
from yingshang.apps.ratings.models import Channel, SubjectKind
from yingshang.apps.ratings.selectors.giving import after_page
from yingshang.apps.ratings.selectors.targets import Target, target_of, window_in_use
from yingshang.apps.ratings.tokens import read_token, visit_token
from yingshang.apps.ratings.views.admission import admit, rated_here, remember

KEY_BYTES = 12
NOT_FOUND, GONE = 404, 410


@never_cache
@require_safe
def window(request: HttpRequest, code: str) -> HttpResponse:
    """The printed code of a window: a one-time token for this visit, and on to the rating."""
    point = window_in_use(code)
    if point is None or current_rules() is None:
        return _nothing(request, TokenUnknownError(), NOT_FOUND)
    earlier = rated_here(request, point)
    if earlier and read_token(earlier) is not None:
        return HttpResponseRedirect(reverse("ratings:thanks", args=[earlier]))
    return HttpResponseRedirect(page_of_token(visit_token(point.code, clock.now())))


@never_cache
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """First tap: a grade. Second tap: send it, with reasons where one likes."""
    rules = current_rules()
    if rules is None:
        raise Http404
    try:
        target = target_of(token, rules, clock.now())
    except RatingError as refused:
        status = GONE if isinstance(refused, TokenExpiredError) else NOT_FOUND
        return _nothing(request, refused, status)
    if request.method == "POST":
        return _send(request, token, target, rules)
    if target.is_rated:
        return HttpResponseRedirect(reverse("ratings:thanks", args=[token]))
    return _choose(request, target, rules)


@never_cache
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """What comes of the rating, now and whenever one looks again."""
    rules, at = current_rules(), clock.now()
    if rules is None:
        raise Http404
    try:
        page = after_page(target_of(token, rules, at), rules, at=at)
    except RatingError as unknown:
        return _nothing(request, unknown, NOT_FOUND)
    if page is None:
        return HttpResponseRedirect(page_of_token(token))
    minutes = rules.file.visit_minutes
    return _draw(request, "ratings/thanks.html", {"page": page, "minutes": minutes})


def _choose(request: HttpRequest, target: Target, rules: Rules) -> HttpResponse:
    """The five grades; or, when one is chosen, what goes with it."""
    chosen = GradeForm(request.GET)
    if not chosen.is_valid():
        return _draw(request, "ratings/choose.html", {"target": target, "grades": _grades(rules)})
    grade: int = chosen.cleaned_data["grade"]
    blank = {"grade": grade, "key": secrets.token_hex(KEY_BYTES)}
    form = RatingForm(rules, target.kind, grade, initial=blank)
    return _ask(request, target, rules, form, grade)


def _send(request: HttpRequest, token: str, target: Target, rules: Rules) -> HttpResponse:
    chosen = GradeForm(request.POST)
    if not chosen.is_valid():
        return HttpResponseRedirect(page_of_token(token))
    grade: int = chosen.cleaned_data["grade"]
    form = RatingForm(rules, target.kind, grade, request.POST)
    if not form.is_valid():
        return _ask(request, target, rules, form, grade, status=422)
    try:
        if target.kind == SubjectKind.WINDOW:
            admit(request, rules)
        services.rate(token=token, given=_given(form, target), at=clock.now())
    except RatedAlreadyError:
        pass
    except RatingError as refused:
        form.add_error(None, str(refused))
        return _ask(request, target, rules, form, grade, status=422)
    response = HttpResponseRedirect(reverse("ratings:thanks", args=[token]))
    if target.point is not None:
        remember(request, response, target.point, token, rules)
    return response


def _given(form: RatingForm, target: Target) -> services.Given:
    said = form.cleaned_data
    return services.Given(
        grade=said["grade"],
        reasons=tuple(said.get("reasons") or ()),
        words=said["words"],
        contact=said.get("contact") or "",
        opens_matter=said.get("opens_matter") or False,
        channel=Channel.SCAN if target.kind == SubjectKind.WINDOW else Channel.PORTAL,
        key=said["key"],
    )


def _ask(
    request: HttpRequest,
    target: Target,
    rules: Rules,
    form: RatingForm,
    grade: int,
    *,
    status: int = 200,
) -> HttpResponse:
    entry = rules.grade(grade)
    context = {"target": target, "form": form, "grade": grade, "grade_name": words(entry.name)}
    return _draw(request, "ratings/send.html", context | {"is_bad": entry.is_bad}, status=status)


def _grades(rules: Rules) -> list[tuple[int, str]]:
    return [(each.grade, words(each.name)) for each in rules.file.grades]


def _nothing(request: HttpRequest, why: RatingError, status: int) -> HttpResponse:
    return _draw(request, "ratings/nothing.html", {"sentence": str(why)}, status=status)


def _draw(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page whose address is a secret: nobody indexes it, no other site learns it by a link."""
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    # Without any referrer a browser sends forms from nowhere, and the site refuses them.
    response["Referrer-Policy"] = "same-origin"
    return response
