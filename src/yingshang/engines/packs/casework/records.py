"""From what a case holds to what its conditions are asked about."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.rules import Truth, compute_all, judge_all

Record = dict[str, object]


class FactFault(ValueError):  # noqa: N818
    """A value does not fit its field."""

    def __init__(self, field: str, value: object, zh: str, en: str) -> None:
        super().__init__(f"{field}: {en}")
        self.field = field
        self.value = value
        self.zh = zh
        self.en = en


def record_of(case_type: CaseType, values: Mapping[str, object], own: Record) -> Record:
    """A record for every condition of the type.

    Args:
        values: What was answered, by field; as JSON or YAML hold it, or as Python values. Unknown
            ones are None or absent; values of other names are ignored.
        own: What the case knows of itself, as `columns.columns_of` names it.

    Returns:
        Values in the types of the columns; a field that its `when` hides is None, whatever was
        answered; computed fields are computed, in the order in which they need each other.

    Raises:
        FactFault: A value does not fit its field.
    """
    record: Record = dict(own)
    for field in case_type.fields.values():
        if field.computed is None:
            record[field.id] = plain(field, values.get(field.id))
    for wave in _waves(case_type):
        expressions = [case_type.conditions[f"fields.{each.id}.computed"] for each in wave]
        found = zip(wave, compute_all(expressions, record), strict=True)
        record |= {field.id: _rounded(field, value) for field, value in found}
    _hide(case_type, record)
    return record


def _hide(case_type: CaseType, record: Record) -> None:
    """Blank the fields whose `when` is false; each sees what was blanked before it.

    All are judged by one statement, and those that come after a blanked field that they need again.
    """
    left = [each for each in case_type.fields.values() if each.when is not None]
    while left:
        conditions = [case_type.conditions[f"fields.{each.id}.when"] for each in left]
        verdicts = judge_all(conditions, record)
        for place, (field, said) in enumerate(zip(left, verdicts, strict=True), start=1):
            if said.truth is not Truth.FALSE or record[field.id] is None:
                continue
            record[field.id] = None
            if any(field.id in each.columns_used for each in conditions[place:]):
                left = left[place:]
                break
        else:
            return


def plain(field: FieldEntry, value: object) -> object:
    """One answer in the type of its column; None for nothing.

    Raises:
        FactFault: It does not fit.
    """
    if value is None or value == "":
        return None
    read = _READERS.get(field.type, _text)
    try:
        return read(value)
    except (ValueError, TypeError, InvalidOperation) as error:
        zh, en = _EXPECTED.get(field.type, ("文字", "text"))
        raise FactFault(field.id, value, f"应为{zh}", f"it should be {en}") from error


def _waves(case_type: CaseType) -> list[list[FieldEntry]]:
    """Computed fields in waves: each wave needs only those before it."""
    left = {each.id: each for each in case_type.fields.values() if each.computed is not None}
    found: list[list[FieldEntry]] = []
    while ready := [each for each in left.values() if not needs(case_type, each) & left.keys()]:
        found.append(ready)
        for each in ready:
            del left[each.id]
    return found


def needs(case_type: CaseType, field: FieldEntry) -> frozenset[str]:
    """The columns from which a computed field is computed."""
    return frozenset(case_type.conditions[f"fields.{field.id}.computed"].columns_used)


def _rounded(field: FieldEntry, value: object) -> object:
    if isinstance(value, Decimal):
        places = 2 if field.type == "money" else field.decimals or 0
        return value.quantize(Decimal(1).scaleb(-places))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str | int):
        raise TypeError(value)
    return str(value)


def _number(value: object) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise TypeError(value)
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else number


def _money(value: object) -> Decimal:
    return Decimal(_number(value))


def _date(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _there(value: object) -> bool:
    return bool(value)


def _rows(value: object) -> int:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return len(value)


_READERS = {
    "number": _number,
    "money": _money,
    "date": _date,
    "yes_no": _yes_no,
    "file": _there,
    "table": _rows,
}
_EXPECTED = {
    "number": ("数字", "a number"),
    "money": ("金额", "an amount of money"),
    "date": ("日期，如 2024-05-06", "a date such as 2024-05-06"),
    "yes_no": ("true 或 false", "true or false"),
    "table": ("若干行", "rows"),
}
