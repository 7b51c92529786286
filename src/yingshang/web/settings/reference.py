"""The page `docs/configuration.md`, written from the settings themselves.

`python -m yingshang.web.settings.reference > docs/configuration.md` writes it anew.
"""

import sys
from pathlib import Path

from pydantic.fields import FieldInfo

from yingshang.web.settings.environment import PREFIX, ROOT, Environment

HEAD = """\
# Configuration 配置

Environment variables are the only configuration; a wrong or unknown one is named before
anything starts. Everything has a default but what production requires. Written by `python -m
yingshang.web.settings.reference`; a test compares it with the program.

| variable 变量 | default 默认值 | meaning 含义 |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_default(field)} | {_cell(field)} |\n"
        for name, field in Environment.model_fields.items()
    ]
    return HEAD + "".join(rows)


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None:
        return "–"
    return f"`{value.relative_to(ROOT) if isinstance(value, Path) else value}`"


def _cell(field: FieldInfo) -> str:
    """The description with its English part on a line of its own."""
    chinese, mark, english = str(field.description).rpartition("。")
    return f"{chinese}{mark}<br>{english}".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
