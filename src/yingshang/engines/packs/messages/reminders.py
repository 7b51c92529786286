"""P52x: reminders and the words of messages."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P521": Message(
        "template-unknown",
        "templates 中没有“{template}”。{hint}",
        "There is no template `{template}`. {hint}",
    ),
    "P522": Message(
        "code-repeated",
        "“{id}”已在第 {first} 行写过。请只保留一处，或者换一个 code。",
        "`{id}` stands on line {first} already. Keep one of the two, or choose another code.",
    ),
}
