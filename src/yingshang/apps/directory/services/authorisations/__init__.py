"""Everything that changes who acts for whom."""

from yingshang.apps.directory.services.authorisations.agents import take_on
from yingshang.apps.directory.services.authorisations.claims import claim, confirm, refuse
from yingshang.apps.directory.services.authorisations.grants import accept, decline, end, offer
from yingshang.apps.directory.services.authorisations.uses import use

__all__ = ["accept", "claim", "confirm", "decline", "end", "offer", "refuse", "take_on", "use"]
