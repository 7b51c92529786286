"""What can go wrong with a time limit, as sentences in Chinese and English."""

# ruff: noqa: N818 (names say what happened, as everywhere in the house)

from datetime import date

from yingshang.engines.timelimits.wording import Bilingual


class TimeLimitError(Exception):
    """Base of all refusals; `message` is a sentence in both languages that says what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Bilingual(zh, en)
        super().__init__(str(self.message))


class LengthUnreadable(TimeLimitError):
    """A length such as `6wd` is not in the notation."""


class LawUnknown(TimeLimitError):
    """No law of that name is in force on the day."""


class LimitUnknown(TimeLimitError):
    """No limit of that id is in force on the day."""


class CalendarGap(TimeLimitError):
    """The calendar does not reach the day."""


class OfficeHoursMissing(TimeLimitError):
    """Working hours or the close of business are needed and the calendar has none."""


class PauseNotAllowed(TimeLimitError):
    """The limit does not name the ground of a pause, or the pause ends before it begins."""


class ExtensionRefused(TimeLimitError):
    """An extension is not allowed, too long, one too many, or asked for too late."""


class UnitNotSupported(TimeLimitError):
    """The unit of a length does not go with what was asked of it."""


class ClockStopped(TimeLimitError):
    """A pause has not ended, so there is no date.

    Attributes:
        since: First day of the open pause.
        remaining: Days of the limit's own kind that are left; None for limits in other units.
    """

    def __init__(self, since: date, remaining: int | None) -> None:
        self.since, self.remaining = since, remaining
        zh_left = "" if remaining is None else f"，尚余{remaining}日"
        en_left = "" if remaining is None else f"; {remaining} days are left"
        super().__init__(
            f"期限自{since.isoformat()}起中止，尚未恢复{zh_left}。请在中止事由消除后填写恢复日期。",
            f"The clock has stood since {since.isoformat()}{en_left}."
            " Enter the day on which the pause ended.",
        )
