"""`meetings.yaml`: what dispatch meetings (调度会) take up, and limits for what they decide."""

from typing import Annotated

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text


class Meetings(Strict):
    """How dispatch meetings are prepared.

    Attributes:
        near: Whether what is due soon comes on the agenda, beside what is red or blocked.
        decision_limits: Limits in time_limits.yaml that may be chosen instead of a day; the first
            is offered first.
        minutes_title: Heading of the minutes; `{number}` stands for the number of the meeting.
    """

    near: bool = True
    decision_limits: Annotated[tuple[Code, ...], Field(min_length=1)]
    minutes_title: Text
    status: Status = "example"
    source: Source
