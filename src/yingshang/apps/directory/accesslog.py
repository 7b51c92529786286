"""Who looked at what is sensitive, and who came in: one JSON line each, apart from the ledger.

Looking changes nothing, so it belongs to no transaction; a rollback must not swallow it.
"""

import json
import logging

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger import clock

logger = logging.getLogger("yingshang.access")


def looked_at(viewer: Person, what: str, key: object) -> None:
    """Note that `viewer` saw something sensitive, such as `directory.contact` of a person."""
    _write("looked", who=str(viewer.pk), what=what, key=str(key))


def came_in(person: Person, *, address: str, way: str) -> None:
    """Note a login; `way` is `password` or `demo`."""
    _write("came_in", who=str(person.pk), address=address, way=way)


def was_refused(account: str, *, address: str, why: str) -> None:
    """Note a failed login; `why` is `password` or `throttle`."""
    _write("refused", account=account[:60], address=address, why=why)


def _write(what_happened: str, **details: str) -> None:
    line = {"at": clock.now().isoformat(), "event": what_happened, **details}
    logger.info(json.dumps(line, ensure_ascii=False))
