"""Who sends a rating from where: the device by a cookie of a day, the address far above need."""

import secrets

from django.http import HttpRequest, HttpResponse

from yingshang.apps.directory.http import address_of
from yingshang.apps.directory.models import Person
from yingshang.apps.ratings.content import Rules
from yingshang.apps.ratings.errors import TooManyRatingsError
from yingshang.apps.ratings.models import RatingPoint
from yingshang.apps.ratings.throttle import DAY, is_admitted

DEVICE = "rating_device"
DEVICE_BYTES = 16
MINUTE = 60


def admit(request: HttpRequest, rules: Rules) -> None:
    """Count one rating of a window.

    Raises:
        TooManyRatingsError: The device or the address gave too many.
    """
    device, address = _device(request), address_of(request)
    if not is_admitted(rules.file.throttle, device=device, address=address):
        raise TooManyRatingsError


def rated_here(request: HttpRequest, point: RatingPoint) -> str:
    """The token with which this device rated this visit to the window; empty when it did not."""
    return request.COOKIES.get(_of(point), "")


def remember(
    request: HttpRequest, response: HttpResponse, point: RatingPoint, token: str, rules: Rules
) -> None:
    """Have the device remember that it rated this visit."""
    options = {"httponly": True, "samesite": "Lax", "secure": request.is_secure()}
    seconds = rules.file.visit_minutes * MINUTE
    response.set_cookie(_of(point), token, max_age=seconds, path="/rate/", **options)  # type: ignore[arg-type]
    if DEVICE not in request.COOKIES:
        fresh = secrets.token_hex(DEVICE_BYTES)
        response.set_cookie(DEVICE, fresh, max_age=DAY, path="/rate/", **options)  # type: ignore[arg-type]


def _device(request: HttpRequest) -> str:
    """The cookie of a browser, or the account of a mini-program; empty where neither is known."""
    account = str(request.user.pk) if isinstance(request.user, Person) else ""
    return request.COOKIES.get(DEVICE, "") or account


def _of(point: RatingPoint) -> str:
    return f"rated_{point.code}"
