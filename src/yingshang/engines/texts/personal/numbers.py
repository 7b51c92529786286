"""Personal numbers in free text: cards, telephones, plates and addresses of mail.

All functions read text whose letters and digits are half-width.
"""

import re
from collections.abc import Iterator
from datetime import date

from yingshang.engines.identifiers import resident_ids
from yingshang.engines.identifiers.faults import IdentifierFault
from yingshang.engines.identifiers.writing import plain
from yingshang.engines.texts.personal.kinds import (
    ACCOUNT,
    BANK_CARD,
    EMAIL,
    LANDLINE,
    MOBILE,
    PLATE,
    RESIDENT_ID,
    Piece,
)

_GAP = r"[ \-—·.]{0,2}"
_ID = re.compile(rf"(?<!\d)[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx](?![0-9])")
_OLD_ID = re.compile(r"(?<!\d)[1-8]\d{5}(\d\d)(\d\d)(\d\d)\d{3}(?!\d)")
_CARD = re.compile(r"(?<!\d)[2-6](?:[ \-]?\d){14,18}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[ \-]?)?1[3-9]\d[ \-—]?\d{4}[ \-—]?\d{4}(?!\d)")
_LANDLINE = re.compile(
    r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ \-—]{0,2}[2-8]\d{6,7}(?:(?:-|转)\d{1,6})?(?!\d)"
)
_CALLED = re.compile(
    r"(?:电话|座机|联系方式|致电|热线)(?:号码?)?[ :：是为]{0,2}([2-8]\d{6,7})(?!\d)"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}"
)
_ACCOUNT = re.compile(
    r"(?:微信|QQ|qq|Qq|扣扣|抖音|快手)(?:号码?|群)?[ :：是为]{0,2}([A-Za-z0-9][A-Za-z0-9_\-]{4,19})"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Za-hj-np-z][·.\- ]?"
    r"(?=[A-Za-z0-9]{0,5}\d)(?:[A-HJ-NP-Za-hj-np-z0-9]{6}|[A-HJ-NP-Za-hj-np-z0-9]{5}"
    r"|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳领])(?![A-Za-z0-9])"
)
_NINE = 9


def resident_numbers(text: str) -> Iterator[Piece]:
    """Numbers of 18 signs with a possible day of birth, of 15 with one of the last century.

    One whose check character fits is certain; a mistyped one still gives a person away.
    """
    for found in _ID.finditer(text):
        proof = _proof(plain(found.group().replace(".", "").replace("·", "")))
        if proof is not None:
            yield Piece(RESIDENT_ID, found.start(), found.end(), proof)
    for found in _OLD_ID.finditer(text):
        year, month, day = (int(part) for part in found.groups())
        if _is_day(1900 + year, month, day):
            yield Piece(RESIDENT_ID, found.start(), found.end(), is_certain=False)


def bank_cards(text: str) -> Iterator[Piece]:
    """Numbers of 15 to 19 digits that pass the Luhn check."""
    for found in _CARD.finditer(text):
        digits = plain(found.group())
        if len(set(digits)) > 1 and passes_luhn(digits):
            yield Piece(BANK_CARD, found.start(), found.end(), is_certain=True)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit fits the others.

    Source: ISO/IEC 7812-1.

    Example:
        >>> passes_luhn("4111111111111111")
        True
    """
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - _NINE if number > _NINE else number for number in doubled) % 10 == 0


def telephones(text: str) -> Iterator[Piece]:
    """Mobile numbers, and landline numbers with an area code or named as a telephone.

    The short and free numbers of offices (12345, 400…) are nobody's.
    """
    for found in _MOBILE.finditer(text):
        yield Piece(MOBILE, found.start(), found.end(), is_certain=True)
    for found in _LANDLINE.finditer(text):
        yield Piece(LANDLINE, found.start(), found.end(), is_certain=True)
    for found in _CALLED.finditer(text):
        yield Piece(LANDLINE, found.start(1), found.end(1), is_certain=False)


def accounts(text: str) -> Iterator[Piece]:
    """Addresses of mail, and accounts that are named as such."""
    for found in _EMAIL.finditer(text):
        yield Piece(EMAIL, found.start(), found.end(), is_certain=True)
    for found in _ACCOUNT.finditer(text):
        yield Piece(ACCOUNT, found.start(1), found.end(1), is_certain=False)


def plates(text: str) -> Iterator[Piece]:
    """Number plates, those of electric cars and of schools, police and trailers too."""
    for found in _PLATE.finditer(text):
        yield Piece(PLATE, found.start(), found.end(), is_certain=True)


def _proof(number: str) -> bool | None:
    """Whether the check character fits; None if this is no resident number at all."""
    try:
        resident_ids.read(number)
    except IdentifierFault as fault:
        return False if fault.code == "check" else None
    return True


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
