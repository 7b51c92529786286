"""What the holder of a token sees: what is rated, and afterwards what comes of it."""

from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.ratings.content import Rules, words
from yingshang.apps.ratings.models import Rating, Rectification
from yingshang.apps.ratings.selectors.targets import Target
from yingshang.apps.ratings.terms import term
from yingshang.engines.packs.schema.ratings import GradeEntry


@dataclass(frozen=True)
class AfterPage:
    """What comes of a rating, for whoever gave it.

    Attributes:
        put_right_by: Last day by which the unit puts it right; None for good ones.
        called_by: Last day by which the office calls; None where no contact was left.
        done: What was done, once somebody else has checked it.
    """

    target: Target
    grade: GradeEntry
    grade_name: str
    put_right_by: date | None
    called_by: date | None
    done: str
    is_left_out: bool
    why_left_out: str


def after_page(target: Target, rules: Rules, *, at: datetime) -> AfterPage | None:
    """What comes of the rating of `target`; None where it was not rated."""
    rows = Rating.objects.select_related("rectification", "appeal")
    rating = rows.filter(kind=target.kind, key=target.key).first()
    if rating is None:
        return None
    row: Rectification | None = getattr(rating, "rectification", None)
    appeal = getattr(rating, "appeal", None)
    is_done = row is not None and row.state == Rectification.State.CHECKED
    limits = rules.file.limits
    return AfterPage(
        target=target,
        grade=rules.grade(rating.grade),
        grade_name=words(rules.grade(rating.grade).name),
        put_right_by=_last_day(limits.rectification, rating, at) if rating.is_bad else None,
        called_by=_last_day(limits.contact, rating, at) if rating.is_named else None,
        done=row.words if row is not None and is_done else "",
        is_left_out=not rating.is_counted,
        why_left_out=appeal.note if appeal is not None and not rating.is_counted else "",
    )


def _last_day(limit: str, rating: Rating, at: datetime) -> date | None:
    dates = term(limit, rating.rated_on, at)
    return dates.due_on if dates else None
