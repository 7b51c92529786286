"""After midnight each unit learns what the day before brought: all at once, in no order."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Duty
from yingshang.apps.obligations.services.following import begin
from yingshang.apps.ratings.content import Rules, current_rules
from yingshang.apps.ratings.events import RATING, RectificationBegun
from yingshang.apps.ratings.kinds import RECTIFICATION
from yingshang.apps.ratings.models import Rating, RatingInvitation, SubjectKind
from yingshang.apps.ratings.services.duties import naming
from yingshang.apps.ratings.terms import term

MOST_AT_ONCE = 500


@transaction.atomic
def tell_units(*, at: datetime) -> int:
    """Tell units of ratings of days before that of `at`; bad ones become duties.

    Returns:
        How many ratings were told of; at most `MOST_AT_ONCE`.
    """
    rules = current_rules()
    rows = Rating.objects.untold_before(local_day(at)).order_by("rated_on", "code")
    ratings = list(
        rows.select_for_update(of=("self",)).select_related("unit", "office", "point")[
            :MOST_AT_ONCE
        ]
    )
    if rules is None or not ratings:
        return 0
    for rating in ratings:
        rating.told_at = at
        rating.names_item = _could_be_several(rating, rules)
    Rating.objects.bulk_update(ratings, ["told_at", "names_item"])
    _begin([each for each in ratings if each.is_bad], rules, at)
    return len(ratings)


def _could_be_several(rating: Rating, rules: Rules) -> bool:
    """Whether naming the service leaves open whose matter it was."""
    if rating.kind == SubjectKind.WINDOW:
        return bool(rating.item)
    since = rating.rated_on - timedelta(days=rules.file.invitation_days)
    alike = RatingInvitation.objects.filter(
        unit=rating.unit_id,
        item=rating.item,
        opened_on__gte=since,
        opened_on__lte=rating.rated_on,
    )
    return alike.count() >= rules.file.least_alike


def _begin(bad: Sequence[Rating], rules: Rules, at: datetime) -> None:
    """One duty and one fact a bad rating."""
    for rating in bad:
        name = rules.grade(rating.grade).name
        duties = begin(duties=_duty(rating, rules, at))
        fact = RectificationBegun(
            **naming(rating, duties),
            grade_zh=name.zh_hans,
            grade_en=name.en or name.zh_hans,
            rated_on=rating.rated_on.isoformat(),
        )
        record(fact, actor=None, at=at)


def _duty(rating: Rating, rules: Rules, at: datetime) -> list[Duty]:
    dates = term(rules.file.limits.rectification, rating.rated_on, at)
    if dates is None:
        return []
    zh, en = _place(rating)
    duty = Duty(
        kind=RECTIFICATION.code,
        title_zh=f"整改差评：{zh}",
        title_en=f"Put right what was rated bad: {en}",
        subject=(RATING, rating.code),
        holder=rating.unit,
        term=dates,
    )
    return [duty]


def _place(rating: Rating) -> tuple[str, str]:
    """The window, or the service where the unit may learn it, in both languages."""
    if rating.point is not None:
        return rating.point.name_zh, rating.point.name_en or rating.point.name_zh
    if rating.names_item or rating.opens_matter:
        return rating.item_zh, rating.item_en or rating.item_zh
    return "办结事项", "a matter"
