"""`ratings/ratings.yaml` and `ratings/windows.yaml`: how services are rated (好差评), and where."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text

SubjectKind = Literal["window", "case", "request"]
Grade = Annotated[int, Field(ge=1, le=5)]
WORST, BEST = 1, 5


class GradeEntry(Strict):
    """One of the five grades: 5 is the best; a bad one has to be put right."""

    grade: Grade
    name: Text
    is_bad: bool = False


class ReasonEntry(Strict):
    """What may be chosen beside a grade; no subjects: for every kind."""

    code: Code
    name: Text
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    subjects: tuple[SubjectKind, ...] = ()


class Limits(Strict):
    """Time limits of `time_limits.yaml`, by what has to be done after a bad rating."""

    contact: Code
    rectification: Code
    call_back: Code


class GroundEntry(Strict):
    """Why a rated unit may ask that a rating is left out of the rates."""

    code: Code
    name: Text


class RateEntry(Strict):
    """A rate: how many of the rows of `denominator` fulfil `numerator` as well.

    Both are SQL conditions over the columns of `engines.packs.ratecolumns`; one row is one
    invitation or visit, rated or not.
    """

    id: Code
    name: Text
    definition: Text
    numerator: Annotated[str, Field(min_length=1)]
    denominator: Annotated[str, Field(min_length=1)]
    status: Status = "unverified"
    source: Source


class Throttle(Strict):
    """How many ratings of windows one device and one address may give.

    An address is often a whole hall, so its number is far above what the hall needs.
    """

    device_a_day: Annotated[int, Field(ge=1, le=1000)]
    address_an_hour: Annotated[int, Field(ge=1, le=100_000)]


class Ratings(Strict):
    """The whole of `ratings/ratings.yaml`.

    Attributes:
        offices: Units that contact, check, call back and rule on appeals: of each rating, the
            first that was not rated itself.
        visit_minutes: How long the page behind a window's code stays good for one rating.
        invitation_days: How long a person invited after a matter ended may rate it.
        most_words: Longest text that may be written with a rating.
        least_alike: The unit rated learns which service it was only where so many matters of the
            same service could have been meant.
        least_for_a_rate: Rates of fewer rows are not shown to the public.
    """

    grades: Annotated[tuple[GradeEntry, ...], Field(min_length=BEST, max_length=BEST)]
    reasons: tuple[ReasonEntry, ...]
    offices: Annotated[tuple[Code, ...], Field(min_length=1)]
    limits: Limits
    visit_minutes: Annotated[int, Field(ge=5, le=1440)]
    invitation_days: Annotated[int, Field(ge=1, le=365)]
    most_words: Annotated[int, Field(ge=50, le=2000)] = 500
    least_alike: Annotated[int, Field(ge=1, le=1000)] = 3
    least_for_a_rate: Annotated[int, Field(ge=1, le=1000)] = 10
    throttle: Throttle
    appeals: Annotated[tuple[GroundEntry, ...], Field(min_length=1)]
    rates: Annotated[tuple[RateEntry, ...], Field(min_length=1)]
    status: Status = "unverified"
    source: Source

    @model_validator(mode="after")
    def _grades_are_five(self) -> "Ratings":
        if [each.grade for each in self.grades] != list(range(BEST, WORST - 1, -1)):
            raise ValueError(
                "grades 请从 5 到 1 各写一次，5 为最好 / "
                "write `grades` from 5 to 1, each once; 5 is the best"
            )
        return self


class WindowEntry(Strict):
    """A window whose visitors rate it, and the unit that sits behind it."""

    code: Code
    name: Text
    unit: Code
    status: Status = "unverified"


class HallEntry(Strict):
    """A place with windows; `unit` runs it."""

    code: Code
    name: Text
    unit: Code
    windows: Annotated[tuple[WindowEntry, ...], Field(min_length=1)]


class Windows(Strict):
    """The whole of `ratings/windows.yaml`."""

    halls: Annotated[tuple[HallEntry, ...], Field(min_length=1)]
    status: Status = "unverified"
    source: Source
