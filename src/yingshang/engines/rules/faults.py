"""What may be wrong with a condition, said in Chinese and English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yingshang.engines.rules.wording import FAULTS

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a condition's text.

    Attributes:
        line: From 1.
        column: From 1, in characters.
        code: Stable name; all are in `rules.FAULT_CODES`.
        zh: What is wrong and what to do, in Chinese.
        en: The same in English.
        suggestion: What to write instead, or empty.
    """

    line: int
    column: int
    code: str
    zh: str
    en: str
    suggestion: str = ""

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.code} {self.zh} / {self.en}"


class RulesError(ValueError):
    """What every refusal of this engine is; `zh` and `en` say what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en


class ConditionFault(RulesError):  # noqa: N818 -- named as what it is
    """The text is no condition over these columns; `faults` says why, in order of place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            " ".join(fault.zh for fault in self.faults),
            " ".join(fault.en for fault in self.faults),
        )


class RecordFault(RulesError):  # noqa: N818 -- named as what it is
    """A record holds a value that does not fit its column's type."""


class TableFault(RulesError):  # noqa: N818 -- named as what it is
    """A decision table is not well-formed, or more than one row answers where one may."""


def fault(
    place: tuple[int, int],
    code: str,
    suggestion: str = "",
    named: Mapping[str, object] = _NOTHING,
    **more: object,
) -> Fault:
    """The fault of one code at a line and column, its sentence filled in."""
    words = FAULTS[code]
    named = {**named, **more}
    zh, en = words.zh.format(**named), words.en.format(**named)
    if suggestion:
        zh = f"{zh}可以写成：{suggestion}"
        en = f"{en} You could write: {suggestion}"
    return Fault(*place, code, zh, en, suggestion)
