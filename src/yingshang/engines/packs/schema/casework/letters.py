"""`casework/<type>/letters.yaml`: texts with {placeholders} that are issued in a case."""

import re
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Status, Strict, Text

BLANK = re.compile(r"\{([^{}]*)\}")
# What a case knows of itself, besides its fields.
BLANKS = frozenset(
    {
        "number", "type", "applicant", "enterprise", "agent", "holder", "step", "step_holder",
        "today", "opened_on", "accepted_on", "settled_on", "promised_on", "statutory_on",
        "missing", "last_on", "reason", "bars", "outcome", "route", "receipt_code", "materials",
    }
)  # fmt: skip
LetterKind = Literal[
    "receipt", "correction", "acceptance", "refusal", "decision", "notice", "commitment",
    "lateness", "certificate", "transfer",
]  # fmt: skip


class LetterEntry(Strict):
    """A letter. Paragraphs of `body` are lines; `signed_by` is the unit under it."""

    id: Code
    kind: LetterKind
    name: Text
    title: Text
    body: Text
    signed_by: Literal["holder", "step_holder", "applicant"] = "holder"
    status: Status = "example"


class LettersFile(Strict):
    """All letters of a type."""

    letters: Annotated[tuple[LetterEntry, ...], Field(min_length=1)]
