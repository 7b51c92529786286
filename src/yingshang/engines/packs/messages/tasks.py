"""P30x and P31x: how tasks are carried out, and their targets."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P301": Message(
        "task-without-file",
        "任务 {task} 没有文件 {path}。请补上，写明每项举措如何落实。",
        "Task {task} has no file {path}. Add it and say how each measure is carried out.",
    ),
    "P302": Message(
        "file-without-task",
        "方案中没有任务“{task}”。请改正编号，或删去本文件。",
        "The plan has no task `{task}`. Correct the id, or remove this file.",
    ),
    "P303": Message(
        "file-of-another-task",
        "本文件写的是任务 {task}，文件名应为 {path}。请改文件名或编号。",
        "This file is about task {task} and should be called {path}. Rename it or correct the id.",
    ),
    "P304": Message(
        "measure-without-entry",
        "举措 {measure}（“{quote}”）没有条目。请补上；还没有抓手时写 state: none_yet。",
        "Measure {measure} (“{quote}”) has no entry. Add one; where no instrument exists, "
        "write `state: none_yet`.",
    ),
    "P305": Message(
        "entry-of-unknown-measure",
        "方案的任务 {task} 中没有举措 {measure}。请改正编号，或删去这一条。",
        "Task {task} of the plan has no measure {measure}. Correct the id, or remove the entry.",
    ),
    "P306": Message(
        "measure-entered-twice",
        "举措 {measure} 已在第 {first} 行写过。请合并成一条。",
        "Measure {measure} is entered on line {first} already. Make one entry of the two.",
    ),
    "P307": Message(
        "target-repeated",
        "目标编号“{target}”已在 {first} 使用。请换一个编号。",
        "The target id `{target}` is used at {first} already. Choose another.",
    ),
    "P308": Message(
        "target-of-another-task",
        "目标“{target}”不属于任务 {task}。编号应写成 T{task}-字母；否则请移到所属任务的文件。",
        "Target `{target}` does not belong to task {task}. Its id should be T{task}- and a letter; "
        "or move it to the file of its task.",
    ),
    "P309": Message(
        "plan-target-unknown",
        "plan/plan.yaml 中没有目标“{name}”。请改正编号。",
        "plan/plan.yaml has no target `{name}`. Correct the id.",
    ),
    "P310": Message(
        "text-without-words",
        "目标 {target} 写明出自原文（basis: text），却没有指出原文何处。"
        "请用 plan_targets 或 quoted 指明；原文没有写出数字时改为 basis: reading。",
        "Target {target} is said to stand in the text (`basis: text`) without saying where. "
        "Name it by `plan_targets` or `quoted`; where the text states no figure, "
        "write `basis: reading`.",
    ),
    "P311": Message(
        "baseline-without-source",
        "目标 {target} 的基数缺少来源（source）或日期（measured_on）。"
        "请两者都写上；没有依据时把 value 留空。",
        "The baseline of target {target} lacks its `source` or `measured_on`. Give both; "
        "leave `value` empty where there is no evidence.",
    ),
    "P312": Message(
        "target-of-unknown-measure",
        "目标 {target} 所属的举措 {measure} 不在本任务中。请改正，或删去 measure。",
        "Measure {measure}, to which target {target} belongs, is not in this task. "
        "Correct it, or remove `measure`.",
    ),
}
