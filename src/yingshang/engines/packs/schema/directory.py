"""`directory/units.yaml` and `directory/posts.yaml`: who can hold a duty."""

from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Quoted, Status, Strict, Text, Validity

UnitKind = Literal[
    "government",
    "government_department",
    "county_government",
    "development_zone",
    "public_institution",
    "vertical_organ",
    "court",
    "procuratorate",
    "party_organ",
    "cppcc",
    "federation",
    "enterprise",
    "financial_institution",
    "other",
]
UnitLevel = Literal["province", "city", "county", "township"]
# How a unit may be made to act: supervised by the city, or asked by letter (domain: 督查条例 §5).
Reach = Literal["supervised", "asked"]


class UnitEntry(Validity):
    """A unit. `short_names` are the names used for it in documents, the first preferred."""

    code: Code
    official_name: Text
    short_names: Annotated[tuple[str, ...], Field(min_length=1)]
    kind: UnitKind
    level: UnitLevel
    reach: Reach
    parent: Code | None = None
    division_code: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None
    # `verified`: the official name is in the plan or in a published source; else `unverified`.
    status: Status
    note: Text | None = None


class UnitSet(Strict):
    """A collective name: closed with its members, or open-ended, and then marked as such."""

    code: Code
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    members: tuple[Code, ...] = ()
    open_ended: bool = False
    evidence: Quoted | None = None
    note: Text | None = None


class Directory(Strict):
    """All units and sets of units of a pack."""

    units: Annotated[tuple[UnitEntry, ...], Field(min_length=1)]
    sets: tuple[UnitSet, ...] = ()


class RoleEntry(Strict):
    """A role that a post can carry, in the city's words."""

    code: Literal[
        "administrator",
        "lead_office",
        "liaison",
        "unit_reviewer",
        "unit_leader",
        "supervision_office",
        "city_leader",
        "handler",
        "window_clerk",
    ]
    name: Text
    plain: Text


class RoleAssignment(Strict):
    """Which units hold which city-wide role."""

    role: Literal["lead_office", "supervision_office", "consolidator"]
    unit: Code
    basis: Text
    status: Status


class Posts(Strict):
    """Roles of the city and the units that hold the city-wide ones."""

    roles: tuple[RoleEntry, ...]
    assignments: tuple[RoleAssignment, ...]
