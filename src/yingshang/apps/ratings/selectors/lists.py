"""Ratings that somebody may read, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.selectors.desk import lit
from yingshang.apps.ratings.content import Rules, words
from yingshang.apps.ratings.kinds import CALL_BACK, CONTACT, RECTIFICATION
from yingshang.apps.ratings.models import Rating, RatingAppeal, Rectification
from yingshang.apps.ratings.models.given import RatingQuerySet
from yingshang.apps.ratings.selectors.standing import Standing

PAGE = 30
STATE = Rectification.State
NARROWED: dict[str, Q] = {
    "bad": Q(is_bad=True),
    "open": Q(rectification__state=STATE.OPEN),
    "reported": Q(rectification__state=STATE.REPORTED),
    "call": Q(rectification__state=STATE.CHECKED, is_named=True)
    & Q(rectification__called_back_at=None),
    "appeal": Q(appeal__state=RatingAppeal.State.OPEN),
    "left_out": Q(left_out_at__isnull=False),
}


@dataclass(frozen=True)
class ShownRating:
    """A rating as one reader knows it.

    Attributes:
        what: The window; the service where the reader may know it; else that it was a matter.
        light: Of the duty that is open; empty where nothing is owed.
        due_on: Last day of that duty.
    """

    rating: Rating
    grade: str
    what: str
    reasons: Sequence[str]
    light: str
    due_on: date | None


@dataclass(frozen=True)
class RatingsPage:
    """A part of the list; `after` leads to the next."""

    rows: Sequence[ShownRating]
    after: str


def ratings_page(
    standing: Standing, wanted: dict[str, Any], rules: Rules | None, *, after: str = ""
) -> RatingsPage:
    """The newest ratings that fit, from behind the key `after`."""
    rows = _narrowed(standing, wanted)
    day, _slash, code = after.partition("/")
    if _is_day(day):
        rows = rows.filter(Q(rated_on__lt=day) | Q(rated_on=day, code__gt=code))
    related = rows.select_related("unit", "point", "rectification", "appeal")
    found = list(related.newest_first()[: PAGE + 1])
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    key = f"{last.rated_on.isoformat()}/{last.code}" if last else ""
    return RatingsPage(shown_to(standing, shown, rules), key)


def shown_to(
    standing: Standing, ratings: Sequence[Rating], rules: Rules | None
) -> list[ShownRating]:
    """Ratings as the reader knows them, with the duty that is open; two queries."""
    offices = {each.code for each in ratings if standing.is_office_of(each)}
    duties = _open_duties([each.code for each in ratings], offices)
    return [_shown(standing, each, rules, duties.get(each.code)) for each in ratings]


def _open_duties(codes: Sequence[str], offices: set[str]) -> dict[str, Obligation]:
    """The most urgent open duty about each rating, with its light.

    Those of the office are for its own people alone: they say that somebody can be reached.
    """
    kinds = (CONTACT.code, RECTIFICATION.code, CALL_BACK.code)
    rows = Obligation.objects.live().filter(kind__in=kinds, subject_key__in=codes)
    found: dict[str, Obligation] = {}
    for duty in lit(rows).by_date() if codes else ():
        if duty.kind == RECTIFICATION.code or duty.subject_key in offices:
            found.setdefault(duty.subject_key, duty)
    return found


def what_was_rated(standing: Standing, rating: Rating) -> str:
    """The window or the service, as far as the reader may know it; empty: some matter."""
    if rating.point is not None:
        return rating.point.name
    may_know = rating.names_item or rating.opens_matter or standing.is_office_of(rating)
    return rating.item_name if may_know else ""


def _shown(standing: Standing, rating: Rating, rules: Rules | None, duty: Any) -> ShownRating:
    return ShownRating(
        rating=rating,
        grade=words(rules.grade(rating.grade).name) if rules else str(rating.grade),
        what=what_was_rated(standing, rating),
        reasons=[rules.reason_name(code) if rules else code for code in rating.reasons],
        light=_light(rating, duty),
        due_on=duty.due_on if duty else None,
    )


def _light(rating: Rating, duty: Any) -> str:
    if duty is not None:
        return str(duty.light)
    return Light.NORMAL if rating.is_bad and rating.is_counted else ""


def _narrowed(standing: Standing, wanted: dict[str, Any]) -> RatingQuerySet:
    rows = standing.readable()
    for name in ("unit", "point", "grade"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    condition = NARROWED.get(wanted.get("state") or "")
    if wanted.get("state") == "call":
        rows = rows.filter(office__in=standing.offices).exclude(unit__in=standing.own)
    return rows.filter(condition) if condition is not None else rows


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
