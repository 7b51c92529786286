"""What the API of requests answers: shapes that both clients are held to."""

import re
from datetime import date, datetime
from typing import Final

from ninja import Schema

from yingshang.web.api.faults import Words

# Conditions that a phone can judge by itself: `field = 'a'` and `field IN ('a', 'b')`.
SIMPLE: Final = re.compile(r"\s*(\w+)\s*(?:=\s*('[^']*')|IN\s*\(([^()]*)\))\s*", re.IGNORECASE)


class ChoiceOut(Schema):
    """An answer to choose, in the reader's language."""

    id: str
    name: str


class ShownWhen(Schema):
    """The answer that another question must have before this one is asked."""

    field: str
    values: list[str]


class FieldOut(Schema):
    """A question that a class asks besides the words."""

    id: str
    type: str
    name: Words
    hint: Words | None
    required: bool
    length: int | None
    choices: list[ChoiceOut]
    shown_when: ShownWhen | None


class ClassOut(Schema):
    """What one can tell the city; `anonymous`: without a name and a telephone number, too."""

    id: str
    nature: str
    name: Words
    plain: Words
    anonymous: bool
    fields: list[FieldOut]


class GradeOut(Schema):
    """How satisfied one can be with the handling."""

    id: str
    name: Words


class MediaLimits(Schema):
    """How many photos and voice notes a report may have, and how large each."""

    photos: int
    photo_megabytes: int
    voices: int
    voice_seconds: int
    voice_megabytes: int


class PrivacyOut(Schema):
    """The privacy notice, with the version that one agrees to."""

    version: int
    text: Words


class FormsOut(Schema):
    """Everything that is asked of a reporter."""

    classes: list[ClassOut]
    satisfaction: list[GradeOut]
    media: MediaLimits
    privacy: PrivacyOut


class AlikeOut(Schema):
    """An open matter like the one that is being typed."""

    title: str
    state: str
    percent: int


class ReceiptOut(Schema):
    """What was taken; `follow` is the page of the receipt on this site."""

    number: str
    receipt: str
    promised_on: date | None
    follow: str


class OwnOut(Schema):
    """A report in the list of one's own; `asks`: something waits for the reporter."""

    number: str
    title: str
    receipt: str
    state: str
    is_open: bool
    asks: bool
    received_at: datetime


class OwnPageOut(Schema):
    """A page of one's own reports; `after` leads to the next one."""

    requests: list[OwnOut]
    after: int | None


class HappenedOut(Schema):
    """Something that was done."""

    name: str
    outcome: str
    at: datetime


class QuestionOut(Schema):
    """What the unit wants to know."""

    words: str
    asked_at: datetime


class DisclosureOut(Schema):
    """A unit that asks who it is, and why; `answer` where one was given."""

    disclosure: int
    unit: str
    reason: str
    answer: str


class FollowOut(Schema):
    """How a report stands, for whoever made it."""

    number: str
    receipt: str
    title: str
    class_name: str
    state: str
    is_open: bool
    now: str
    holder: str
    promised_on: date | None
    joined_into: str
    reopened: int
    answer: str
    reason: str
    timeline: list[HappenedOut]
    question: QuestionOut | None
    disclosures: list[DisclosureOut]
    may_judge: bool


def shown_when(condition: str | None) -> ShownWhen | None:
    """A condition as clients judge it; None where the question is always shown.

    Of a condition that compares more than one field, the question is shown and the site drops the
    answer where the condition is false.

    Example:
        >>> shown_when("against = 'charge'")
        ShownWhen(field='against', values=['charge'])
    """
    found = SIMPLE.fullmatch(condition or "")
    if found is None:
        return None
    values = re.findall(r"'([^']*)'", found[2] or found[3])
    return ShownWhen(field=found[1], values=values)
