"""What is wrong with a pack, and exactly where."""

from dataclasses import dataclass
from typing import Literal

from yingshang.engines.packs.messages import MESSAGES

Severity = Literal["error", "warning"]
Key = str | int
Path = tuple[Key, ...]


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One fault that the author of a pack can act on.

    `file` is relative to the pack, with slashes; `line` and `column` count from 1 in characters.
    `zh` and `en` say the same: what is wrong, and what to do.
    """

    file: str
    line: int
    column: int
    code: str
    zh: str
    en: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column} {self.code} {self.zh} {self.en}"


def diagnostic(code: str, file: str, mark: tuple[int, int], /, **values: object) -> Diagnostic:
    """The diagnostic `code` at `mark` (line, column from 1), its sentences filled with `values`.

    A value that reads differently in the two languages is a pair (Chinese, English).
    """
    message = MESSAGES[code]
    zh = {name: value[0] if isinstance(value, tuple) else value for name, value in values.items()}
    en = {name: value[1] if isinstance(value, tuple) else value for name, value in values.items()}
    return Diagnostic(
        file=file,
        line=mark[0],
        column=mark[1],
        code=code,
        zh=message.zh.format(**zh).strip(),
        en=message.en.format(**en).strip(),
        severity=message.severity,
    )


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of `diagnostics` keeps the pack from being installed; warnings do not."""
    return any(found.severity == "error" for found in diagnostics)
