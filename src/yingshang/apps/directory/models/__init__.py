"""What the directory keeps, split by noun."""

from yingshang.apps.directory.models.forces import TaskForce
from yingshang.apps.directory.models.people import Language, Person
from yingshang.apps.directory.models.posts import Deputy, Designation, Post, Role
from yingshang.apps.directory.models.units import (
    CityRole,
    Unit,
    UnitName,
    UnitSet,
    UnitSetName,
    Workspace,
)

__all__ = [
    "CityRole",
    "Deputy",
    "Designation",
    "Language",
    "Person",
    "Post",
    "Role",
    "TaskForce",
    "Unit",
    "UnitName",
    "UnitSet",
    "UnitSetName",
    "Workspace",
]
