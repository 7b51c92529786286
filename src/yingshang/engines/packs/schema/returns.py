"""`returns.yaml`: the progress table, when reporting begins, and what counts as saying nothing."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text

BLANK = re.compile(r"\{([^{}]*)\}")
# What the circular on late units knows.
BLANKS = frozenset({"period", "due_on", "expected", "on_time", "late", "missing", "sent_back"})

ColumnField = Literal[
    "number", "task", "measure", "lead", "units", "person", "due", "expected", "progress",
    "numerator", "denominator", "measured_in", "source", "milestones", "problems", "blocked_by",
    "blocked_since", "next_step", "evidence", "state", "filled_by", "phone", "reviewed_by",
]  # fmt: skip
NEEDED: tuple[ColumnField, ...] = ("task", "measure", "progress")


def _known_blanks(text: Text) -> Text:
    found = {blank for words in (text.zh_hans, text.en or "") for blank in BLANK.findall(words)}
    if unknown := sorted(found - BLANKS):
        raise ValueError(
            f"不认识占位符“{'、'.join(unknown)}”，可用的有：{'、'.join(sorted(BLANKS))} / "
            f"unknown placeholder {', '.join(unknown)}; known: {', '.join(sorted(BLANKS))}"
        )
    return text


Wording = Annotated[Text, AfterValidator(_known_blanks)]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Column(Strict):
    """A column of the progress table: what stands in it, and its heading."""

    field: ColumnField
    heading: Text


class SummarySection(Strict):
    """A part of the quarterly summary that every unit writes."""

    code: Code
    heading: Text
    hint: Text | None = None


class HollowRule(Strict):
    """When a return says nothing: no figure, milestone or evidence, and hardly a word.

    What is left of the text without `formulas` and punctuation has fewer than `least_characters`.
    """

    least_characters: Annotated[int, Field(ge=1, le=1000)]
    formulas: tuple[Annotated[str, Field(min_length=1)], ...] = ()


class CopiedRule(Strict):
    """When a text is a copy: this share of it, or more, stands in another one.

    Texts with fewer than `least_characters` are not compared.
    """

    share: Annotated[float, Field(gt=0, le=1)]
    least_characters: Annotated[int, Field(ge=1, le=1000)]


class EvidenceRule(Strict):
    """How large a file may be, in megabytes of 2^20 bytes, and how many a return may have."""

    largest_megabytes: Annotated[int, Field(ge=1, le=200)] = 20
    most_files: Annotated[int, Field(ge=1, le=500)] = 50


class Circular(Strict):
    """The words of the circular on units that report late (通报)."""

    title: Wording
    opening: Wording
    late: Wording
    missing: Wording
    sent_back: Wording
    closing: Wording


class Returns(Strict):
    """How units report: columns, first month, summaries, checks and the circular."""

    first_month: Month
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    summary: Annotated[tuple[SummarySection, ...], Field(min_length=1)]
    hollow: HollowRule
    copied: CopiedRule
    evidence: EvidenceRule = EvidenceRule()
    circular: Circular
    status: Status = "example"
    note: Text | None = None
    source: Source

    @property
    def first_on(self) -> date:
        """First day of the first month for which units report."""
        year, month = self.first_month.split("-")
        return date(int(year), int(month), 1)

    @model_validator(mode="after")
    def _columns_are_complete(self) -> "Returns":
        fields = [column.field for column in self.columns]
        if missing := [each for each in NEEDED if each not in fields]:
            raise ValueError(
                f"columns 缺少 {'、'.join(missing)}，请补上 / "
                f"columns lack {', '.join(missing)}; add them"
            )
        if repeated := sorted({each for each in fields if fields.count(each) > 1}):
            raise ValueError(
                f"columns 中 {'、'.join(repeated)} 重复，请只保留一列 / "
                f"columns repeat {', '.join(repeated)}; keep one of each"
            )
        return self
