"""Files that are kept by whoever asks for them."""

from urllib.parse import quote

from django.http import HttpResponse


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
