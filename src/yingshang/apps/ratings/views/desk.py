"""Ratings of one's unit, and those that one looks after."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yingshang.apps.directory import accesslog
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.models import Person
from yingshang.apps.files.selectors import opened
from yingshang.apps.ledger import clock
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.forms.desk import FilterForm
from yingshang.apps.ratings.models import Rating
from yingshang.apps.ratings.permissions import SEE
from yingshang.apps.ratings.selectors.detail import find_rating, rating_page
from yingshang.apps.ratings.selectors.lists import ratings_page
from yingshang.apps.ratings.selectors.standing import (
    Standing,
    standing_of,
    units_with_ratings,
    windows_of,
)


@require_safe
@for_people
def ratings(request: PersonRequest) -> HttpResponse:
    """The newest ratings that the reader may know of, and those that wait for them."""
    standing = standing_or_refuse(request.user)
    rules = current_rules()
    units, points = units_with_ratings(standing), windows_of(standing)
    form = FilterForm(rules, units, points, request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = ratings_page(standing, wanted, rules, after=request.GET.get("after", ""))
    context = {
        "page": page,
        "form": form,
        "is_narrowed": any(wanted.values()),
        "is_office": bool(standing.offices),
        "next_url": _next(request, page.after),
    }
    return render(request, "ratings/ratings.html", context)


@require_safe
@for_people
def rating(request: PersonRequest, code: str) -> HttpResponse:
    """One rating, as far as the reader may know it."""
    found = rating_or_404(request, code)
    page = rating_page(request.user, found, at=clock.now())
    return render(request, "ratings/rating.html", {"page": page})


@require_safe
@for_people
def proof(request: PersonRequest, code: str) -> HttpResponse:
    """The proof of what was put right."""
    row = getattr(rating_or_404(request, code), "rectification", None)
    file = opened(row.proof) if row is not None and row.proof is not None else None
    if row is None or file is None:
        raise Http404
    accesslog.looked_at(request.user, "ratings.proof", code)
    response = FileResponse(file, as_attachment=True, filename=row.proof_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # Django answers with both alike


@require_safe
@for_people
def contact(request: PersonRequest, code: str) -> HttpResponse:
    """The way to reach whoever rated, for those who look after the rating; each look is logged."""
    found = rating_or_404(request, code)
    if not standing_of(request.user, clock.today()).is_office_of(found) or not found.is_named:
        raise Http404
    accesslog.looked_at(request.user, "ratings.contact", code)
    back_url = reverse("ratings:rating", args=[code])
    response = render(
        request, "ratings/contact.html", {"contact": found.contact, "back_url": back_url}
    )
    response["Cache-Control"] = "private, no-store"
    return response


def rating_or_404(request: PersonRequest, code: str) -> Rating:
    """The rating at this address, where the reader may read it."""
    found = find_rating(request.user, code, at=clock.now())
    if found is None:
        raise Http404
    return found


def standing_or_refuse(person: Person) -> Standing:
    """What the reader is to ratings; refused where they are nothing to them."""
    standing = standing_of(person, clock.today())
    if not standing.sees_anything:
        raise PermissionDenied(SEE)
    return standing


def _next(request: PersonRequest, after: str) -> str:
    if not after:
        return ""
    kept = {name: value for name, value in request.GET.items() if value and name != "after"}
    return f"{reverse('ratings:ratings')}?{urlencode(kept | {'after': after})}"
