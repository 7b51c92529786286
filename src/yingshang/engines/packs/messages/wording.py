"""P6xx: dates in order, and the wording that people see."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P601": Message(
        "dates-reversed",
        "结束日期 {last} 早于开始日期 {first}。请改正其中一个。",
        "The last day {last} is before the first day {first}. Correct one of them.",
    ),
    "P602": Message(
        "sample-day-outside-period",
        "示例日 {day} 不在方案包的期间 {first} 至 {last} 之内。请改正。",
        "The sample day {day} is outside the period of the pack, {first} to {last}. Correct it.",
    ),
    "P611": Message(
        "half-width-punctuation",
        "“{around}”的中文之间用了半角“{mark}”。请改为全角“{full}”。",
        "A half-width `{mark}` stands between Chinese characters in “{around}”. "
        "Write `{full}` instead.",
    ),
}
