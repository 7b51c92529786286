"""One answer, read by the type of its field: a value that JSON holds, or a sentence."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from yingshang.apps.casework.sentences import Sentence
from yingshang.engines.packs.schema.casework.fields import Asked, Cell, FieldEntry

Answer = str | int | bool | list[dict[str, object]] | None
CENTS = 2
MOST_DIGITS = 18
SHORT, LONG = 500, 20_000
MOST_ROWS = 500
YES = frozenset({"true", "yes", "1", "on", "是"})
NO = frozenset({"false", "no", "0", "off", "否"})


class UnfitError(ValueError):
    """An answer does not fit its field."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(zh, en)


def read(field: FieldEntry | Cell, given: object) -> Answer:
    """The value of an answer; None for an empty one.

    Numbers with decimals and money are text such as `"12.50"`, days `"2024-11-18"`: exact in JSON.

    Raises:
        UnfitError: It does not fit; `sentence` says what to write.
    """
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    return READERS.get(field.type, _text)(field, given)


def _text(field: Asked, given: object) -> str:
    # Neither NUL nor halves of characters, which no database keeps.
    text = str(given).replace("\0", "").encode("utf-8", "ignore").decode().strip()
    most = field.length or (LONG if getattr(field, "type", "") == "long_text" else SHORT)
    if len(text) > most:
        raise UnfitError(
            f"最多{most}字，现在有{len(text)}字。",
            f"At most {most} characters; there are {len(text)}.",
        )
    return text


def _number(field: Asked, given: object) -> int | str:
    return _within(field, given, field.decimals or 0)


def _money(field: Asked, given: object) -> str:
    return str(_within(field, given, CENTS))


def _within(field: Asked, given: object, places: int) -> int | str:
    number = _decimal(given)
    if number != round(number, places):
        raise UnfitError(f"小数最多{places}位。", f"At most {places} decimals.")
    if field.minimum is not None and number < field.minimum:
        raise UnfitError(f"不能小于{field.minimum}。", f"Not less than {field.minimum}.")
    if field.maximum is not None and number > field.maximum:
        raise UnfitError(f"不能大于{field.maximum}。", f"Not more than {field.maximum}.")
    return f"{number:.{places}f}" if places else int(number)


def _decimal(given: object) -> Decimal:
    try:
        number = Decimal(str(given).replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(given, bool) or not number.is_finite() or abs(number) >= 10**MOST_DIGITS:
        raise UnfitError("请填写数字，例如 12.5。", "Write a number such as 12.5.")
    return number


def _date(_field: Asked, given: object) -> str:
    try:
        day = given if isinstance(given, date) else date.fromisoformat(str(given).strip())
    except ValueError:
        raise UnfitError(
            "请按“2024-11-18”的样子填写日期。", "Write the day as 2024-11-18."
        ) from None
    return date(day.year, day.month, day.day).isoformat()


def _choice(field: Asked, given: object) -> str:
    if str(given) not in {each.id for each in field.choices}:
        raise UnfitError("请从列出的选项中选一个。", "Choose one of the answers listed.")
    return str(given)


def _yes_no(_field: Asked, given: object) -> bool:
    text = str(given).strip().lower()
    if text in YES or text in NO:
        return text in YES
    raise UnfitError("请选择“是”或“否”。", "Choose yes or no.")


def _table(field: Asked, given: object) -> list[dict[str, object]] | None:
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        raise UnfitError("请逐行填写表格。", "Fill in the table row by row.")
    if len(given) > MOST_ROWS:
        raise UnfitError(f"表格最多{MOST_ROWS}行。", f"At most {MOST_ROWS} rows.")
    columns = field.columns if isinstance(field, FieldEntry) else ()
    rows = [_row(columns, row, at) for at, row in enumerate(given, 1)]
    return [row for row in rows if any(value is not None for value in row.values())] or None


def _row(columns: tuple[Cell, ...], row: Mapping[str, object], at: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for column in columns:
        try:
            found[column.id] = read(column, row.get(column.id))
        except UnfitError as unfit:
            name = column.name
            raise UnfitError(
                f"第{at}行“{name.zh_hans}”：{unfit.sentence.zh}",
                f"Row {at}, {name.en or name.zh_hans}: {unfit.sentence.en}",
            ) from None
    _require_cells(columns, found, at)
    return found


def _require_cells(columns: tuple[Cell, ...], row: Mapping[str, object], at: int) -> None:
    if all(value is None for value in row.values()):
        return
    for column in columns:
        if column.required and row[column.id] is None:
            name = column.name
            raise UnfitError(
                f"第{at}行没有填“{name.zh_hans}”。",
                f"Row {at} lacks {name.en or name.zh_hans}.",
            )


READERS: dict[str, Callable[[FieldEntry | Cell, object], Answer]] = {
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "yes_no": _yes_no,
    "table": _table,
}
