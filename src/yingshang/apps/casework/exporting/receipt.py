"""The code on a receipt, for scanning at the hall."""

import io

import segno


def receipt_svg(address: str) -> str:
    """A QR code of `address` as SVG text without styles or scripts, ready to stand in a page."""
    out = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(out, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, nl=False)
    return out.getvalue().decode()
