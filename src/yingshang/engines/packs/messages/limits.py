"""P5xx: time limits."""

from yingshang.engines.packs.messages.message import Message

MESSAGES: dict[str, Message] = {}
