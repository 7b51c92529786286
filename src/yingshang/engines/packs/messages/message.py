"""The two sentences of a diagnostic code."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Message:
    """What one code says. `zh` and `en` are templates with the same named places."""

    slug: str
    zh: str
    en: str
    severity: Literal["error", "warning"] = "error"
