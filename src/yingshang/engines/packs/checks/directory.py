"""P4xx: units, sets of units, and the names that the plan uses for them."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.plan import PLAN, on_cycle, repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.areas import Enterprises
from yingshang.engines.packs.schema.plan import PlanTask, PlanUnit
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.packs.walking import parts

UNITS = "directory/units.yaml"
POSTS = "directory/posts.yaml"
KEEPERS = "directory/enterprises.yaml"
_ENTER = ("请先在 directory/units.yaml 中写入它。", "Enter it in directory/units.yaml first.")


@rule("P401")
def unit_undecided(pack: ReadPack) -> Iterator[Fault]:
    """Somebody has decided what every name in a responsibility clause means."""
    for path, task, unit in _plan_units(pack):
        if unit.unit is None and not _is_open_ended(task, unit):
            yield at(PLAN, path, task=task.id, name=unit.quote)


@rule("P402")
def unit_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every unit of the plan is in the directory."""
    known = _names(pack)
    for path, _task, unit in _plan_units(pack):
        if unit.unit is not None and unit.unit not in known:
            yield at(
                PLAN, (*path, "unit"), unit=unit.unit, hint=suggestion(unit.unit, known, _ENTER)
            )


@rule("P403")
def name_unknown(pack: ReadPack) -> Iterator[Fault]:
    """The name as written is one that the directory knows for the unit, or a shortened one."""
    known = _names(pack)
    for path, task, unit in _plan_units(pack):
        if unit.unit not in known:
            continue
        if not _is_name(unit, known[unit.unit], task):
            names = known[unit.unit]
            listed = ("、".join(names), ", ".join(names))
            values = {"unit": unit.unit, "names": listed, "hint": _owner(unit.quote, known)}
            yield at(PLAN, (*path, "quote"), name=unit.quote, **values)


@rule("P404")
def member_unknown(pack: ReadPack) -> Iterator[Fault]:
    """The members of a set are units of the directory."""
    known = {unit.code for unit in pack.directory.units}
    for index, group in enumerate(pack.directory.sets):
        for number, member in enumerate(group.members):
            if member not in known:
                path: Path = ("sets", index, "members", number)
                yield at(
                    UNITS,
                    path,
                    member=member,
                    set=group.code,
                    hint=suggestion(member, known, _ENTER),
                )


@rule("P405")
def parent_unknown(pack: ReadPack) -> Iterator[Fault]:
    """The parent of a unit is a unit of the directory."""
    known = {unit.code for unit in pack.directory.units}
    for index, unit in enumerate(pack.directory.units):
        if unit.parent is not None and unit.parent not in known:
            hint = suggestion(unit.parent, known, _ENTER)
            yield at(UNITS, ("units", index, "parent"), parent=unit.parent, hint=hint)


@rule("P406")
def parents_in_a_circle(pack: ReadPack) -> Iterator[Fault]:
    """No unit is its own ancestor."""
    parents = {unit.code: unit.parent for unit in pack.directory.units}
    for index, unit in enumerate(pack.directory.units):
        if on_cycle(unit.code, parents):
            yield at(UNITS, ("units", index, "parent"), unit=unit.code)


@rule("P407")
def code_repeated(pack: ReadPack) -> Iterator[Fault]:
    """Units and sets have codes of their own."""
    entries: list[tuple[Path, str]] = [
        *((("units", index), unit.code) for index, unit in enumerate(pack.directory.units)),
        *((("sets", index), group.code) for index, group in enumerate(pack.directory.sets)),
    ]
    for path, code, first in repeated(entries):
        line = pack.line_of(UNITS, first)
        yield at(UNITS, (*path, "code"), code=code, first=line)


@rule("P408")
def name_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A name means one unit or set."""
    entries: list[tuple[Path, str]] = []
    for index, unit in enumerate(pack.directory.units):
        names = [(("units", index, "official_name", "zh-hans"), unit.official_name.zh_hans)]
        entries += names
        entries += [
            (("units", index, "short_names", number), name)
            for number, name in enumerate(unit.short_names)
            if name != unit.official_name.zh_hans
        ]
    for index, group in enumerate(pack.directory.sets):
        entries += [(("sets", index, "names", n), name) for n, name in enumerate(group.names)]
    for path, name, first in repeated(entries):
        line = pack.line_of(UNITS, first)
        yield at(UNITS, path, name=name, first=line)


@rule("P409")
def closed_set_empty(pack: ReadPack) -> Iterator[Fault]:
    """A set has members, unless it is marked as open-ended."""
    for index, group in enumerate(pack.directory.sets):
        if not group.members and not group.open_ended:
            yield at(UNITS, ("sets", index), set=group.code)


@rule("P410")
def holder_unknown(pack: ReadPack) -> Iterator[Fault]:
    """City-wide roles are held by units of the directory."""
    known = {unit.code for unit in pack.directory.units}
    for index, assignment in enumerate(pack.posts.assignments):
        if assignment.unit not in known:
            hint = suggestion(assignment.unit, known, _ENTER)
            values = {"unit": assignment.unit, "role": assignment.role, "hint": hint}
            yield at(POSTS, ("assignments", index, "unit"), **values)


@rule("P411")
def role_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A role is described once."""
    entries: list[tuple[Path, str]] = [
        (("roles", index), role.code) for index, role in enumerate(pack.posts.roles)
    ]
    for path, code, first in repeated(entries):
        line = pack.line_of(POSTS, first)
        yield at(POSTS, (*path, "code"), role=code, first=line)


@rule("P412")
def keeper_unknown(pack: ReadPack) -> Iterator[Fault]:
    """The register of market entities is kept by units of the directory."""
    model = pack.models.get(KEEPERS)
    known = {unit.code for unit in pack.directory.units}
    for index, unit in enumerate(model.kept_by if isinstance(model, Enterprises) else ()):
        if unit not in known:
            hint = suggestion(unit, known, _ENTER)
            yield at(KEEPERS, ("kept_by", index), unit=unit, hint=hint)


def _plan_units(pack: ReadPack) -> Iterator[tuple[Path, PlanTask, PlanUnit]]:
    for index, task in enumerate(pack.plan.tasks):
        for path, unit in parts(task, PlanUnit, ("tasks", index)):
            yield path, task, unit


def _names(pack: ReadPack) -> dict[str, tuple[str, ...]]:
    """Names by the code of their unit or set."""
    names: dict[str, tuple[str, ...]] = {}
    for unit in pack.directory.units:
        names[unit.code] = (unit.official_name.zh_hans, *unit.short_names)
    for group in pack.directory.sets:
        names[group.code] = (*names.get(group.code, ()), *group.names)
    return names


def _is_open_ended(task: PlanTask, unit: PlanUnit) -> bool:
    start, end = unit.span
    return any(found.span[0] <= start and end <= found.span[1] for found in task.open_ended)


def _is_name(unit: PlanUnit, names: tuple[str, ...], task: PlanTask) -> bool:
    """Whether the words written are a name, or one whose beginning an earlier unit carries.

    In 市财政局、国资委 the second name is 市国资委: its 市 stands in the name before it.
    """
    if unit.quote in names:
        return True
    before = [other.quote for other in task.units if other.span[0] < unit.span[0]]
    left_out = [name.removesuffix(unit.quote) for name in names if name.endswith(unit.quote)]
    return any(other.startswith(head) for head in left_out for other in before)


def _owner(name: str, known: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    code = next((code for code, names in known.items() if name in names), None)
    if code is None:
        return (
            "请改正 unit，或把这个名称加入名录。",
            "Correct `unit`, or add the name to the directory.",
        )
    return f"它是“{code}”的名称，请改正 unit。", f"It is a name of `{code}`: correct `unit`."
