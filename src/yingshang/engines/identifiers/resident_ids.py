"""Resident identity numbers: 18 characters for a person, born on a day, registered in a place.

Source: GB 11643-1999; residence permits of Hong Kong, Macao and Taiwan residents and the permanent
resident cards of foreigners of the new kind use the same build.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from yingshang.engines.identifiers import regions
from yingshang.engines.identifiers.faults import IdentifierFault
from yingshang.engines.identifiers.writing import plain

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS: Final = "10X98765432"
LENGTH: Final = 18
OLD_LENGTH: Final = 15
MODULUS: Final = 11
_SHAPE = re.compile(r"[1-9]\d{16}[\dX]")

Sex = Literal["male", "female"]
Holder = Literal["mainland", "hong_kong", "macao", "taiwan", "foreign"]
_RESIDENTS: Final[dict[str, Holder]] = {"81": "hong_kong", "82": "macao", "83": "taiwan"}


@dataclass(frozen=True, repr=False)
class ResidentId:
    """A number that agrees with its check character. Personal: it never shows itself whole."""

    text: str

    def __str__(self) -> str:
        return mask(self.text)

    def __repr__(self) -> str:
        return f"ResidentId({mask(self.text)})"

    @property
    def holder(self) -> Holder:
        """Whose card it is: by the first digits."""
        if self.text[0] == "9":
            return "foreign"
        return _RESIDENTS.get(self.text[:2], "mainland")

    @property
    def region_code(self) -> str | None:
        """Where it was given, possibly repealed since; None for a foreigner."""
        return None if self.holder == "foreign" else self.text[:6]

    @property
    def born_on(self) -> date:
        """The day of birth."""
        return _day(self.text)

    @property
    def sex(self) -> Sex:
        """By the 17th digit: odd is male."""
        return "male" if int(self.text[16]) % 2 else "female"

    @property
    def region_name(self) -> str:
        """Province to county as listed today; empty for repealed divisions and foreigners."""
        return regions.full_name(self.region_code or "")


def read(text: str, *, on: date | None = None) -> ResidentId:
    """The number in `text`, however it is written.

    Args:
        on: A birth after this day is refused; None checks only that the day exists.

    Raises:
        IdentifierFault: `empty`, `old`, `length`, `characters`, `province`, `birth` or `check`.
            The sentence never repeats the number.
    """
    number = plain(text)
    _refuse_malformed(number)
    _refuse_place(number)
    try:
        born_on = _day(number)
    except ValueError:
        born_on = None
    if born_on is None or (on is not None and born_on > on):
        raise IdentifierFault(
            "birth",
            "第7至14位不是有效的出生日期；请对照证件核对。",
            "Characters 7 to 14 are no possible day of birth. Compare it with the card.",
        )
    if number[-1] != check_character(number[:-1]):
        raise IdentifierFault(
            "check",
            "校验码不符，至少有一位写错；请对照证件核对。",
            "The check character does not fit; at least one digit is wrong. "
            "Compare it with the card.",
        )
    return ResidentId(number)


def check_character(body: str) -> str:
    """The 18th character for 17 digits.

    Source: GB 11643-1999 (ISO 7064 MOD 11-2).

    Example:
        >>> check_character("11010519491231002")
        'X'
    """
    total = sum(weight * int(sign) for weight, sign in zip(WEIGHTS, body, strict=True))
    return CHECKS[total % MODULUS]


def mask(number: str) -> str:
    """The region and the last four characters; a number of another length is hidden more.

    Example:
        >>> mask("22040219491231001X")
        '220402********001X'
    """
    if len(number) == LENGTH:
        return number[:6] + "*" * 8 + number[-4:]
    return (
        "*" * max(len(number) - 2, 0) + number[-2:]
        if len(number) > OLD_LENGTH // 2
        else ("*" * len(number))
    )


def _day(number: str) -> date:
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def _refuse_malformed(number: str) -> None:
    if not number:
        raise IdentifierFault("empty", "没有填写证件号码。", "No number is given; fill it in.")
    if len(number) == OLD_LENGTH and number.isdigit():
        raise IdentifierFault(
            "old",
            "这是15位旧号码，已停止使用；请填写18位号码。",
            "This is an old number of 15 digits, no longer in use; give the one of 18.",
        )
    if len(number) != LENGTH:
        raise IdentifierFault(
            "length",
            f"身份证号码应为18位，现在是{len(number)}位。",
            f"A resident number has 18 characters; this one has {len(number)}.",
        )
    if not _SHAPE.fullmatch(number):
        raise IdentifierFault(
            "characters",
            "身份证号码前17位应为数字且不以0开头，末位为数字或X。",
            "The first 17 characters are digits, the first not 0; the last is a digit or X.",
        )


def _refuse_place(number: str) -> None:
    """Historical divisions are taken; the province must have existed."""
    province = number[:2]
    listed = regions.find(province.ljust(regions.LENGTH, "0")) is not None
    elsewhere = province in {"71", *_RESIDENTS} or number[0] == "9"
    if not listed and not elsewhere:
        raise IdentifierFault(
            "province",
            f"前两位“{province}”不是省级行政区划代码；请对照证件核对。",
            f"The first two digits, “{province}”, name no province. Compare it with the card.",
        )
