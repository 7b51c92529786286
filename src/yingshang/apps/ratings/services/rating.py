"""Somebody rates: one transaction, once a visit or matter."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.clock import local_day, zone
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Duty
from yingshang.apps.obligations.services.following import begin
from yingshang.apps.ratings.content import Rules, current_rules
from yingshang.apps.ratings.errors import (
    ContactError,
    GradeError,
    NoOfficeError,
    RatedAlreadyError,
    ReasonError,
    TokenUnknownError,
    WordsTooLongError,
)
from yingshang.apps.ratings.events import RATING, RatingGiven
from yingshang.apps.ratings.kinds import CONTACT
from yingshang.apps.ratings.models import (
    Channel,
    Rating,
    RatingInvitation,
    Rectification,
    SubjectKind,
)
from yingshang.apps.ratings.selectors.targets import Target, target_of
from yingshang.apps.ratings.services.duties import naming
from yingshang.apps.ratings.terms import term
from yingshang.apps.ratings.tokens import fresh_code
from yingshang.engines.packs.schema.ratings import BEST, WORST
from yingshang.engines.texts import masked

REACHED_BY = re.compile(r"\+?[\d\- ]{7,20}|[^@\s]{1,40}@[^@\s]{1,60}")


@dataclass(frozen=True)
class Given:
    """What somebody said.

    Attributes:
        grade: 1 to 5; 5 is the best.
        reasons: Codes of reasons that go with the grade.
        contact: Telephone or e-mail; whoever leaves one agrees to be called.
        opens_matter: The unit may learn which matter it was.
        key: Idempotency key: the same again is the same rating.
    """

    grade: int
    channel: Channel
    reasons: tuple[str, ...] = ()
    words: str = ""
    contact: str = ""
    opens_matter: bool = False
    key: str = ""


@transaction.atomic
def rate(*, token: str, given: Given, at: datetime) -> Rating:
    """Take a rating and spend its token. The unit hears of it on the next day.

    Raises:
        TokenUnknownError, TokenExpiredError, RatedAlreadyError: The token is no good any more.
        GradeError, ReasonError, WordsTooLongError, ContactError: What was said does not fit.
        NoOfficeError: Nobody but the unit itself could look after it.
    """
    rules = current_rules()
    if rules is None:
        raise TokenUnknownError
    target = target_of(token, rules, at)
    _check(given, rules, target.kind)
    earlier = Rating.objects.filter(kind=target.kind, key=target.key).first()
    if earlier is not None:
        return _same(earlier, given)
    try:
        with transaction.atomic():
            rating = _written(target, given, rules, at)
    except IntegrityError:
        # Somebody was faster by a moment: the same phone, sending twice.
        return _same(Rating.objects.get(kind=target.kind, key=target.key), given)
    RatingInvitation.objects.filter(kind=target.kind, key=target.key).update(is_spent=True)
    if rating.is_bad:
        Rectification.objects.create(rating=rating)
    duties = begin(duties=_contact(rating, rules))
    name = rules.grade(rating.grade).name
    fact = RatingGiven(
        **naming(rating, duties), grade_zh=name.zh_hans, grade_en=name.en or name.zh_hans
    )
    # As of the beginning of the day: nobody reads when somebody stood at the window.
    record(fact, actor=None, at=beginning_of(rating.rated_on))
    return rating


def beginning_of(day: date) -> datetime:
    """The local midnight with which `day` begins."""
    return datetime.combine(day, time(), zone())


def _same(earlier: Rating, given: Given) -> Rating:
    """What was sent twice is one rating; anything else was rated already."""
    if given.key and earlier.idempotency_key == given.key:
        return earlier
    raise RatedAlreadyError


def _check(given: Given, rules: Rules, kind: str) -> None:
    if not WORST <= given.grade <= BEST:
        raise GradeError
    known = {each.code for each in rules.reasons(kind, given.grade)}
    if not set(given.reasons) <= known:
        raise ReasonError
    if len(given.words) > rules.file.most_words:
        raise WordsTooLongError
    if given.contact.strip() and not REACHED_BY.fullmatch(given.contact.strip()):
        raise ContactError


def _written(target: Target, given: Given, rules: Rules, at: datetime) -> Rating:
    is_bad = rules.grade(given.grade).is_bad
    contact = given.contact.strip() if is_bad else ""
    return Rating.objects.create(
        code=fresh_code(),
        kind=target.kind,
        key=target.key,
        point=target.point,
        unit=target.unit,
        office=_office(rules, target.unit),
        item=target.item,
        item_zh=target.item_zh,
        item_en=target.item_en,
        staff=target.staff,
        grade=given.grade,
        is_bad=is_bad,
        reasons=sorted(set(given.reasons)),
        words=given.words.strip(),
        masked_words=masked(given.words.strip()),
        contact=contact,
        is_named=bool(contact),
        opens_matter=given.opens_matter and target.kind != SubjectKind.WINDOW,
        channel=given.channel,
        rated_on=local_day(at),
        rated_at=at,
        idempotency_key=given.key or None,
    )


def _office(rules: Rules, unit: Unit) -> Unit:
    """The first office that is not the unit rated itself."""
    offices = {each.code: each for each in Unit.objects.filter(workspace=None).order_by("rank")}
    for code in rules.file.offices:
        if code in offices and offices[code].pk != unit.pk:
            return offices[code]
    raise NoOfficeError


def _contact(rating: Rating, rules: Rules) -> list[Duty]:
    """The office calls whoever rated badly and left a way to be reached."""
    since = beginning_of(rating.rated_on)
    dates = term(rules.file.limits.contact, rating.rated_on, since) if rating.is_named else None
    if dates is None:
        return []
    duty = Duty(
        kind=CONTACT.code,
        title_zh=f"联系差评人：{_place(rating, 'zh')}",
        title_en=f"Contact whoever rated badly: {_place(rating, 'en')}",
        subject=(RATING, rating.code),
        holder=rating.office,
        term=dates,
    )
    return [duty]


def _place(rating: Rating, language: str) -> str:
    if rating.point is not None:
        return (rating.point.name_en if language == "en" else "") or rating.point.name_zh
    return (rating.item_en if language == "en" else "") or rating.item_zh
