"""P2xx: the plan and its published text."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P201": Message(
        "document-missing",
        "方案包中没有方案原文 {path}。请把原文放在那里，或改正文件名。",
        "The pack lacks the published text {path}. Put it there, or correct its name.",
    ),
    "P202": Message(
        "document-changed",
        "原文 {document} 的 SHA-256 是 {actual}，与此处所写不同：原文在读取之后变动过。"
        "请恢复原文，或重新读取并核对全部位置后改写此值。",
        "The SHA-256 of {document} is {actual}, not what stands here: the text has changed since "
        "it was compiled. Restore it, or compile again, compare every place and update this value.",
    ),
    "P203": Message(
        "span-outside-text",
        "位置 [{start}, {end}] 不在原文之内或者是空的；原文共 {length} 字，"
        "应为 0 ≤ 起点 < 终点 ≤ {length}。",
        "The span [{start}, {end}] is empty or outside the text of {length} characters; "
        "0 ≤ start < end ≤ {length} is needed.",
    ),
    "P204": Message(
        "quote-differs",
        "引文“{quote}”与所指位置的原文“{text}”不一致；{hint}。请改正引文或位置。",
        "The quote `{quote}` differs from the text at its span, `{text}`; {hint}. "
        "Correct the quote or the span.",
    ),
    "P205": Message(
        "title-not-in-span",
        "原文 [{start}, {end}] 中没有标题“{title}”。请改正标题或位置。",
        "The text at [{start}, {end}] does not contain the title `{title}`. "
        "Correct the title or the span.",
    ),
    "P206": Message(
        "part-outside-task",
        "这段引文不在任务 {task} 的范围 [{start}, {end}] 之内，"
        "可能指到了别处的相同文字。请改正位置。",
        "This quote is outside task {task}, which spans [{start}, {end}]; "
        "the same words may stand elsewhere. Correct the span.",
    ),
    "P207": Message(
        "id-repeated",
        "编号“{id}”已在第 {first} 行使用。请换一个编号。",
        "The id `{id}` is used on line {first} already. Choose another.",
    ),
    "P208": Message(
        "section-unknown",
        "sections 中没有章节“{section}”。请改正，或在 sections 中补上。",
        "There is no section `{section}` in `sections`. Correct it, or add the section.",
    ),
    "P209": Message(
        "id-of-another-task",
        "编号“{id}”不属于任务 {task}。请改成以该任务编号开头。",
        "The id `{id}` does not belong to task {task}. Let it begin with the id of the task.",
    ),
    "P210": Message(
        "parent-task-wrong",
        "任务 {task} 的上级任务“{parent}”不存在，或者上下级成了环。请改正 parent。",
        "The parent `{parent}` of task {task} does not exist, or leads back to the task itself. "
        "Correct `parent`.",
    ),
    "P211": Message(
        "deadline-date-wrong",
        "期限“{value}”不是有效的 ISO 8601 写法。可以写 2024-12-31、2024-12、2024、"
        "起止 2024-01-01/2024-06-30、时长 P30D 或周期 R/P1M。",
        "`{value}` is not a valid ISO 8601 date. Write 2024-12-31, 2024-12, 2024, an interval "
        "2024-01-01/2024-06-30, a length P30D or a cycle R/P1M.",
    ),
    "P212": Message(
        "range-wrong",
        "目标 {id}：operator 为 range 时须写 value_max，且大于 value；其他情况不能写 value_max。",
        "Target {id}: the operator `range` needs a `value_max` above `value`; "
        "every other operator has none.",
    ),
    "P213": Message(
        "correction-of-unknown-task",
        "方案中没有任务“{task}”，这条更正无所指。请改正任务编号。",
        "The plan has no task `{task}` that this correction could be about. Correct its id.",
    ),
}
