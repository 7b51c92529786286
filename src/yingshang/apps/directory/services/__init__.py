"""Everything that changes the directory, split by noun."""

from yingshang.apps.directory.services.accounts import (
    change_contact,
    change_password,
    change_preferences,
    close_account,
    open_account,
    set_password,
)
from yingshang.apps.directory.services.deputies import deputise, recall_deputy
from yingshang.apps.directory.services.forces import dissolve_task_force, found_task_force
from yingshang.apps.directory.services.identities import (
    link_identity,
    new_login,
    unlink_identity,
)
from yingshang.apps.directory.services.posts import appoint, designate, end_post
from yingshang.apps.directory.services.registration import give_up, register
from yingshang.apps.directory.services.synchronise import Synchronised, synchronise
from yingshang.apps.directory.services.units import open_workspace, register_set, register_unit

__all__ = [
    "Synchronised",
    "appoint",
    "change_contact",
    "change_password",
    "change_preferences",
    "close_account",
    "deputise",
    "designate",
    "dissolve_task_force",
    "end_post",
    "found_task_force",
    "give_up",
    "link_identity",
    "new_login",
    "open_account",
    "open_workspace",
    "recall_deputy",
    "register",
    "register_set",
    "register_unit",
    "set_password",
    "synchronise",
    "unlink_identity",
]
