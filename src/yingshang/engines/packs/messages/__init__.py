"""Every sentence that a checker of packs can say, by code, in Chinese and English."""

from yingshang.engines.packs.messages import (
    casework,
    directory,
    files,
    instruments,
    limits,
    plan,
    ratings,
    reminders,
    schema,
    service_requests,
    supervision,
    tasks,
    wording,
    workings,
)
from yingshang.engines.packs.messages.message import Message

_GROUPS = (
    files,
    schema,
    plan,
    tasks,
    instruments,
    directory,
    limits,
    reminders,
    ratings,
    service_requests,
    supervision,
    workings,
    wording,
    casework,
)

MESSAGES: dict[str, Message] = {
    code: message for group in _GROUPS for code, message in group.MESSAGES.items()
}
