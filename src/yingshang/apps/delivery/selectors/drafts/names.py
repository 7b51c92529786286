"""Names of units in a draft: what each means, and which a person must decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from yingshang.apps.delivery.decisions.drafting.directory import (
    Choice,
    DraftUnit,
    Place,
    Resolver,
    draft_directory,
    meanings,
)
from yingshang.apps.delivery.decisions.drafting.kinds import kind_of, level_of
from yingshang.apps.delivery.decisions.drafting.reading import Reading
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.directory.models import Person, Unit, UnitSet
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.selectors import units as directory
from yingshang.apps.directory.selectors.names import Names


@dataclass(frozen=True)
class NameRow:
    """One name of the city's plan: how often and where it stands, and what it may mean."""

    name: str
    tasks: tuple[str, ...]
    choice: Choice
    candidates: tuple[str, ...]
    kind: str
    level: str


@dataclass(frozen=True)
class NamesPage:
    """Names of a draft; `rows` for a plan of the city, `units` for one of another body.

    `undecided` are those that nobody has decided; `choices` are the units to choose from; `key` is
    the page's own.
    """

    draft: PlanDraft
    undecided: tuple[NameRow, ...]
    rows: tuple[NameRow, ...]
    units: tuple[DraftUnit, ...]
    choices: tuple[tuple[str, str], ...]
    may_register: bool
    key: UUID = field(default_factory=uuid4)


def city_resolver(on: date) -> Resolver:
    """What names mean in the city's own directory on a local day."""
    names = Names(on=on)

    def resolve(wanted: Sequence[str]) -> list[Choice]:
        return [
            Choice(
                (*(each.code for each in found.units), *(each.code for each in found.sets)),
                found.reason_zh,
                found.reason_en,
            )
            for found in names.resolve_all(wanted)
        ]

    return resolve


def undecided(reading: Reading, means: Mapping[Place, Choice]) -> tuple[str, ...]:
    """Names that mean nothing, or several things, and that nobody has decided."""
    found = (
        str(each.values["name"])
        for task in reading.tasks
        for each in task.of("unit")
        if means[task.key, each.key].code is None
    )
    return tuple(dict.fromkeys(found))


def undecided_names(draft: PlanDraft, reading: Reading, on: date) -> tuple[str, ...]:
    """The same for a draft; a plan of another body has none, it brings its own directory."""
    if draft.scope == PlanDraft.Scope.WORKSPACE:
        return ()
    return undecided(reading, meanings(reading, city_resolver(on)))


def names_page(draft: PlanDraft, reading: Reading, *, viewer: Person, on: date) -> NamesPage:
    """Every name of the draft with what it means."""
    if draft.scope == PlanDraft.Scope.WORKSPACE:
        return NamesPage(draft, (), (), draft_directory(reading), (), may_register=False)
    labels = _labels(on)
    rows = _rows(reading, meanings(reading, city_resolver(on)), labels)
    return NamesPage(
        draft=draft,
        undecided=tuple(each for each in rows if each.choice.code is None),
        rows=tuple(each for each in rows if each.choice.code is not None),
        units=(),
        choices=tuple(labels.items()),
        may_register=may(viewer, "directory.register_unit", on=on),
    )


def _labels(on: date) -> dict[str, str]:
    """Code → name of every unit and set of the city."""
    found = {unit.code: unit.official_name for unit in directory.units(on=on)}
    sets = UnitSet.objects.within(None).on(on).prefetch_related("names").order_by("rank", "code")
    return found | {each.code: str(each) for each in sets}


def _rows(
    reading: Reading, means: Mapping[Place, Choice], labels: Mapping[str, str]
) -> list[NameRow]:
    places: dict[str, list[Place]] = {}
    for task in reading.tasks:
        for each in task.of("unit"):
            places.setdefault(str(each.values["name"]), []).append((task.key, each.key))
    return [
        NameRow(
            name=name,
            tasks=tuple(dict.fromkeys(task for task, _finding in found)),
            choice=means[found[0]],
            candidates=tuple(labels.get(code, code) for code in means[found[0]].codes),
            kind=kind_of(name),
            level=level_of(name),
        )
        for name, found in places.items()
    ]


def kind_choices() -> Sequence[tuple[str, str]]:
    """Kinds of units with their words."""
    return [(str(value), str(label)) for value, label in Unit.Kind.choices]


def level_choices() -> Sequence[tuple[str, str]]:
    """Levels of units with their words."""
    return [(str(value), str(label)) for value, label in Unit.Level.choices]
