"""A filled workbook is taken in, return by return: each whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.returns import Content
from yingshang.apps.delivery.errors import DeliveryError, ReturnIncompleteError
from yingshang.apps.delivery.models import Return
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.returns.content import read
from yingshang.apps.delivery.services.returns.drafting import keep
from yingshang.apps.delivery.services.returns.evidence import attach
from yingshang.apps.delivery.services.returns.locking import locked
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.files.errors import FileError


@dataclass(frozen=True)
class Filled:
    """One return of a workbook.

    Attributes:
        revision: The saving from which the workbook was prepared.
        files: Key of a line → (name, content) of files that are new.
    """

    return_id: UUID
    revision: int
    content: Content
    files: Mapping[str, Sequence[tuple[str, bytes]]]


@dataclass(frozen=True)
class Outcome:
    """What became of it: `taken`, `unchanged` or `refused`; faults by the key of a line."""

    result: str
    sentence: str = ""
    faults: tuple[tuple[str, str, str], ...] = ()


def take_in(*, filled: Filled, actor: Person, at: datetime) -> Outcome:
    """Keep one return of a workbook as its draft; the same workbook twice changes nothing.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
    """
    try:
        return _take_in(filled, actor, at)
    except ReturnIncompleteError as refusal:
        faults = tuple((each.key, each.field, str(each.sentence)) for each in refusal.faults)
        return Outcome("refused", str(refusal), faults)
    except (DeliveryError, FileError) as refusal:
        return Outcome("refused", str(refusal))


@transaction.atomic
def _take_in(filled: Filled, actor: Person, at: datetime) -> Outcome:
    report = locked(filled.return_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    found = read(report)
    is_same = (found.content if found else Content()).says_the_same(filled.content)
    if is_same and not any(filled.files.values()):
        return Outcome("unchanged")
    revision = filled.revision if found is not None else report.revision
    if not is_same:
        report = keep(
            return_id=report.pk, content=filled.content, revision=revision, actor=actor, at=at
        )
    before = Return.objects.values_list("revision", flat=True).get(pk=report.pk)
    for key, files in filled.files.items():
        for name, content in files:
            attach(
                return_id=report.pk,
                line_key=key,
                name=name,
                content=content,
                actor=actor,
                at=at,
            )
    after = Return.objects.values_list("revision", flat=True).get(pk=report.pk)
    return Outcome("unchanged" if is_same and before == after else "taken")
