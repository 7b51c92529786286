"""`supervision/supervision.yaml`: on what grounds a matter is proposed for supervision."""

from typing import Annotated

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text

StepOutcomeRef = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$", max_length=200)
]


class Tally(Strict):
    """How often steps of a matter ended in one way: a column of the grounds' conditions.

    Attributes:
        outcomes: Each `<case type>.<step>:<outcome>`.
        blames: The step of the same case whose holder it tells of (an answer found untrue is the
            handler's, not the checker's); none: whoever held the step itself.
    """

    id: Code
    name: Text
    outcomes: Annotated[tuple[StepOutcomeRef, ...], Field(min_length=1)]
    blames: Code | None = None


class Ground(Strict):
    """Why a matter is proposed for supervision; the case type is what the proposal becomes.

    `condition` is SQL over the columns of `engines.packs.supervisioncolumns` and the tallies.
    `choice` is the value of `field` in the case type.
    """

    id: Code
    name: Text
    case_type: Code
    field: Code = "ground"
    choice: Code
    condition: Annotated[str, Field(min_length=1)]
    sentence: Text
    requirement: Text
    status: Status = "example"
    source: Source | None = None


class ReportEntry(Strict):
    """A report to the government, drafted from the record: 《督查专报》 or 《民生专报》.

    Attributes:
        mark: The name in red above the number.
        about: What its figures are of: cases of these types; none: every type but those that
            grounds become.
        recipients: To whom it is sent.
    """

    id: Code
    name: Text
    mark: Annotated[str, Field(min_length=1, max_length=40)]
    about: tuple[Code, ...] = ()
    recipients: Text
    status: Status = "unverified"
    source: Source | None = None


class Supervision(Strict):
    """The whole file.

    Attributes:
        looked_back_days: Cases that ended longer ago are proposed no more.
    """

    looked_back_days: Annotated[int, Field(ge=1, le=730)] = 90
    tallies: tuple[Tally, ...] = ()
    grounds: Annotated[tuple[Ground, ...], Field(min_length=1)]
    reports: tuple[ReportEntry, ...] = ()
    source: Source
