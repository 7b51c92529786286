"""Everything that changes publicity items and the library of good practice."""

from yingshang.apps.delivery.services.publicity.choosing import adopt, decline
from yingshang.apps.delivery.services.publicity.entering import change, enter, withdraw

__all__ = ["adopt", "change", "decline", "enter", "withdraw"]
