"""What the directory keeps, split by noun."""

from yingshang.apps.directory.models.authorisations import Authorisation
from yingshang.apps.directory.models.enterprise_imports import (
    EnterpriseChange,
    EnterpriseImport,
    EnterpriseRejection,
    EnterpriseSource,
)
from yingshang.apps.directory.models.enterprises import Enterprise, EnterprisePiece
from yingshang.apps.directory.models.forces import TaskForce
from yingshang.apps.directory.models.identities import OutsideIdentity
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
    "Authorisation",
    "CityRole",
    "Deputy",
    "Designation",
    "Enterprise",
    "EnterpriseChange",
    "EnterpriseImport",
    "EnterprisePiece",
    "EnterpriseRejection",
    "EnterpriseSource",
    "Language",
    "OutsideIdentity",
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
