"""The list of all diagnostic codes, as a page of the documentation."""

from yingshang.engines.packs.messages import MESSAGES
from yingshang.engines.packs.messages.message import Message

_HEAD = """<!-- Made by `yingshang exportschema`; do not edit. -->

# 方案包检查结果代码 · Diagnostics of packs

`yingshang checkpack` 的每一条检查结果都有代码。花括号处填入实际内容。
Every finding of `yingshang checkpack` has a code. Braces stand for what is found.

| | 中文 | English |
|---|---|---|
"""


def page() -> str:
    """`docs/pack/diagnostics.md`."""
    return _HEAD + "".join(_row(code, MESSAGES[code]) for code in sorted(MESSAGES))


def _row(code: str, message: Message) -> str:
    name = f"**{code}** {message.slug}"
    if message.severity == "warning":
        name += " (提醒 warning)"
    return f"| {name} | {_cell(message.zh)} | {_cell(message.en)} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
