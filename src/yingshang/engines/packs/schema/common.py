"""Building blocks that every file of a pack shares."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
# Something that an app of the program offers: `<app>.<name>`.
DottedCode = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=80)]
TaskId = Annotated[str, Field(pattern=r"^\d{2,3}$")]
MeasureId = Annotated[str, Field(pattern=r"^\d{2,3}\.\d{1,2}$")]
TargetId = Annotated[str, Field(pattern=r"^T\d{2,3}-[a-z]$")]
# Half-open code-point offsets into the published text.
Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
Status = Literal["verified", "unverified", "example"]


class Strict(BaseModel):
    """Unknown keys are errors: a typing slip must not become a silent default."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False
    )


class Text(Strict):
    """Wording shown to people. Chinese is required; English may follow."""

    zh_hans: Annotated[str, Field(alias="zh-hans", min_length=1)]
    en: str | None = None


class Source(Strict):
    """The instrument that a limit, rule or figure rests on."""

    title: Annotated[str, Field(min_length=1)]
    article: str | None = None
    number: str | None = None
    url: str | None = None


class Validity(Strict):
    """First and last day on which an entry is in force, both inclusive; None is open."""

    valid_from: date | None = None
    valid_to: date | None = None


class Quoted(Strict):
    """Words of the published text and where they stand."""

    quote: Annotated[str, Field(min_length=1)]
    span: Span


# Validation context of a reader that checks references afterwards, each at its line.
CHECKED_AFTERWARDS = {"references": "afterwards"}


def is_checked_afterwards(info: ValidationInfo) -> bool:
    """Whether a validator may leave references to the checks of the whole pack."""
    return info.context == CHECKED_AFTERWARDS
