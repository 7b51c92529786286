"""One rating as its reader knows it, and what they may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.ratings.content import Rules, current_rules, words
from yingshang.apps.ratings.events import RATING
from yingshang.apps.ratings.models import Rating, RatingAppeal, Rectification, SubjectKind
from yingshang.apps.ratings.selectors.lists import ShownRating, shown_to
from yingshang.apps.ratings.selectors.standing import Standing, standing_of

STATE = Rectification.State
# Acts in the order in which they follow one another.
ACTS = ("contact", "rectify", "check", "call", "appeal", "decide")


@dataclass(frozen=True)
class RatingPage:
    """The page of one rating.

    Attributes:
        rectification, appeal: None where there is none.
        ground: Of the appeal, in words.
        is_office: The reader looks after it: contact and call-back are shown to them alone.
        case_number: Of the matter, where whoever rated lets the unit know and it may be opened.
        acts: What the reader may do now, of `ACTS`.
    """

    shown: ShownRating
    rating: Rating
    rectification: Rectification | None
    appeal: RatingAppeal | None
    ground: str
    is_office: bool
    case_number: str
    acts: Sequence[str]
    timeline: Timeline


def find_rating(viewer: Person, code: str, *, at: datetime) -> Rating | None:
    """The rating at this address, where `viewer` may read it."""
    standing = standing_of(viewer, local_day(at))
    rows = standing.readable().select_related(
        "unit", "office", "point", "rectification__proof", "appeal"
    )
    return rows.filter(code=code).first()


def rating_page(viewer: Person, rating: Rating, *, at: datetime) -> RatingPage:
    """The page of `rating` for `viewer`; ask `find_rating` first."""
    standing = standing_of(viewer, local_day(at))
    rules = current_rules()
    appeal: RatingAppeal | None = getattr(rating, "appeal", None)
    return RatingPage(
        shown=shown_to(standing, [rating], rules)[0],
        rating=rating,
        rectification=getattr(rating, "rectification", None),
        appeal=appeal,
        ground=words(rules.ground_name(appeal.ground)) if rules and appeal else "",
        is_office=standing.is_office_of(rating),
        case_number=_number(rating),
        acts=acts_on(standing, rating, rules),
        timeline=timeline(RATING, rating.code, viewer),
    )


def acts_on(standing: Standing, rating: Rating, rules: Rules | None) -> list[str]:
    """What the reader may do with a rating now."""
    possible = _by_office(rating) if standing.is_office_of(rating) else frozenset()
    if rating.unit_id in standing.acting and _is_open(rating):
        possible |= {"rectify"}
    may_appeal = rating.unit_id in standing.appealing and not hasattr(rating, "appeal")
    if may_appeal and rating.told_at is not None and rules is not None:
        possible |= {"appeal"}
    return [each for each in ACTS if each in possible]


def _is_open(rating: Rating) -> bool:
    row = getattr(rating, "rectification", None)
    return rating.told_at is not None and row is not None and row.state == STATE.OPEN


def _by_office(rating: Rating) -> frozenset[str]:
    row: Rectification | None = getattr(rating, "rectification", None)
    appeal: RatingAppeal | None = getattr(rating, "appeal", None)
    found: set[str] = set()
    if appeal is not None and appeal.state == RatingAppeal.State.OPEN:
        found.add("decide")
    if row is None or row.state == STATE.LEFT_OUT:
        return frozenset(found)
    if rating.is_named and row.contacted_at is None:
        found.add("contact")
    if row.state == STATE.REPORTED:
        found.add("check")
    if rating.is_named and row.state == STATE.CHECKED and row.called_back_at is None:
        found.add("call")
    return frozenset(found)


def _number(rating: Rating) -> str:
    if not rating.opens_matter or rating.kind != SubjectKind.CASE:
        return ""
    numbers = Case.objects.filter(pk=rating.key).values_list("number", flat=True)
    return numbers.first() or ""
