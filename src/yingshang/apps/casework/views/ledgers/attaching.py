"""Files that are kept by whoever asks for them."""

from typing import IO
from urllib.parse import quote

from django.http import FileResponse, HttpResponse


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def attached_file(file: IO[bytes], name: str, kind: str) -> FileResponse:
    """The same, sent piece by piece from a file on disk, which the response closes."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
