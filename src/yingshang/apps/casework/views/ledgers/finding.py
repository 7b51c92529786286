"""What every page of a ledger begins with: the type, and whose rows the visitor may see."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from yingshang.apps.casework.errors import TypeUnknownError
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.models.cases import CaseQuerySet
from yingshang.apps.casework.permissions import HANDLE, OPEN, SEE_LEDGER, verb_for
from yingshang.apps.casework.selectors.ledgers.asking import rows_of
from yingshang.apps.casework.selectors.ledgers.listing import may_add
from yingshang.apps.casework.selectors.ledgers.offers import row_case
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType


@dataclass(frozen=True)
class Found:
    """A ledger as its visitor may see it; `units` are None for those who see all."""

    case_type: CaseType
    units: frozenset[UUID] | None

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_words(self.case_type.entry.name.zh_hans, self.case_type.entry.name.en)

    @property
    def rows(self) -> CaseQuerySet:
        """Rows that the visitor may see."""
        return rows_of(self.case_type.id, self.units)


def require_reader(request: PersonRequest) -> frozenset[UUID] | None:
    """Units whose rows the visitor may see; refuses those who see no ledger."""
    units = units_for(request.user, SEE_LEDGER, on=clock.today())
    if units is not None and not units:
        raise PermissionDenied(SEE_LEDGER)
    return units


def found_or_404(request: PersonRequest, code: str) -> Found:
    """The ledger of this type; services without a table are none."""
    return _ledger(code, require_reader(request))


def adding_or_403(request: PersonRequest, code: str) -> Found:
    """The ledger, to somebody who adds rows to it."""
    found = found_or_404(request, code)
    if not may_add(request.user, found.case_type):
        raise PermissionDenied(OPEN)
    return found


def handled_or_404(request: PersonRequest, code: str, number: str) -> tuple[Found, Case]:
    """The ledger, and a row of it that the visitor may put right; 404 to everybody else."""
    today = clock.today()
    found = _ledger(code, units_for(request.user, SEE_LEDGER, on=today))
    verb = verb_for(HANDLE, is_ledger=found.case_type.is_ledger)
    handled = units_for(request.user, verb, on=today) or frozenset()
    case = row_case(found.case_type, handled, number)
    if case is None:
        raise Http404
    return found, case


def _ledger(code: str, units: frozenset[UUID] | None) -> Found:
    try:
        _release, case_type = current_type(code)
    except TypeUnknownError as unknown:
        raise Http404 from unknown
    if case_type.ledger is None:
        raise Http404
    return Found(case_type, units)
