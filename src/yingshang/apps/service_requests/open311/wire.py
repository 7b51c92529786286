"""How an answer is written: JSON, or XML with the names of the specification."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from django.http import HttpResponse, JsonResponse

Value = str | float | bool | None | Sequence["Row"] | Sequence[str]
Row = Mapping[str, Value]
XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# What one entry of a list is called in XML.
ENTRIES = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


class Refusal(Exception):  # noqa: N818 -- an answer, no fault of the program
    """An error of the specification: 400, 403 or 404, and a sentence in both languages."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(zh)
        self.status, self.zh, self.en = status, zh, en


def written(
    name: str, content: Row | Sequence[Row], *, form: str, status: int = 200
) -> HttpResponse:
    """`content` under its name: in JSON bare, in XML inside an element of that name."""
    if form == "json":
        options = {"ensure_ascii": False}
        response = JsonResponse(content, safe=False, status=status, json_dumps_params=options)
        response["Content-Type"] = "application/json; charset=utf-8"
        return response
    root = _element(name, content)
    text = XML_HEAD + ElementTree.tostring(root, encoding="unicode")
    return HttpResponse(text, content_type="text/xml; charset=utf-8", status=status)


def refused(refusal: Refusal, form: str) -> HttpResponse:
    """A refusal in the form in which one asked."""
    row = {"code": str(refusal.status), "description": f"{refusal.zh} {refusal.en}"}
    return written("errors", [row], form=form, status=refusal.status)


def _element(name: str, value: object) -> ElementTree.Element:
    element = ElementTree.Element(name)
    if isinstance(value, Mapping):
        element.extend(_element(key, each) for key, each in value.items())
    elif isinstance(value, list | tuple):
        element.extend(_element(ENTRIES.get(name, "entry"), each) for each in value)
    elif value is not None:
        element.text = str(value).lower() if isinstance(value, bool) else _visible(str(value))
    return element


def _visible(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(sign for sign in text if sign in "\t\n\r" or sign.isprintable())
