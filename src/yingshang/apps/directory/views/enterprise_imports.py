"""Files of market entities: sent, their columns confirmed, tried, taken over, rejected rows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.directory.enterprise_forms import EnterpriseFileForm, MappingForm
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.importing.tables import read_table
from yingshang.apps.directory.models import EnterpriseImport
from yingshang.apps.directory.selectors import enterprise_imports as selectors
from yingshang.apps.directory.services import enterprises as services
from yingshang.apps.directory.services.enterprises.receiving import (
    Upload,
    content_of,
    require_import,
)
from yingshang.apps.directory.views.rejected import rejected_rows
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def imports(request: PersonRequest) -> HttpResponse:
    """Send a file; the latest files below."""
    require_import(request.user, at=clock.now())
    form = EnterpriseFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = services.receive(upload=_upload(form), actor=request.user, at=clock.now())
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("directory:enterprise_import", file.pk)
    context = {"page": selectors.imports_page(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "directory/enterprise_imports.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def enterprise_import(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One file: confirm its columns and have it tried; its report afterwards."""
    file = _import_or_404(request, pk)
    form = MappingForm(request.POST or None, file=file)
    if request.method == "POST" and form.is_valid():
        try:
            file = services.confirm_mapping(
                import_id=pk, mapping=form.mapping(), actor=request.user, at=clock.now()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(*_work_of(file))
    context = {"page": selectors.import_page(file), "form": form}
    status = 422 if form.errors else 200
    return render(request, "directory/enterprise_import.html", context, status=status)


@require_POST
@for_people
def take_over(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Have a tried file taken over."""
    _import_or_404(request, pk)
    try:
        file = services.take_over(import_id=pk, actor=request.user, at=clock.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:enterprise_import", pk)
    return redirect(*_work_of(file))


@require_POST
@for_people
def abandon(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Forget a file that was not taken over."""
    _import_or_404(request, pk)
    try:
        services.abandon(import_id=pk, actor=request.user, at=clock.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:enterprise_import", pk)
    messages.success(request, _("The file is forgotten; the register is as it was."))
    return redirect("directory:enterprise_imports")


@require_safe
@for_people
def rejected(request: PersonRequest, pk: UUID, form: str) -> HttpResponse:
    """Rejected rows as a file, with their reasons."""
    file = _import_or_404(request, pk)
    try:
        table = read_table(content_of(file))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:enterprise_import", pk)
    return rejected_rows(file.file_name, file.rejections.order_by("line"), table, form)


def _upload(form: EnterpriseFileForm) -> Upload:
    file = form.cleaned_data["file"]
    return Upload(
        name=file.name,
        content=file.read(),
        source_name=form.cleaned_data["source"],
        as_of=form.cleaned_data["as_of"],
    )


def _import_or_404(request: PersonRequest, pk: UUID) -> EnterpriseImport:
    require_import(request.user, at=clock.now())
    found = selectors.import_of(pk)
    if found is None:
        raise Http404
    return found


def _work_of(file: EnterpriseImport) -> tuple[str, UUID]:
    """Where the work on the file is watched."""
    return ("ledger:job", file.job_id) if file.job_id else ("directory:enterprise_import", file.pk)
