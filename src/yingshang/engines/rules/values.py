"""Values of a record: checked against the column's type, and written for the database."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from yingshang.engines.rules.columns import DECIMAL_LIMIT, DECIMAL_PLACES, INTEGER_LIMIT, Column
from yingshang.engines.rules.faults import RecordFault
from yingshang.engines.rules.wording import TYPES

BEIJING = timezone(timedelta(hours=8))


def written(name: str, column: Column, value: object) -> str:
    """A value as text that the database casts to the column's type without loss.

    Text forms are taken for numbers (`"12.50"`) and days (`"2024-01-31"`), as JSON holds them;
    floats are refused, for they are not exact. An aware time is turned into Beijing time.

    Raises:
        RecordFault: The value does not fit the type.
    """
    try:
        return _WRITERS[column.type](value)
    except (ValueError, TypeError, InvalidOperation, OverflowError) as error:
        words = TYPES[column.type]
        shown = str(value)[:40].encode("utf-8", "replace").decode()
        raise RecordFault(
            f"栏目“{column.named(name, 'zh')}”应是{words.zh}，现在是“{shown}”。",
            f"The column “{column.named(name, 'en')}” wants {words.en}, but holds “{shown}”.",
        ) from error


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    value.encode("utf-8")
    return value


def _integer(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    number = int(value)
    if abs(number) > INTEGER_LIMIT:
        raise OverflowError
    return str(number)


def _decimal(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise TypeError
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= DECIMAL_LIMIT:
        raise OverflowError
    if number != round(number, DECIMAL_PLACES):
        raise ValueError
    return f"{number:f}"


def _boolean(value: object) -> str:
    if not isinstance(value, bool):
        raise TypeError
    return "true" if value else "false"


def _date(value: object) -> str:
    if isinstance(value, str):
        return date.fromisoformat(value).isoformat()
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError
    return value.isoformat()


def _datetime(value: object) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime):
        raise TypeError
    if moment.tzinfo is not None:
        moment = moment.astimezone(BEIJING).replace(tzinfo=None)
    return moment.isoformat(sep=" ")


_WRITERS: MappingProxyType[str, Callable[[object], str]] = MappingProxyType(
    {"text": _text, "integer": _integer, "decimal": _decimal, "boolean": _boolean}
    | {"date": _date, "datetime": _datetime}
)
