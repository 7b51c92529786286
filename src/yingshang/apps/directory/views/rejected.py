"""Rows that a file brought and that were not taken over, to download."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from yingshang.apps.directory.importing.tables import Table
from yingshang.apps.directory.models.sent_files import SentRow
from yingshang.apps.directory.selectors.sent_files import rejected_csv, rejected_xlsx
from yingshang.engines.documents.sniffing import XLSX

FORMATS: Final = {"csv": ("text/csv; charset=utf-8", rejected_csv), "xlsx": (XLSX, rejected_xlsx)}


def rejected_rows(
    file_name: str, rejections: Iterable[SentRow], table: Table, form: str
) -> HttpResponse:
    """The rows as they were sent, with their reasons in front; csv unless `form` is xlsx."""
    media_type, write = FORMATS.get(form, FORMATS["csv"])
    name = quote(_("Rejected rows of %(file)s") % {"file": f"{file_name}.{form}"})
    return HttpResponse(
        write(rejections, table),
        content_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
