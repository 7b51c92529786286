"""P1xx: one file against its schema."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P101": Message(
        "missing-key",
        "{where}缺少“{key}”。请补上。",
        "{where} lacks `{key}`. Add it.",
    ),
    "P102": Message(
        "unknown-key",
        "不认识的键“{key}”。{hint}",
        "Unknown key `{key}`. {hint}",
    ),
    "P103": Message(
        "wrong-type",
        "“{key}”应为{expected}，这里是{found}。{hint}",
        "`{key}` should be {expected}, but here is {found}. {hint}",
    ),
    "P104": Message(
        "wrong-choice",
        "“{key}”不能是“{value}”。可以写：{allowed}。{hint}",
        "`{key}` cannot be `{value}`. It may be: {allowed}. {hint}",
    ),
    "P105": Message(
        "wrong-form",
        "“{key}”的值“{value}”写法不对。应为{form}。",
        "The value `{value}` of `{key}` is written wrongly. It should be {form}.",
    ),
    "P106": Message(
        "out-of-range",
        "“{key}”是 {value}，应当{bound}。",
        "`{key}` is {value}; it should be {bound}.",
    ),
    "P107": Message(
        "too-short",
        "“{key}”是空的或太短，至少要有 {least}。请补上内容。",
        "`{key}` is empty or too short; it needs at least {least}. Fill it in.",
    ),
    "P108": Message(
        "too-long",
        "“{key}”太长，至多 {most}。请缩短。",
        "`{key}` is too long; it may have at most {most}. Shorten it.",
    ),
    "P109": Message(
        "wrong-date",
        "“{key}”的值“{value}”不是有效日期。请写成 年-月-日，如 2024-04-22。",
        "`{value}` is not a valid date for `{key}`. Write year-month-day, such as 2024-04-22.",
    ),
    "P110": Message(
        "rule-of-format",
        "“{key}”不符合格式的要求：{cause}。请对照 docs/pack/schema 改正。",
        "`{key}` breaks a rule of the format: {cause}. Compare with docs/pack/schema.",
    ),
}
