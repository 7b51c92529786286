"""What ratings record. No fact names who rated; those that the unit reads begin the day after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.ledger.reader import in_words

RATING = "ratings.rating"
DUTY = "obligations.obligation"
RATED, OFFICE = "rated", "office"
OFFICERS: tuple[str, ...] = ("ratings.officers",)
# The unit rated, those who look after the rating, and those who oversee every unit.
CONCERNED: tuple[str, ...] = ("ratings.unit", "ratings.officers")


@dataclass(frozen=True, kw_only=True)
class AboutRating(Fact):
    """The part of a fact that names one rating, the unit rated and the office."""

    visible_to = CONCERNED

    rating: str
    unit_id: UUID
    office_id: UUID
    # Duties that began or ended by this, so that it stands in their history too.
    obligations: tuple[int, ...] = ()

    def subjects(self) -> tuple[Subject, ...]:
        """The rating, both units, and the duties."""
        return (
            Subject("rating", RATING, self.rating),
            Subject(RATED, UNIT, self.unit_id),
            Subject(OFFICE, UNIT, self.office_id),
            *(Subject("obligation", DUTY, str(key)) for key in self.obligations),
        )

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Names in the reader's language, days as the reader writes them."""
        shown = dict(values)
        for name, value in values.items():
            if name.endswith("_zh"):
                bare = name.removesuffix("_zh")
                shown[bare] = in_words(str(value), str(values.get(f"{bare}_en") or ""))
            if name.endswith("_on") and value:
                shown[name] = date_format(date.fromisoformat(str(value)))
        return shown


@dataclass(frozen=True, kw_only=True)
class WindowsInstalled(Fact):
    """A pack brought windows that are rated."""

    kind = "ratings.windows_installed"
    sentence = _("%(count)s windows can be rated.")
    release_id: UUID
    count: int

    def subjects(self) -> tuple[Subject, ...]:
        """The release."""
        return (Subject("release", "registers.packrelease", self.release_id),)


@dataclass(frozen=True, kw_only=True)
class RatingInvited(Fact):
    """A matter ended; whoever it was for may rate it."""

    kind = "ratings.invited"
    visible_to = CONCERNED
    sentence = _("Whoever a matter was for was asked to rate it: %(item)s.")
    unit_id: UUID
    item_zh: str
    item_en: str

    def subjects(self) -> tuple[Subject, ...]:
        """The unit that is to be rated; the matter is not named."""
        return (Subject(RATED, UNIT, self.unit_id),)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The service in the reader's language."""
        return {"item": in_words(str(values["item_zh"]), str(values["item_en"]))}


@dataclass(frozen=True, kw_only=True)
class RatingGiven(AboutRating):
    """Somebody rated. Recorded as of the beginning of the day; the unit does not read it."""

    kind = "ratings.given"
    visible_to = OFFICERS
    sentence = _("A rating came in: %(grade)s.")
    grade_zh: str
    grade_en: str


@dataclass(frozen=True, kw_only=True)
class RectificationBegun(AboutRating):
    """The unit was told of a bad rating and has to put it right."""

    kind = "ratings.rectification_begun"
    sentence = _("A bad rating of %(rated_on)s is to be put right: %(grade)s.")
    grade_zh: str
    grade_en: str
    rated_on: str


@dataclass(frozen=True, kw_only=True)
class RaterContacted(AboutRating):
    """The office spoke with whoever rated."""

    kind = "ratings.rater_contacted"
    visible_to = OFFICERS
    sentence = _("Whoever rated was contacted.")


@dataclass(frozen=True, kw_only=True)
class RectificationReported(AboutRating):
    """The unit said what it did, with a proof."""

    kind = "ratings.rectification_reported"
    sentence = _("It was reported as put right: %(words)s")
    words: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RectificationChecked(AboutRating):
    """Somebody else found it put right."""

    kind = "ratings.rectification_checked"
    sentence = _("It was checked and found put right. %(note)s")
    note: str


@dataclass(frozen=True, kw_only=True)
class RectificationReturned(AboutRating):
    """Somebody else found it not put right."""

    kind = "ratings.rectification_returned"
    sentence = _("It was checked and sent back: %(note)s")
    note: str


@dataclass(frozen=True, kw_only=True)
class CallBackTried(AboutRating):
    """The office called and reached nobody."""

    kind = "ratings.call_back_tried"
    visible_to = OFFICERS
    sentence = _("Nobody was reached at call %(tries)s.")
    tries: int


@dataclass(frozen=True, kw_only=True)
class RaterSatisfied(AboutRating):
    """The office called back: it is good now."""

    kind = "ratings.rater_satisfied"
    sentence = _("The call-back found it solved.")


@dataclass(frozen=True, kw_only=True)
class RaterNotSatisfied(AboutRating):
    """The office called back: it is not good."""

    kind = "ratings.rater_not_satisfied"
    sentence = _("The call-back found it not solved.")


@dataclass(frozen=True, kw_only=True)
class AppealAsked(AboutRating):
    """The unit asked to leave a rating out of the rates."""

    kind = "ratings.appeal_asked"
    sentence = _("An appeal was made: %(ground)s. %(words)s")
    ground_zh: str
    ground_en: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AppealUpheld(AboutRating):
    """The rating is left out of the rates; it stays visible and is counted as such."""

    kind = "ratings.appeal_upheld"
    sentence = _("The appeal was upheld; the rating is left out of the rates: %(note)s")
    note: str


@dataclass(frozen=True, kw_only=True)
class AppealRefused(AboutRating):
    """The rating counts as before."""

    kind = "ratings.appeal_refused"
    sentence = _("The appeal was refused; the rating counts: %(note)s")
    note: str
