"""Documents by which people prove who they are, each kind with its shape and mask.

Only resident numbers carry a check character; of passports and old cards the shape is checked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from yingshang.engines.identifiers import resident_ids
from yingshang.engines.identifiers.faults import IdentifierFault
from yingshang.engines.identifiers.writing import plain


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its code and its name in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, repr=False)
class PersonalDocument:
    """A document of a person. Personal: it never shows its number whole."""

    kind: str
    number: str

    def __str__(self) -> str:
        return mask(self.number)

    def __repr__(self) -> str:
        return f"PersonalDocument({self.kind}, {mask(self.number)})"


KINDS: Final = (
    DocumentKind("resident_id", "居民身份证", "resident identity card"),
    DocumentKind(
        "regional_residence_permit",
        "港澳台居民居住证",
        "residence permit of Hong Kong, Macao and Taiwan residents",
    ),
    DocumentKind(
        "foreign_permanent_resident_id",
        "外国人永久居留身份证",
        "permanent resident card of a foreigner",
    ),
    DocumentKind("passport", "护照", "passport"),
)
_OLD_FOREIGN = re.compile(r"[A-Z]{3}\d{12}")
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,17}")
SHORTEST: Final = 7


def read(text: str, kind: str) -> PersonalDocument:
    """The document of `kind` (a code of `KINDS`) with the number in `text`.

    Raises:
        IdentifierFault: The number does not belong to such a document; the sentence says why and
            never repeats the number.
        KeyError: There is no such kind: a fault of the program.
    """
    return PersonalDocument(kind, _READERS[kind](text))


def mask(number: str) -> str:
    """Enough to recognise one's own number, not enough to use it."""
    if len(number) >= resident_ids.OLD_LENGTH:
        return resident_ids.mask(number)
    if len(number) < SHORTEST:
        return "*" * len(number)
    return number[:2] + "*" * (len(number) - 4) + number[-2:]


def _resident(text: str) -> str:
    return _held_by(text, {"mainland"}, "这不是居民身份证号码。", "This is no resident number.")


def _regional(text: str) -> str:
    return _held_by(
        text,
        {"hong_kong", "macao", "taiwan"},
        "港澳台居民居住证号码以81、82或83开头。",
        "Numbers of these permits begin with 81, 82 or 83.",
    )


def _foreign(text: str) -> str:
    number = plain(text)
    if _OLD_FOREIGN.fullmatch(number):
        return number
    return _held_by(
        number,
        {"foreign"},
        "外国人永久居留身份证号码为9开头的18位，旧证为3位字母加12位数字。",
        "The number has 18 characters beginning with 9; old cards have three letters and 12 "
        "digits.",
    )


def _passport(text: str) -> str:
    number = plain(text)
    if not _PASSPORT.fullmatch(number):
        raise IdentifierFault(
            "passport",
            "护照号码应为5至17位字母和数字；请对照护照核对。",
            "A passport number has 5 to 17 letters and digits. Compare it with the passport.",
        )
    return number


def _held_by(text: str, holders: set[str], zh: str, en: str) -> str:
    found = resident_ids.read(text)
    if found.holder not in holders:
        raise IdentifierFault("kind", zh, en)
    return found.text


_READERS: Final[dict[str, Callable[[str], str]]] = {
    "resident_id": _resident,
    "regional_residence_permit": _regional,
    "foreign_permanent_resident_id": _foreign,
    "passport": _passport,
}
