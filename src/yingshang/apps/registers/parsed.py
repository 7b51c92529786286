"""Packs kept in memory by their digest, which never changes: parsing one takes seconds."""

from collections import OrderedDict
from collections.abc import Callable

from yingshang.engines.packs.pack import ReadPack

KEPT_IN_MEMORY = 8
_kept: OrderedDict[str, ReadPack] = OrderedDict()


def parsed(digest: str, read: Callable[[], ReadPack]) -> ReadPack:
    """The pack with this digest; `read` parses it when it is not in memory."""
    found = _kept.get(digest)
    return keep(digest, read()) if found is None else found


def keep(digest: str, pack: ReadPack) -> ReadPack:
    """Keep a pack that is parsed already; the one kept longest makes room."""
    _kept[digest] = pack
    while len(_kept) > KEPT_IN_MEMORY:
        _kept.popitem(last=False)
    return pack
