"""P53x: appraisal, meetings and publicity."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P531": Message(
        "limit-unknown",
        "time_limits.yaml 中没有时限“{limit}”。{hint}",
        "There is no limit `{limit}` in time_limits.yaml. {hint}",
    ),
}
