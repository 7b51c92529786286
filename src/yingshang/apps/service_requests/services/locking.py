"""The first beat of every service: take the request, and name it for the ledger."""

from typing import Any

from yingshang.apps.casework.services.locking import locked
from yingshang.apps.service_requests.models import ServiceRequest


def locked_request(request_id: int) -> ServiceRequest:
    """The request with its case, locked until the transaction ends.

    Raises:
        Case.DoesNotExist, ServiceRequest.DoesNotExist: There is none with this id.
    """
    case = locked(request_id)
    request = ServiceRequest.objects.select_for_update().get(pk=request_id)
    request.case = case
    return request


def naming(request: ServiceRequest) -> dict[str, Any]:
    """The fields that every fact about this request carries."""
    case = request.case
    return {"case": case.pk, "number": case.number, "intake_id": case.holder_unit_id}
