"""What counts as personal data in free text, and how a hidden piece reads."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of personal data with its name in both languages."""

    code: str
    zh: str
    en: str

    @property
    def hidden(self) -> str:
        """What stands in the place of a piece that is hidden."""
        return f"〔{self.zh}〕"


RESIDENT_ID: Final = Kind("resident_id", "身份证号", "resident identity number")
BANK_CARD: Final = Kind("bank_card", "银行卡号", "bank card number")
MOBILE: Final = Kind("mobile", "手机号", "mobile number")
LANDLINE: Final = Kind("landline", "固定电话", "landline number")
EMAIL: Final = Kind("email", "电子邮箱", "e-mail address")
ACCOUNT: Final = Kind("account", "社交账号", "account of a messenger")
PLATE: Final = Kind("plate", "车牌号", "number plate")
ADDRESS: Final = Kind("address", "详细地址", "precise address")
NAME: Final = Kind("name", "姓名", "name of a person")
KINDS: Final = (RESIDENT_ID, BANK_CARD, MOBILE, LANDLINE, EMAIL, ACCOUNT, PLATE, ADDRESS, NAME)


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Where a text holds personal data: signs `start` (included) to `end` (excluded).

    `is_certain` says that a check character or an unmistakable shape proves it. The piece never
    shows what it found.
    """

    kind: Kind
    start: int
    end: int
    is_certain: bool

    def __repr__(self) -> str:
        return f"Piece({self.kind.code}, {self.start}–{self.end})"
