"""Rating by API, for both clients: what a token lets one rate, and the rating, once.

Public, as the pages are. The token is that of a page, or the code that is printed at a window; then
the `Idempotency-Key` makes the visit one, so that a retry is the same rating.
"""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header, Router, Schema, Status
from pydantic import Field

from yingshang.apps.ledger import clock
from yingshang.apps.ratings import services
from yingshang.apps.ratings.content import Rules, current_rules, words
from yingshang.apps.ratings.errors import RatedAlreadyError, TokenExpiredError, TokenUnknownError
from yingshang.apps.ratings.models import Channel, SubjectKind
from yingshang.apps.ratings.selectors.targets import Target, target_of, window_in_use
from yingshang.apps.ratings.tokens import visit_token
from yingshang.apps.ratings.views.admission import admit
from yingshang.web.api.faults import Refusal

router = Router(tags=["ratings"])
REFUSALS: dict[int, Any] = dict.fromkeys((400, 404, 409, 410, 422, 429), Refusal)
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=80)]
READING = "reading"


class Grade(Schema):
    """One of the five grades; 5 is the best."""

    grade: int
    name: str


class Reason(Schema):
    """A reason, and the grades beside which it may be chosen."""

    id: str
    name: str
    grades: list[int]


class RatedOut(Schema):
    """What is rated; `why_closed` says why it cannot be rated any more."""

    kind: str
    name: str
    unit: str
    is_open: bool
    why_closed: str
    grades: list[Grade]
    reasons: list[Reason]


class RatingIn(Schema):
    """A rating; whoever leaves a contact agrees to be called when it is a bad one."""

    grade: int
    reasons: Annotated[list[str], Field(max_length=40)] = []
    words: Annotated[str, Field(max_length=2000)] = ""
    contact: Annotated[str, Field(max_length=100)] = ""


class RatingOut(Schema):
    """What happens next, in words."""

    words: str


@router.get("/at/{token}", response={200: RatedOut, **REFUSALS})
def rated(request: HttpRequest, token: str) -> dict[str, Any]:
    """What the token lets one rate, the grades and the reasons."""
    rules = _rules()
    try:
        target = target_of(_visit(token, READING), rules, clock.now())
    except TokenExpiredError as over:
        return _shown(None, rules, str(over))
    return _shown(target, rules, str(RatedAlreadyError()) if target.is_rated else "")


@router.post("/at/{token}", response={201: RatingOut, **REFUSALS})
def rate(request: HttpRequest, token: str, said: RatingIn, key: Key) -> Status[Any]:
    """Rate; the same key again is the same rating."""
    rules = _rules()
    token = _visit(token, key)
    target = target_of(token, rules, clock.now())
    if target.kind == SubjectKind.WINDOW and not target.is_rated:
        admit(request, rules)
    given = services.Given(
        grade=said.grade,
        reasons=tuple(said.reasons),
        words=said.words,
        contact=said.contact,
        channel=Channel.APP,
        key=key,
    )
    rating = services.rate(token=token, given=given, at=clock.now())
    after = _("Thank you. Your rating counts; the results are public.")
    if rating.is_bad:
        after = _("Thank you. The unit puts it right, and somebody of another unit checks it.")
    return Status(201, {"words": after})


def _rules() -> Rules:
    rules = current_rules()
    if rules is None:
        raise TokenUnknownError
    return rules


def _visit(token: str, key: str) -> str:
    """The token itself; for the printed code of a window, that of the visit with this key."""
    point = window_in_use(token)
    return visit_token(point.code, clock.now(), visit=key) if point else token


def _shown(target: Target | None, rules: Rules, why_closed: str) -> dict[str, Any]:
    kind = target.kind if target else SubjectKind.WINDOW
    return {
        "kind": kind.value,
        "name": target.title if target else "",
        "unit": target.place if target else "",
        "is_open": not why_closed,
        "why_closed": why_closed,
        "grades": [{"grade": each.grade, "name": words(each.name)} for each in rules.file.grades],
        "reasons": [
            {"id": each.code, "name": words(each.name), "grades": list(each.grades)}
            for each in rules.file.reasons
            if not each.subjects or kind in each.subjects
        ],
    }
