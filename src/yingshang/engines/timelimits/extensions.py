"""Extensions: whether one is allowed, and why not."""

from dataclasses import dataclass
from datetime import date, datetime

from yingshang.engines.timelimits.calendar import Calendar
from yingshang.engines.timelimits.counting import DayCount, add_months, count_days
from yingshang.engines.timelimits.errors import ExtensionRefused, UnitNotSupported
from yingshang.engines.timelimits.lengths import BY_THE_CLOCK, IN_DAYS, Length, Unit
from yingshang.engines.timelimits.rules import ExtensionRule, TimeLimit


@dataclass(frozen=True)
class Extension:
    """More time, asked for on a day; `document` is the approval that told the applicant."""

    length: Length
    asked_on: date
    document: str = ""


def check_extension(
    extension: Extension, number: int, limit: TimeLimit, due_on: date, calendar: Calendar
) -> ExtensionRule:
    """The rule that allows the `number`-th extension of a limit due on `due_on`.

    Raises:
        ExtensionRefused: None is allowed, it is too long, one too many, or asked for too late.
    """
    rule = limit.extension
    if rule is None:
        raise ExtensionRefused(
            "本期限的依据没有规定可以延长。", "The law behind this limit allows no extension."
        )
    if number > rule.times:
        raise ExtensionRefused(
            f"本期限最多延长{rule.times}次。",
            f"This limit may be extended {rule.times} time(s) only.",
        )
    _check_length(extension.length, rule, limit)
    asked_on = extension.asked_on
    if isinstance(asked_on, datetime):
        asked_on = calendar.instant(asked_on).date()
    latest = latest_request(due_on, rule, limit, calendar)
    if asked_on > latest:
        raise ExtensionRefused(
            f"延期应当最迟在{latest.isoformat()}提出，{asked_on.isoformat()}提出已逾期，不予延长。",
            f"The extension had to be asked for by {latest.isoformat()};"
            f" {asked_on.isoformat()} is too late.",
        )
    return rule


def latest_request(due_on: date, rule: ExtensionRule, limit: TimeLimit, calendar: Calendar) -> date:
    """Last day on which an extension may be asked for; the due date itself by default."""
    notice = rule.ask_before
    if notice is None:
        return due_on
    unit = limit.unit_of(notice)
    if unit is Unit.MONTH:
        return add_months(due_on, -notice.count)
    if unit not in IN_DAYS:
        raise UnitNotSupported(
            "延期的提前量应当以日或月计。", "Notice for an extension is counted in days or months."
        )
    back = -(date.resolution)
    wanted = DayCount(due_on + back, notice.count, unit is Unit.WORKING_DAY, step=back)
    return count_days(wanted, calendar).end


def _check_length(length: Length, rule: ExtensionRule, limit: TimeLimit) -> None:
    same = limit.unit_of(length) is limit.unit_of(rule.length)
    if same and length.count <= rule.length.count:
        return
    longest = rule.length.name
    raise ExtensionRefused(
        f"最多可以延长{longest.zh}，申请的是{length.name.zh}。",
        f"The longest extension is {longest.en}; {length.name.en} was asked for.",
    )


def total_length(limit: TimeLimit, extensions: tuple[Extension, ...]) -> Length | None:
    """The limit's length with its extensions when all are in one unit, else None."""
    unit = limit.unit
    if unit not in IN_DAYS | BY_THE_CLOCK | {Unit.MONTH}:
        return None
    if any(limit.unit_of(each.length) is not unit for each in extensions):
        return None
    count = limit.length.count + sum(each.length.count for each in extensions)
    return Length(count, unit, is_before=limit.length.is_before)
