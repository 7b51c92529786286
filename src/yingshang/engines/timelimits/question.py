"""A question as people ask it, in text: from when, how long, under which law or limit."""

from dataclasses import dataclass
from datetime import date, datetime

from yingshang.engines.timelimits.calendar import Calendar
from yingshang.engines.timelimits.due import DueDate, due
from yingshang.engines.timelimits.errors import TimeLimitError
from yingshang.engines.timelimits.lengths import parse_length
from yingshang.engines.timelimits.register import Register
from yingshang.engines.timelimits.rules import TimeLimit


@dataclass(frozen=True)
class Question:
    """When is it due?

    Attributes:
        start: Day of the event, `2024-04-30`, or its moment, `2024-04-30T15:20`.
        length: In the notation of `lengths`, such as `6wd`.
        law: Full name, short name or id; empty for the pack's default law.
        limit: Id of a limit of the pack, instead of law and length.
    """

    start: str
    length: str = ""
    law: str = ""
    limit: str = ""

    @property
    def moment(self) -> date | datetime:
        """The start, read.

        Raises:
            TimeLimitError: It is no day and no moment.
        """
        try:
            if "T" not in self.start:
                return date.fromisoformat(self.start)
            return datetime.fromisoformat(self.start)
        except ValueError as error:
            raise TimeLimitError(
                f"看不懂日期“{self.start}”。请按 2024-04-30 或 2024-04-30T15:20 的写法填写。",
                f"Cannot read the date “{self.start}”. Write it as 2024-04-30 or 2024-04-30T15:20.",
            ) from error


def answer(question: Question, register: Register, calendar: Calendar, default_law: str) -> DueDate:
    """When it is due, and why.

    Raises:
        TimeLimitError: Something in the question is unreadable or unknown; the sentence says what.
    """
    start = question.moment
    on = calendar.instant(start).date()
    if question.limit:
        return due(start, register.limit(question.limit, on), calendar)
    if not question.length:
        raise TimeLimitError(
            "请填写期限的长度（例如 6wd），或者方案包中的期限编号。",
            "Give a length (such as 6wd), or the id of a limit in the pack.",
        )
    law = register.law(question.law or default_law, on)
    return due(start, TimeLimit(parse_length(question.length), law), calendar)
