"""Files attached to returns, served to those who may read the return."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.returns.files import content_of, is_previewed
from yingshang.apps.delivery.selectors.returns.rights import find_evidence
from yingshang.apps.delivery.services import returns as services
from yingshang.apps.delivery.views.acting import at_once
from yingshang.apps.directory import accesslog
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.engines.documents.sniffing import PDF

# Nothing in a file may run, load or send anything. A sandbox would also stop the PDF viewer.
SEALED = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'"


@require_safe
@for_people
def evidence(request: PersonRequest, key: UUID) -> HttpResponse:
    """One file: to keep, or with `?look` to look at where the browser can do so safely."""
    found = find_evidence(request.user, key, clock.today())
    file = content_of(found) if found else None
    if found is None or file is None:
        raise Http404
    accesslog.looked_at(request.user, "delivery.evidence", key)
    is_inline = "look" in request.GET and is_previewed(found.file.media_type)
    response = FileResponse(
        file,
        as_attachment=not is_inline,
        filename=found.name,
        content_type=found.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        SEALED if found.file.media_type == PDF else f"{SEALED}; sandbox"
    )
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # Django answers with both alike


@require_POST
@for_people
def detach(request: PersonRequest, key: UUID) -> HttpResponse:
    """Take a file off a draft."""
    found = find_evidence(request.user, key, clock.today())
    if found is None:
        raise Http404
    report = found.line.version.report
    demand(request, FILL_RETURN, unit=report.unit)
    return at_once(
        request,
        lambda: services.detach(evidence_id=key, actor=request.user, at=clock.now()),
        done=_("The file is taken off."),
        back_url=reverse("delivery:return_edit", args=[report.pk]),
    )
