"""P56x: grounds of supervision and special reports."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P561": Message(
        "ground-faulty",
        "督办情形的条件有误：{cause}",
        "The condition of the ground is faulty: {cause}",
    ),
    "P562": Message(
        "supervision-type-unknown",
        "没有事项类型“{type}”。{hint}",
        "There is no case type `{type}`. {hint}",
    ),
    "P563": Message(
        "supervision-choice-unknown",
        "事项类型“{type}”的字段“{field}”没有选项“{choice}”。请先在该类型的 case.yaml 中写入。",
        "Field `{field}` of case type `{type}` has no choice `{choice}`. Enter it in its "
        "case.yaml first.",
    ),
    "P564": Message(
        "tally-outcome-unknown",
        "没有环节结果“{outcome}”。请写成“类型.步骤:结果”，并核对三个代码。",
        "There is no outcome `{outcome}`. Write `type.step:outcome` and check the three codes.",
    ),
    "P565": Message(
        "ground-repeated",
        "“{id}”已在第 {first} 行写过。请只保留一处，或者换一个代码。",
        "`{id}` stands on line {first} already. Keep one of the two, or choose another code.",
    ),
    "P566": Message(
        "ground-blank-unknown",
        "句子里的空白“{blank}”没有对应的栏目。{hint}",
        "The blank `{blank}` of the sentence has no column. {hint}",
    ),
}
