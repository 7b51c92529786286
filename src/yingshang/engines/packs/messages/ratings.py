"""P54x: ratings, the windows that are rated, and rates."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P541": Message(
        "rating-limit-unknown",
        "time_limits.yaml 中没有时限“{limit}”。{hint}",
        "`time_limits.yaml` has no limit `{limit}`. {hint}",
    ),
    "P542": Message(
        "rating-unit-unknown",
        "单位目录中没有“{unit}”。{hint}",
        "The directory has no unit `{unit}`. {hint}",
    ),
    "P543": Message(
        "rating-code-repeated",
        "“{id}”已在第 {first} 行写过。请只保留一处，或者换一个代码。",
        "`{id}` stands on line {first} already. Keep one of the two, or choose another code.",
    ),
    "P544": Message(
        "rate-faulty",
        "比率的条件有误：{cause}",
        "The condition of the rate is faulty: {cause}",
    ),
}
