"""Why a number is not taken, or taken with a doubt: in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about a number: a code for programs and a sentence in each language."""

    code: str
    zh: str
    en: str


class IdentifierFault(ValueError):  # noqa: N818 - it is the number that has the fault
    """The number cannot be right. `zh` and `en` say why and what to do; `code` is for programs."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.code = code
        self.zh = zh
        self.en = en

    @property
    def remark(self) -> Remark:
        """The same as a value."""
        return Remark(self.code, self.zh, self.en)
