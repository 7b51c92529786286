"""P7xx: case types, their letters and their examples."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P701": Message(
        "folder-of-another-type",
        "事项类型“{id}”放在文件夹“{folder}”里。请让文件夹名和 id 一致。",
        "The case type `{id}` stands in the folder `{folder}`. Give both the same name.",
    ),
    "P702": Message(
        "number-repeated",
        "编号字母“{number}”已用于 {first}。请换一组字母。",
        "The letters `{number}` already begin the numbers of {first}. Choose others.",
    ),
    "P703": Message(
        "id-of-case-repeated",
        "id“{id}”已在第 {first} 行使用。请换一个，或者合并两处。",
        "The id `{id}` is used on line {first} already. Choose another, or merge the two.",
    ),
    "P704": Message(
        "holder-of-step-unknown",
        "directory/units.yaml 中没有单位或集合“{name}”。{hint}请改正，或先在那里写入。",
        "directory/units.yaml has no unit or set `{name}`. Correct it, or enter it there. {hint}",
    ),
    "P705": Message(
        "limit-of-case-unknown",
        "time_limits.yaml 中没有时限“{name}”。{hint}请改正，或先在那里写入。",
        "time_limits.yaml has no limit `{name}`. Correct it, or enter it there. {hint}",
    ),
    "P706": Message(
        "field-unknown",
        "本类型没有字段“{name}”。{hint}请改正，或在 fields 中补上。",
        "The type has no field `{name}`. Correct it, or add it to `fields`. {hint}",
    ),
    "P707": Message(
        "step-unknown",
        "本类型没有步骤“{name}”。{hint}请改正，或在 steps 中补上。",
        "The type has no step `{name}`. Correct it, or add it to `steps`. {hint}",
    ),
    "P708": Message(
        "outcome-unknown",
        "没有结果“{name}”。{hint}请改正，或在相应的 outcomes 中补上。",
        "There is no outcome `{name}`. Correct it, or add it to the `outcomes` concerned. {hint}",
    ),
    "P709": Message(
        "letter-unknown",
        "letters.yaml 中没有文书“{name}”。{hint}请改正，或在那里补上。",
        "letters.yaml has no letter `{name}`. Correct it, or add it there. {hint}",
    ),
    "P710": Message(
        "route-unknown",
        "本类型没有办理方式“{name}”。{hint}请改正，或在 routes 中补上。",
        "The type has no route `{name}`. Correct it, or add it to `routes`. {hint}",
    ),
    "P711": Message(
        "name-unknown",
        "没有“{name}”这一列、任务或事项类型。{hint}请改正。",
        "There is no column, task or case type `{name}`. Correct it. {hint}",
    ),
    "P712": Message(
        "field-misused",
        "字段“{field}”用得不对：它需要{use}。请改正类型或用法。",
        "The field `{field}` is used wrongly: it needs {use}. Correct its type or its use.",
    ),
    "P713": Message(
        "condition-faulty",
        "条件有误：{cause}",
        "The condition is faulty: {cause}",
    ),
    "P714": Message(
        "computed-in-a-circle",
        "字段“{field}”的计算要用到它自己：{circle}。请去掉其中一处。",
        "Computing the field `{field}` needs the field itself: {circle}. Remove one of them.",
    ),
    "P715": Message(
        "step-unreachable",
        "事项类型“{id}”：{cause}",
        "Case type `{id}`: {cause}",
    ),
    "P716": Message(
        "case-cannot-end",
        "事项类型“{id}”不能保证办结：{cause}",
        "Cases of `{id}` may never end: {cause}",
    ),
    "P717": Message(
        "process-unproven",
        "事项类型“{id}”：{cause}",
        "Case type `{id}`: {cause}",
        "warning",
    ),
    "P718": Message(
        "process-faulty",
        "事项类型“{id}”的步骤有误：{cause}",
        "The steps of `{id}` are faulty: {cause}",
    ),
    "P719": Message(
        "placeholder-unknown",
        "文书中的占位符“{blank}”既不是字段，也不是案件自有的内容。{hint}请改正。",
        "The placeholder `{blank}` is no field and nothing that a case knows. Correct it. {hint}",
    ),
    "P720": Message(
        "refused-without-a-word",
        "“{name}”让申请人不能办成，却没有文书，也不要求写明理由。请写 letter 或 needs_reason。",
        "`{name}` turns the applicant away without a letter or a reason. Give `letter` or "
        "`needs_reason`.",
    ),
    "P721": Message(
        "promise-longer-than-law",
        "承诺时限“{promised}”比法定时限“{statutory}”长。承诺只能更短，请改正。",
        "The promised limit `{promised}` is longer than the statutory `{statutory}`. A promise "
        "can only be shorter; correct it.",
    ),
    "P722": Message(
        "pause-not-allowed",
        "步骤“{step}”的时限不允许以“{ground}”为由中止计时。{hint}请删去，或依法写入 "
        "time_limits.yaml。",
        "The limits of the step `{step}` do not pause on `{ground}`. Remove it, or enter the "
        "ground in time_limits.yaml as the law has it. {hint}",
    ),
    "P723": Message(
        "type-without-guide-or-basis",
        "事项类型“{id}”缺少 {key}。服务要有办事指南和依据，台账要有依据，请补上。",
        "The case type `{id}` lacks `{key}`. A service needs a guide and a basis, a ledger a "
        "basis; add it.",
    ),
    "P724": Message(
        "personal-in-list",
        "字段“{field}”是个人信息，不能出现在列表、汇总或标题中。请从那里去掉。",
        "The field `{field}` is personal and cannot stand in lists, sums or titles. Remove it "
        "there.",
    ),
    "P725": Message(
        "type-without-examples",
        "事项类型“{id}”没有示例。请在 {path} 中写几个案件和应有的结果。",
        "The case type `{id}` has no examples. Write cases and what must come of them in {path}.",
    ),
    "P726": Message(
        "example-fails",
        "示例“{id}”不成立：{subject}应为“{expected}”，实际为“{got}”。请改正内容或示例。",
        "The example `{id}` fails: for {subject} it expects `{expected}` and gets `{got}`. Correct "
        "the content or the example.",
    ),
    "P727": Message(
        "example-impossible",
        "示例“{id}”无法进行：{cause}。请改正示例或内容。",
        "The example `{id}` cannot be played: {cause}. Correct the example or the content.",
    ),
    "P728": Message(
        "step-without-holder",
        "步骤“{step}”没有写明由谁办理。请写 holder。",
        "The step `{step}` does not say whose it is. Give its `holder`.",
    ),
    "P729": Message(
        "close-out-without-proof",
        "步骤“{step}”要由另一人核对，却没有写明凭什么核对。请写 proof。",
        "The step `{step}` is verified by somebody else, but nothing says by what. Give `proof`.",
    ),
    "P730": Message(
        "expiry-without-limit",
        "步骤“{step}”写明到期自动办结，却没有时限。请写 statutory 或 limit。",
        "The step `{step}` ends by itself at expiry but has no limit. Give `statutory` or `limit`.",
    ),
    "P731": Message(
        "elsewhere-without-system",
        "事项类型“{id}”在别的系统办理，却没有写明哪个系统。请写 held.system。",
        "Cases of `{id}` live elsewhere, but no system is named. Give `held.system`.",
    ),
    "P732": Message(
        "file-without-type",
        "旁边没有 {path}，本文件不属于任何事项类型。请补上，或者删去本文件。",
        "There is no {path} beside this file, so it belongs to no case type. Add it, or remove "
        "this file.",
    ),
    "P733": Message(
        "plan-misquoted",
        "方案原文中没有“{quote}”。请照原文引用，或者删去 quote。",
        "The plan does not say “{quote}”. Quote it as it stands, or remove `quote`.",
    ),
    "P734": Message(
        "ending-without-example",
        "事项类型“{id}”的结果“{ending}”让人不能办成，却没有示例。"
        "请在 examples.yaml 中写一个以它结束的案件。",
        "The end `{ending}` of `{id}` turns somebody away and no example shows it. Write a case "
        "that ends so in examples.yaml.",
    ),
    "P735": Message(
        "holder-without-members",
        "集合“{name}”还没有成员，没有人能办。请写一个单位，或用 field 指向单位字段，或补上成员。",
        "The set `{name}` has no members, so nobody can act. Name a unit, use `field` with a field "
        "of type unit, or give the set members.",
    ),
}
