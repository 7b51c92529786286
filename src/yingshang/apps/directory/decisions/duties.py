"""Which duties one account may not unite."""

from collections.abc import Collection

ADMINISTRATOR = "administrator"


def mixes_duties(roles: Collection[str]) -> bool:
    """Whether one account would both administer the system and handle its business.

    Whoever gives rights must not use them: an administrator decides nothing of the city's work.
    See docs/decisions/0004.

    Example:
        >>> mixes_duties(["administrator", "liaison"])
        True
        >>> mixes_duties(["liaison", "unit_leader"])
        False
    """
    return ADMINISTRATOR in roles and any(role != ADMINISTRATOR for role in roles)
