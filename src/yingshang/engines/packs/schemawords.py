"""Words for the types and forms that schemas ask for."""

from typing import Any

Pair = tuple[str, str]
_SHOWN = 60

_TEXT = ("文字", "text")
_WHOLE = ("整数", "a whole number")
_NUMBER = ("数字", "a number")
_FLAG = ("true 或 false", "true or false")
_MAPPING = ("若干“键: 值”", "a mapping of keys to values")
_LIST = ("列表", "a list")

# Error type of pydantic → what it expected.
EXPECTED: dict[str, Pair] = {
    "string_type": _TEXT,
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _FLAG),
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), _MAPPING),
    **dict.fromkeys(("list_type", "tuple_type"), _LIST),
}

_TIME = ("应为时刻，如 08:30", "it should be a time of day, such as 08:30")
# Error type of pydantic → what is wrong, for the few that need a sentence of their own.
CAUSES: dict[str, Pair] = {
    "finite_number": ("应为有限的数字", "it should be a finite number"),
    **dict.fromkeys(("time_type", "time_parsing"), _TIME),
}

# Pattern of a schema → the form in words, with an example.
_FORMS: dict[str, Pair] = {
    r"^[a-z][a-z0-9_]*$": (
        "小写字母开头，只含小写字母、数字和下划线，如 permit_decision",
        "lower-case letters, digits and underscores, a letter first, such as permit_decision",
    ),
    r"^[a-z][a-z0-9-]*$": (
        "小写字母开头，只含小写字母、数字和连字符，如 city-2024",
        "lower-case letters, digits and hyphens, a letter first, such as city-2024",
    ),
    r"^[a-z_]+\.[a-z_]+$": (
        "“应用.名称”，如 delivery.return",
        "application and name with a full stop between, such as delivery.return",
    ),
    r"^\d{4}-(0[1-9]|1[0-2])$": (
        '加引号的年月，如 "2024-05"',
        'year and month in quotes, such as "2024-05"',
    ),
    r"^\d{2,3}$": (
        '加引号的两位或三位编号，如 "01"',
        'a number of two or three digits in quotes, such as "01"',
    ),
    r"^\d{2,3}\.\d{1,2}$": (
        '加引号的“任务.序号”，如 "01.2"',
        'task and number in quotes, such as "01.2"',
    ),
    r"^T\d{2,3}-[a-z]$": ("T、任务编号、连字符和一个字母，如 T01-a", "like T01-a"),
    r"^[A-Z]{2,4}$": ("二至四个大写字母，如 QK", "two to four capital letters, such as QK"),
    r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*)?$": (
        "步骤，或“步骤:结果”，如 review:refused",
        "a step, or a step and its outcome, such as review:refused",
    ),
    r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$": (
        "“类型.步骤:结果”，如 request_general.sign:returned",
        "case type, step and outcome, such as request_general.sign:returned",
    ),
    r"^-?[a-z][a-z0-9_]*$": (
        "列名，倒序时前面加“-”，如 -opened_on",
        "a column, with `-` before it when it falls, such as -opened_on",
    ),
    r"^第": ("以“第”开头的条款，如 第十四条", "an article that begins with 第, such as 第十四条"),
    r"^[1-9]\d{5}$": (
        '加引号的六位区划代码，如 "123456"',
        'six digits in quotes, such as "123456"',
    ),
    r"^[1-9]\d{8}$": (
        '加引号的九位乡镇街道代码，如 "123456001"',
        'nine digits in quotes, such as "123456001"',
    ),
    r"^\d{2,4}$": (
        '加引号的二至四位行业代码，如 "1371"',
        'an industry of two to four digits in quotes, such as "1371"',
    ),
    r"^([A-T]|\d{2,4})$": (
        "行业门类字母，或加引号的二至四位行业代码，如 C",
        "the letter of an industry, or two to four digits in quotes, such as C",
    ),
    r"^\d{6}$": ('加引号的六位区划代码，如 "123456"', 'six digits in quotes, such as "123456"'),
    r"^\d+\.\d+\.\d+$": (
        '加引号的三段版本号，如 "1.0.0"',
        'a version of three numbers in quotes, such as "1.0.0"',
    ),
    r"^\d+(\.\d+)*$": ('加引号的章节路径，如 "2.1"', 'a section path in quotes, such as "2.1"'),
    r"^[0-9a-f]{64}$": (
        "64 位小写十六进制的 SHA-256",
        "a SHA-256 of 64 lower-case hexadecimal digits",
    ),
}


def has_words(pattern: str) -> bool:
    """Whether a pattern of a schema is described in words."""
    return pattern in _FORMS


def form_of(pattern: str) -> Pair:
    """A pattern of a schema in words; the pattern itself when nobody has described it yet."""
    return _FORMS.get(pattern, (f"符合 {pattern} 的文字", f"text that matches {pattern}"))


def kind_found(value: Any, written: str | None) -> Pair:
    """What stands in the file instead, in words."""
    if value is None:
        return "空白", "nothing"
    if isinstance(value, dict):
        return "“键: 值”", "a mapping"
    if isinstance(value, list):
        return "列表", "a list"
    return _scalar_found(value, shown(written if written is not None else value))


def shown(value: object) -> str:
    """`value` as text, cut to what a sentence can hold."""
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _scalar_found(value: Any, text: str) -> Pair:
    if isinstance(value, bool):
        return f"真假值 {text}", f"the truth value {text}"
    if isinstance(value, int | float):
        return f"数字 {text}", f"the number {text}"
    return f"文字“{text}”", f"the text `{text}`"
