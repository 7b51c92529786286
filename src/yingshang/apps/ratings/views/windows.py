"""Windows and their sheets: on the screen, as SVG, as PDF."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.files.fonts import committed_fonts
from yingshang.apps.ledger import clock
from yingshang.apps.ratings.addresses import page_of_window
from yingshang.apps.ratings.drawing.sheet import WindowSheet, as_pdf, as_svg
from yingshang.apps.ratings.models import RatingPoint
from yingshang.apps.ratings.selectors.standing import windows_of
from yingshang.apps.ratings.views.desk import standing_or_refuse

SVG, PDF = "image/svg+xml", "application/pdf"


@require_safe
@for_people
def windows(request: PersonRequest) -> HttpResponse:
    """Every window whose sheet the reader prints, with the address that its code says."""
    rows = [(each, _address(request, each)) for each in _windows(request)]
    return render(request, "ratings/windows.html", {"rows": rows})


@require_safe
@for_people
def sheet(request: PersonRequest, code: str, ending: str) -> HttpResponse:
    """The sheet of one window."""
    found = [each for each in _windows(request) if each.code == code]
    if not found or ending not in {"svg", "pdf"}:
        raise Http404
    if ending == "svg":
        return _file(as_svg(_sheet(request, found[0])).encode(), SVG, f"{code}.svg")
    return _pdf(request, found, f"{code}.pdf")


@require_safe
@for_people
def sheets(request: PersonRequest) -> HttpResponse:
    """The sheets of all windows, one a page."""
    found = _windows(request)
    if not found:
        raise Http404
    return _pdf(request, found, "windows.pdf")


def _windows(request: PersonRequest) -> list[RatingPoint]:
    return list(windows_of(standing_or_refuse(request.user)))


def _address(request: PersonRequest, point: RatingPoint) -> str:
    return request.build_absolute_uri(page_of_window(point.code))


def _sheet(request: PersonRequest, point: RatingPoint) -> WindowSheet:
    return WindowSheet(
        address=_address(request, point),
        heading=_("How was it at this window?"),
        name=point.name,
        place=f"{point.hall} · {point.unit.official_name}",
        notes=(
            _("Scan, tap a grade, send: two taps."),
            _("The window does not learn who rated."),
        ),
    )


def _pdf(request: PersonRequest, found: Sequence[RatingPoint], name: str) -> HttpResponse:
    drawn = [_sheet(request, each) for each in found]
    return _file(as_pdf(drawn, fonts=committed_fonts(), at=clock.now()), PDF, name)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
