"""`reminders.yaml`: who is reminded of what and when, and the words of every message."""

import re
from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from yingshang.engines.packs.schema.common import Code, DottedCode, Source, Status, Strict, Text

BLANK = re.compile(r"\{([^{}]*)\}")
# What a reminder knows about the duty that it is about.
DUTY_BLANKS = frozenset({"title", "unit", "due_on", "practical_on", "days"})
# What the digest knows: its day, how many duties it names, its lines, and the way to the page.
DIGEST_BLANKS = frozenset({"day", "count", "lines", "url"})
# What any other message may be told by the app that sends it.
FREE_BLANKS = DUTY_BLANKS | DIGEST_BLANKS | {"reason", "number"}


def _known_blanks(text: Text) -> Text:
    found = {blank for words in (text.zh_hans, text.en or "") for blank in BLANK.findall(words)}
    if unknown := sorted(found - FREE_BLANKS):
        known = "、".join(sorted(FREE_BLANKS))
        raise ValueError(
            f"不认识占位符“{'、'.join(unknown)}”，可用的有：{known} / "
            f"unknown placeholder {', '.join(unknown)}; known: {', '.join(sorted(FREE_BLANKS))}"
        )
    return text


Wording = Annotated[Text, AfterValidator(_known_blanks)]
Recipient = Literal["holder", "reviewer", "leader", "lead_office"]


class QuietHours(Strict):
    """No e-mail leaves from `from` (inclusive) to `to` (exclusive), local; over midnight too."""

    begins: Annotated[time, Field(alias="from")]
    ends: Annotated[time, Field(alias="to")]


class TemplateEntry(Strict):
    """The words of one message. A change of words needs a higher `version`.

    Only the named placeholders are filled in, so no template can reach anything else. The subject
    of a reminder is the heading of its lines in the digest, its body is one line.
    """

    code: Code
    version: Annotated[int, Field(ge=1)]
    subject: Wording
    body: Wording


class When(Strict):
    """From which day a rule holds: so many days before or after, or on the day itself.

    Attributes:
        side: On which side of the date.
        days: How many; 0 with `on`.
        count: Working days, or days of the calendar.
        of: `practical`, the last working day by which it is wise to be done; or `nominal`, the
            last day itself, which may be a rest day.
        every: Again after so many working days; None reminds once.
    """

    side: Literal["before", "on", "after"]
    days: Annotated[int, Field(ge=0, le=366)] = 0
    count: Literal["working", "calendar"] = "working"
    of: Literal["practical", "nominal"] = "practical"
    every: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _days_fit_the_side(self) -> "When":
        if (self.side == "on") != (self.days == 0):
            raise ValueError(
                "当天（on）的 days 为 0，之前（before）和之后（after）至少为 1 / "
                "days is 0 with `on` and at least 1 with `before` and `after`"
            )
        return self


class RuleEntry(Strict):
    """Remind whom of which kinds of duty, from when.

    For each recipient the rule that began last holds, so that a duty appears once a day.

    Attributes:
        kinds: Kinds of duty; none means every kind.
        asked_template: Other words for units that are asked, not supervised.
    """

    code: Code
    name: Text
    kinds: tuple[DottedCode, ...] = ()
    when: When
    to: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    template: Code
    asked_template: Code | None = None
    status: Status = "example"
    source: Source | None = None


class Reminders(Strict):
    """The whole of `reminders.yaml`.

    `digest_hour` is the local hour from which the digest of a day is sent to whoever has not
    chosen another; `digest` names its template.
    """

    digest_hour: Annotated[int, Field(ge=0, le=23)] = 8
    quiet: QuietHours | None = None
    digest: Code
    templates: Annotated[tuple[TemplateEntry, ...], Field(min_length=1)]
    rules: tuple[RuleEntry, ...] = ()
