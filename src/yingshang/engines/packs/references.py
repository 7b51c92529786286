"""What an instrument may refer to: things of the pack, and instruments that every pack has."""

from collections.abc import Callable, Iterable

from yingshang.engines.packs.pack import ReadPack

# Instruments that the program itself gives to every plan, with their names.
GENERIC: dict[str, tuple[str, str]] = {
    "plan:task_page": ("任务页", "page of the task"),
    "plan:task_list": ("任务清单", "list of tasks"),
    "plan:wall_chart": ("挂图", "wall chart"),
    "directory:task_force": ("工作专班", "task force"),
    "directory:designated_person": ("指定专人", "designated person"),
    "delivery:implementation_plan": ("实施方案", "implementation plan"),
    "delivery:return": ("月报", "monthly return"),
    "delivery:summary": ("季度总结", "quarterly summary"),
    "delivery:meeting": ("调度会", "dispatch meeting"),
    "delivery:publicity": ("宣传台账", "publicity"),
    "delivery:good_practice": ("经验做法库", "good practice"),
    "delivery:appraisal": ("考评台账", "appraisal ledger"),
    "obligations:lights": ("亮灯与按时率", "lights and on-time rates"),
    "messages:reminders": ("提醒", "reminders"),
    "ratings:ratings": ("好差评", "ratings of services"),
}

# The word before the colon → the names that may follow it in this pack.
KINDS: dict[str, Callable[[ReadPack], Iterable[str]]] = {
    "time_limits": lambda pack: [limit.id for limit in pack.time_limits.limits],
    # By folder: a type whose file has faults of its own exists all the same.
    "casework": lambda pack: [path.split("/")[1] for path in pack.paths_of("case")],
}


def known_references(pack: ReadPack) -> frozenset[str]:
    """Every `ref` that names something in `pack` or in the program.

    Raises:
        NotRead: A file that instruments refer to could not be read.
    """
    own = {f"{word}:{name}" for word, names in KINDS.items() for name in names(pack)}
    return frozenset(own | GENERIC.keys())
