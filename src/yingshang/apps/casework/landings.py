"""Whoever works on cases and on nothing else begins at the workbasket."""

from yingshang.apps.directory.landings import land
from yingshang.apps.directory.models import Role


def connect() -> None:
    """Tell the directory; called once, when Django has loaded."""
    for role in (Role.HANDLER, Role.WINDOW_CLERK):
        land(role, "casework:cases")
