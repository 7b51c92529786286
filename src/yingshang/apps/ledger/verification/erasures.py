"""Personal values that are gone: was their erasure recorded?"""

from collections.abc import Sequence

from django.db.models import Q

from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.verification.faults import Fault
from yingshang.apps.ledger.verification.strands import Examined
from yingshang.apps.ledger.verification.walk import ERASURE, erased_by


def unrecorded(strands: Sequence[Examined]) -> None:
    """Note a fault for every empty value that no strand has an erasure of."""
    erased = {each for strand in strands for each in strand.walked.erased}
    if all(strand.walked.unexplained.keys() <= erased for strand in strands):
        return
    for event in Event.objects.filter(_meanwhile(strands), kind=ERASURE):
        erased |= erased_by(event)
    for strand in strands:
        for (sequence, name), number in strand.walked.unexplained.items():
            if (sequence, name) not in erased:
                strand.faults.append(Fault("L009", number, {"field": name}))


def _meanwhile(strands: Sequence[Examined]) -> Q:
    """What was recorded since the verification began."""
    later = Q()
    for each in strands:
        later |= Q(strand=each.end.strand, number__gt=each.end.through)
    return later
