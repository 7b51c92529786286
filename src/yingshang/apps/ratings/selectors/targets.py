"""What a token lets its holder rate."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.ratings.content import Rules
from yingshang.apps.ratings.errors import TokenExpiredError, TokenUnknownError
from yingshang.apps.ratings.models import Rating, RatingInvitation, RatingPoint, SubjectKind
from yingshang.apps.ratings.tokens import MatterToken, VisitToken, read_token


@dataclass(frozen=True)
class Target:
    """What is rated: subject, unit, service, and who served where that is known."""

    kind: SubjectKind
    key: str
    unit: Unit
    point: RatingPoint | None = None
    item: str = ""
    item_zh: str = ""
    item_en: str = ""
    staff: Person | None = None

    @property
    def title(self) -> str:
        """The window or the service, in the reader's language."""
        return self.point.name if self.point else in_words(self.item_zh, self.item_en)

    @property
    def place(self) -> str:
        """Hall and unit, or the unit alone."""
        name = self.unit.official_name
        return f"{self.point.hall} · {name}" if self.point else name

    @property
    def is_rated(self) -> bool:
        """Whether its one rating was given."""
        return Rating.objects.filter(kind=self.kind, key=self.key).exists()


def window_in_use(code: str) -> RatingPoint | None:
    """The window with this code; None where it is closed or unknown."""
    rows = RatingPoint.objects.in_use().select_related("unit")
    return rows.filter(code=code).first()


def target_of(token: str, rules: Rules, at: datetime) -> Target:
    """What the holder of `token` may rate at `at`.

    Raises:
        TokenUnknownError: It was not made here, or its window is closed.
        TokenExpiredError: Its time is over, though not where it was used: that is said first.
    """
    said = read_token(token)
    if isinstance(said, VisitToken):
        return _visit(said, rules, at)
    if isinstance(said, MatterToken):
        return _matter(said, at)
    raise TokenUnknownError


def _visit(said: VisitToken, rules: Rules, at: datetime) -> Target:
    point = window_in_use(said.point)
    if point is None:
        raise TokenUnknownError
    target = Target(kind=SubjectKind.WINDOW, key=said.nonce, unit=point.unit, point=point)
    is_over = at >= said.opened_at + timedelta(minutes=rules.file.visit_minutes)
    if is_over and not target.is_rated:
        raise TokenExpiredError
    return target


def _matter(said: MatterToken, at: datetime) -> Target:
    rows = RatingInvitation.objects.select_related("unit", "staff")
    found = rows.filter(code=said.invitation).first()
    if found is None:
        raise TokenUnknownError
    if at >= found.valid_until and not found.is_spent:
        raise TokenExpiredError
    return Target(
        kind=SubjectKind(found.kind),
        key=found.key,
        unit=found.unit,
        item=found.item,
        item_zh=found.item_zh,
        item_en=found.item_en,
        staff=found.staff,
    )
