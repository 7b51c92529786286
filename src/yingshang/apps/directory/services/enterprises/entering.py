"""One market entity at a time: entered by the work of the city itself."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import EnterpriseRegistered
from yingshang.apps.directory.models import Enterprise, Person
from yingshang.apps.directory.services.enterprises.sizing import size
from yingshang.apps.directory.services.enterprises.writing import index_names
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.ledger.services import record
from yingshang.engines.identifiers import credit_codes
from yingshang.engines.identifiers.faults import IdentifierFault


@transaction.atomic
def register(
    *, enterprise: Enterprise, source_name: str, as_of: date, actor: Person | None, at: datetime
) -> Enterprise:
    """Enter a market entity that the city's own work has learned of, such as a finished start-up.

    Whoever calls has asked whether `actor` may do what leads here.

    Args:
        enterprise: Not yet saved; its credit code is normalised and checked here.
        source_name: What it was learned from, as the page shows it.

    Raises:
        RefusedError: The credit code is wrong or known already, or a value is; a sentence says so.
    """
    if enterprise.credit_code:
        enterprise.credit_code = _checked(enterprise.credit_code)
    enterprise.source_name, enterprise.as_of = source_name, as_of
    enterprise.entered_at = enterprise.changed_at = at
    content = city_content()
    size(enterprise, content.sizes, content.release)
    try:
        enterprise.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    enterprise.save(force_insert=True)
    index_names([enterprise.pk])
    fact = EnterpriseRegistered(
        enterprise_id=enterprise.pk,
        enterprise=enterprise.name,
        number=enterprise.number,
        source=source_name,
    )
    record(fact, actor=actor, at=at)
    return enterprise


def _checked(code: Any) -> str:
    try:
        return credit_codes.read(str(code)).text
    except IdentifierFault as fault:
        raise RefusedError(_("Credit code: %(why)s") % {"why": in_words(fault.zh, fault.en)}) from (
            fault
        )
