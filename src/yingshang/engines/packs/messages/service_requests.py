"""P55x: what the city is told and how it is handled."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P551": Message(
        "request-reference-unknown",
        "方案包中没有这个{what}：“{name}”。{hint}",
        "The pack has no {what} `{name}`. {hint}",
    ),
    "P552": Message(
        "request-part-unknown",
        "事项类型“{type}”没有这个{what}：“{name}”。{hint}",
        "The case type `{type}` has no {what} `{name}`. {hint}",
    ),
    "P553": Message(
        "request-field-personal",
        "字段“{name}”是个人信息，承办单位会由此知道是谁反映的。请换一个不是个人信息的字段。",
        "The field `{name}` is personal: the handling unit would learn who reported. "
        "Choose one that is not.",
    ),
    "P554": Message(
        "request-condition-faulty",
        "回访的条件有误：{cause}",
        "The condition on call-backs is faulty: {cause}",
    ),
    "P555": Message(
        "request-code-repeated",
        "“{id}”已在第 {first} 行写过。请只保留一处，或者换一个代码。",
        "`{id}` stands on line {first} already. Keep one of the two, or choose another code.",
    ),
}
