"""The one paper that stands for every paper of the sample city: a page that says so."""

from typing import Final

_TEXT: Final = "BT /F1 20 Tf 60 760 Td (Sample paper, invented, of no effect) Tj ET"
_OBJECTS: Final = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>"
    ),
    f"<</Length {len(_TEXT)}>>stream\n{_TEXT}\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def _page() -> bytes:
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(_OBJECTS, start=1):
        places.append(len(text))
        text += f"{number} 0 obj{body}endobj\n"
    start = len(text)
    text += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return text.encode("ascii")


PAPER: Final = _page()
