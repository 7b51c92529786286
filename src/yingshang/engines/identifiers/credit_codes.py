"""Unified social credit codes: 18 characters by which every body in China is known.

Source: GB 32100-2015 with its amendment no. 1 (2016).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.identifiers import organisation_codes, regions
from yingshang.engines.identifiers.faults import IdentifierFault, Remark
from yingshang.engines.identifiers.writing import plain

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
LENGTH: Final = 18
MODULUS: Final = 31
# Who registers: the first character.
AUTHORITIES: Final = {
    "1": ("机构编制", "staffing of organs and institutions"),
    "2": ("外交", "foreign affairs"),
    "3": ("司法行政", "justice"),
    "4": ("文化", "culture"),
    "5": ("民政", "civil affairs"),
    "6": ("旅游", "tourism"),
    "7": ("宗教", "religious affairs"),
    "8": ("工会", "trade unions"),
    "9": ("市场监管（工商）", "market regulation"),
    "A": ("军委编制", "staffing of the armed forces"),
    "N": ("农业农村", "agriculture"),
    "Y": ("其他", "others"),
}
# What is registered, by the first two characters; what is not listed is `other`.
KINDS: Final = {
    "11": "organ",
    "12": "institution",
    "51": "society",
    "52": "private_institution",
    "53": "foundation",
    "91": "company",
    "92": "sole_trader",
    "93": "cooperative",
    "N1": "collective",
    "N2": "collective",
    "N3": "collective",
}
_SHAPE = re.compile(r"[1-9ANY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_CONFUSED = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_NONE = 255
_TABLE: NDArray[np.uint8] = np.full(256, _NONE, dtype=np.uint8)
for _sign, _value in _VALUES.items():
    _TABLE[ord(_sign)] = _value
_FACTORS: NDArray[np.int32] = np.array([*WEIGHTS, 1], dtype=np.int32)


@dataclass(frozen=True)
class CreditCode:
    """A credit code that agrees with its check character, written plainly in `text`."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def authority(self) -> str:
        """The first character: who registers (`AUTHORITIES`)."""
        return self.text[0]

    @property
    def kind(self) -> str:
        """What kind of body it is by its first two characters (`KINDS`), or `other`."""
        return KINDS.get(self.text[:2], "other")

    @property
    def region_code(self) -> str:
        """Where it was registered first; possibly repealed since, and not where it is now."""
        return self.text[2:8]

    @property
    def organisation_code(self) -> str:
        """The nine characters that name the body itself (GB 11714)."""
        return self.text[8:17]

    @cached_property
    def warnings(self) -> tuple[Remark, ...]:
        """What is unusual and no reason to refuse: inner check character, unlisted region."""
        found = []
        if not organisation_codes.is_valid(self.organisation_code):
            found.append(_inner_check(self.organisation_code))
        if regions.find(self.region_code) is None:
            found.append(_old_region(self.region_code))
        return tuple(found)


def read(text: str) -> CreditCode:
    """The credit code in `text`, however it is written.

    Full width, lower case, spaces and hyphens are put right. The letters I, O, S, V and Z are not
    in the alphabet of the standard and are never guessed at. The region is that of the first
    registration and may be repealed. The check character within (GB 11714) only warns.

    Raises:
        IdentifierFault: `empty`, `length`, `letters`, `characters`, `authority`, `region` or
            `check`.

    Example:
        >>> read("n2 110000-600037341 4").kind
        'collective'
    """
    code = plain(text)
    _refuse_malformed(code)
    expected = check_character(code[:-1])
    if code[-1] != expected:
        raise IdentifierFault(
            "check",
            f"校验码不符：末位应为 {expected}，写的是 {code[-1]}；"
            "至少有一位写错，请对照营业执照核对。",
            f"The check character does not fit: {expected} is expected, {code[-1]} is written; "
            "at least one character is wrong. Compare it with the licence.",
        )
    return CreditCode(code)


def is_valid(text: str) -> bool:
    """Whether `read` would take `text`."""
    try:
        read(text)
    except IdentifierFault:
        return False
    return True


def check_character(body: str) -> str:
    """The 18th character for the 17 of `body`, written plainly.

    Raises:
        KeyError: `body` holds a character outside the alphabet.

    Source: GB 32100-2015, 4.2: (31 − Σ mod 31) mod 31 with weights 3^(i−1) mod 31.

    Example:
        >>> check_character("91110000600037341")
        'L'
    """
    total = sum(weight * _VALUES[sign] for weight, sign in zip(WEIGHTS, body, strict=True))
    return ALPHABET[-total % MODULUS]


def build(prefix: str, region_code: str, body: str) -> CreditCode:
    """A code with both check characters right, for samples and tests.

    Args:
        prefix: The first two characters, such as `91`.
        region_code: Six digits.
        body: Eight characters of the alphabet, the body's own.

    Raises:
        IdentifierFault: The parts do not have this shape.
    """
    inner = body + organisation_codes.check_character(body)
    front = prefix + region_code + inner
    return read(front + check_character(front))


def are_valid(codes: Sequence[str]) -> NDArray[np.bool_]:
    """Which of many codes, written plainly, are right: the same answer as `is_valid`, at once.

    Rows that are not plainly written (18 characters of ASCII) are wrong here; `read` says why.
    """
    if not len(codes):
        return np.zeros(0, dtype=np.bool_)
    whole = np.array([each if len(each) == LENGTH else "" for each in codes], dtype=f"U{LENGTH}")
    signs = whole.view(np.uint32).reshape(-1, LENGTH)
    values = _TABLE[np.where(signs < len(_TABLE), signs, 0)]
    known = (values != _NONE) & (signs < len(_TABLE)) & (signs > 0)
    sums = (values.astype(np.int32) * _FACTORS).sum(axis=1)
    right: NDArray[np.bool_] = known.all(axis=1) & (sums % MODULUS == 0)
    digits = (values[:, 2:8] <= 9).all(axis=1)  # noqa: PLR2004 - the digits of the alphabet
    first = np.isin(signs[:, 0], [ord(sign) for sign in AUTHORITIES])
    return right & digits & first


def _refuse_malformed(code: str) -> None:
    if not code:
        raise IdentifierFault(
            "empty", "没有填写统一社会信用代码。", "No credit code is given; fill it in."
        )
    if len(code) != LENGTH:
        raise IdentifierFault(
            "length",
            f"统一社会信用代码应为18位，现在是{len(code)}位；请对照营业执照补全或删去多余的字符。",
            f"A credit code has 18 characters; this one has {len(code)}. "
            "Compare it with the licence.",
        )
    if not _SHAPE.fullmatch(code):
        raise _malformed(code)


def _malformed(code: str) -> IdentifierFault:
    confused = next((sign for sign in code if sign in _CONFUSED), None)
    if confused:
        place = code.index(confused) + 1
        return IdentifierFault(
            "letters",
            f"第{place}位是字母 {confused}；为避免混淆，代码中不用 I、O、S、V、Z，"
            f"这里多半是 {_CONFUSED[confused]}，请对照营业执照改正。",
            f"Character {place} is the letter {confused}. The code never has I, O, S, V or Z, "
            f"because they are easily confused; it is probably {_CONFUSED[confused]}. "
            "Compare it with the licence.",
        )
    strange = next((sign for sign in code if sign not in _VALUES), None)
    if strange:
        return IdentifierFault(
            "characters",
            f"含有不允许的字符“{strange}”；代码只用数字和大写字母。",
            f"It has the character “{strange}”; only digits and letters are allowed.",
        )
    return _misplaced(code)


def _misplaced(code: str) -> IdentifierFault:
    if code[0] not in AUTHORITIES:
        return IdentifierFault(
            "authority",
            f"第1位“{code[0]}”不是登记管理部门代码；应为1至9、A、N或Y。",
            f"The first character “{code[0]}” names no registering authority; "
            "it is one of 1 to 9, A, N and Y.",
        )
    return IdentifierFault(
        "region",
        f"第3至8位“{code[2:8]}”应为6位数字的行政区划代码。",
        f"Characters 3 to 8, “{code[2:8]}”, must be the six digits of a division.",
    )


def _inner_check(code: str) -> Remark:
    expected = organisation_codes.check_character(code[:-1])
    return Remark(
        "inner_check",
        f"主体标识码 {code} 的校验位按 GB 11714 应为 {expected}；部分早期代码如此，只作提示。",
        f"The inner code {code} should end in {expected} by GB 11714; some old codes do not. "
        "This is only a remark.",
    )


def _old_region(code: str) -> Remark:
    return Remark(
        "region_not_listed",
        f"登记地代码 {code} 不在现行区划表中，可能已撤销或为开发区；只作提示。",
        f"The division {code} is not in the present list; it may be repealed or a development "
        "zone. This is only a remark.",
    )
