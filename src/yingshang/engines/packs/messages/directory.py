"""P4xx: units, sets, posts."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P401": Message(
        "unit-undecided",
        "任务 {task} 的责任单位“{name}”还没有人确定是哪个单位（unit 为空）。"
        "请写上名录中的代码；泛指的单位请记入 open_ended。",
        "Nobody has decided which unit “{name}” of task {task} means (`unit` is empty). "
        "Write a code of the directory; put open-ended names into `open_ended`.",
    ),
    "P402": Message(
        "unit-unknown",
        "名录中没有单位或单位集合“{unit}”。{hint}",
        "The directory has no unit or set `{unit}`. {hint}",
    ),
    "P403": Message(
        "name-unknown",
        "“{name}”不是“{unit}”的名称；名录所列为：{names}。{hint}",
        "“{name}” is no name of `{unit}`; the directory lists {names}. {hint}",
    ),
    "P404": Message(
        "member-unknown",
        "集合 {set} 的成员“{member}”不在名录中。{hint}",
        "The member `{member}` of the set {set} is not in the directory. {hint}",
    ),
    "P405": Message(
        "parent-unknown",
        "上级单位“{parent}”不在名录中。{hint}",
        "The parent `{parent}` is not in the directory. {hint}",
    ),
    "P406": Message(
        "parents-in-a-circle",
        "单位 {unit} 的上级关系成了环。请改正其中一个 parent。",
        "Going up from {unit} leads back to it. Correct one of the `parent`s.",
    ),
    "P407": Message(
        "code-repeated",
        "代码“{code}”已在第 {first} 行使用。请换一个代码。",
        "The code `{code}` is used on line {first} already. Choose another.",
    ),
    "P408": Message(
        "name-repeated",
        "名称“{name}”已在第 {first} 行使用，无法判断指哪个单位。请只保留一处。",
        "The name “{name}” is used on line {first} already, so that it could mean either. "
        "Keep it in one place.",
    ),
    "P409": Message(
        "closed-set-empty",
        "集合 {set} 没有成员。请写上成员；成员没有写明的泛称请标记 open_ended: true。",
        "The set {set} has no members. Name them; mark a name whose members nobody states "
        "with `open_ended: true`.",
    ),
    "P410": Message(
        "holder-unknown",
        "担任 {role} 的单位“{unit}”不在名录中。{hint}",
        "The unit `{unit}`, which holds {role}, is not in the directory. {hint}",
    ),
    "P411": Message(
        "role-repeated",
        "角色 {role} 已在第 {first} 行说明。请只保留一处。",
        "The role {role} is described on line {first} already. Keep one of the two.",
    ),
    "P412": Message(
        "keeper-unknown",
        "掌管经营主体名册的单位“{unit}”不在名录中。{hint}",
        "The unit `{unit}`, which keeps the register of market entities, is not in the "
        "directory. {hint}",
    ),
}
