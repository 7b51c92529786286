"""What a case knows of itself, besides its answers."""

from datetime import datetime

from yingshang.apps.casework.decisions.answers import Circumstances
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors.values import files_of
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.casework.casetype import CaseType


def circumstances(case: Case, case_type: CaseType, at: datetime) -> Circumstances:
    """What the case knows of itself at `at`."""
    asks_files = any(each.type == "file" for each in case_type.fields.values())
    kind = "enterprise" if case.enterprise_id else "person" if case.applicant_id else None
    return Circumstances(
        route=case.route,
        applicant_kind=kind,
        opened_on=local_day(case.opened_at),
        accepted_on=local_day(case.accepted_at) if case.accepted_at else None,
        today=local_day(at),
        files=files_of(case) if asks_files or case_type.materials else frozenset(),
    )
