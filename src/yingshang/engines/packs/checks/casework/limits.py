"""The limits of a pack for checks that count with them."""

from yingshang.engines.packs.checks.registry import RULES
from yingshang.engines.packs.pack import NotRead, ReadPack
from yingshang.engines.timelimits import Register

_OWN = "P50"


def register_of(pack: ReadPack) -> Register:
    """All laws and limits.

    Raises:
        NotRead: `time_limits.yaml` has faults, which are reported already.
    """
    own = (function for code, function in RULES if code.startswith(_OWN))
    if any(next(function(pack), None) is not None for function in own):
        raise NotRead("time_limits.yaml")
    return pack.time_limits.register()
