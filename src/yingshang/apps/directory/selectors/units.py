"""Units as pages and other apps read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from yingshang.apps.directory.models import (
    CityRole,
    Designation,
    Person,
    Post,
    TaskForce,
    Unit,
    UnitSet,
    Workspace,
)
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.selectors.deputies import deputies_from


@dataclass(frozen=True)
class UnitFilter:
    """What the reader of the list asked for; empty strings ask for everything."""

    words: str = ""
    kind: str = ""
    level: str = ""


@dataclass(frozen=True)
class UnitListPage:
    """The list of units: rows by the city's own order, what was asked, and the sets."""

    units: Sequence[Unit]
    asked: UnitFilter
    is_narrowed: bool
    sets: Sequence[UnitSet]


@dataclass(frozen=True)
class UnitPage:
    """One unit. `posts`, `task_force` and `designation` are empty for who may not see people."""

    unit: Unit
    children: Sequence[Unit]
    sets: Sequence[UnitSet]
    city_roles: Sequence[CityRole]
    posts: Sequence[Post]
    task_force: TaskForce | None
    designation: Designation | None
    may_see_people: bool
    may_found_task_force: bool
    may_designate: bool
    may_deputise: bool


def notice_holder(on: date) -> Unit | None:
    """The unit that answers for personal data in the city's name: its lead office."""
    roles = CityRole.objects.on(on).filter(role=CityRole.Name.LEAD_OFFICE)
    first = roles.select_related("unit").order_by("unit__rank", "pk").first()
    return first.unit if first else None


def units(*, on: date, workspace: Workspace | None = None) -> QuerySet[Unit]:
    """Units in force on a local day, in the city's own order; None is the city's directory."""
    return Unit.objects.within(workspace).on(on).prefetch_related("names").order_by("rank", "code")


def unit_list(asked: UnitFilter, *, on: date) -> UnitListPage:
    """The list of the city's units that match every part of `asked`."""
    found = units(on=on)
    if asked.words:
        found = found.filter(_named(asked.words)).distinct()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.level:
        found = found.filter(level=asked.level)
    sets = UnitSet.objects.within(None).on(on).order_by("rank", "code")
    return UnitListPage(
        units=list(found),
        asked=asked,
        is_narrowed=asked != UnitFilter(),
        sets=list(sets.prefetch_related("names", Prefetch("members", _in_order()))),
    )


def unit_of(code: str) -> Unit | None:
    """A unit of the city by code, in force or ended; drafts of other workspaces are not found."""
    return Unit.objects.within(None).select_related("parent").filter(code=code).first()


def task_force(pk: UUID) -> TaskForce | None:
    """A task force by id, with its unit."""
    return TaskForce.objects.select_related("unit").filter(pk=pk).first()


def unit_page(unit: Unit, *, viewer: Person, on: date) -> UnitPage:
    """Everything about `unit` that `viewer` may see on a local day."""
    sees_people = may(viewer, "directory.see_people", on=on, unit=unit)
    return UnitPage(
        unit=unit,
        children=list(unit.children.on(on).order_by("rank")),
        sets=list(unit.sets.on(on).prefetch_related("names").order_by("rank")),
        city_roles=list(CityRole.objects.on(on).filter(unit=unit).order_by("pk")),
        posts=list(posts_at(unit, on=on)) if sees_people else [],
        task_force=task_force_of(unit, on=on) if sees_people else None,
        designation=designation_of(unit, on=on) if sees_people else None,
        may_see_people=sees_people,
        may_found_task_force=may(viewer, "directory.found_task_force", on=on, unit=unit),
        may_designate=may(viewer, "directory.designate", on=on, unit=unit),
        may_deputise=may(viewer, "directory.deputise", on=on, unit=unit),
    )


def posts_at(unit: Unit, *, on: date) -> QuerySet[Post]:
    """Posts held at `unit` on a local day, leaders first."""
    posts = Post.objects.on(on).filter(unit=unit).select_related("person")
    return posts.prefetch_related(deputies_from(on)).by_seniority()


def task_force_of(unit: Unit, *, on: date) -> TaskForce | None:
    """The unit's task force on a local day, or None: it has not been set up."""
    forces = TaskForce.objects.on(on).filter(unit=unit)
    people = forces.select_related("first_responsible", "deputy_leader")
    return people.prefetch_related("members").order_by("-valid_from").first()


def designation_of(unit: Unit, *, on: date) -> Designation | None:
    """Who reports for the unit on a local day, or None: nobody is designated."""
    rows = Designation.objects.on(on).filter(unit=unit).select_related("person")
    return rows.order_by("-valid_from").first()


def units_with_city_role(role: str, *, on: date) -> QuerySet[Unit]:
    """Units that hold a duty for the whole city, such as `lead_office`, on a local day."""
    held = CityRole.objects.on(on).filter(role=role).values("unit")
    return units(on=on).filter(pk__in=held)


def _in_order() -> QuerySet[Unit]:
    return Unit.objects.order_by("rank", "code")


def _named(words: str) -> Q:
    return (
        Q(official_name_zh__icontains=words)
        | Q(official_name_en__icontains=words)
        | Q(names__name__icontains=words)
    )
