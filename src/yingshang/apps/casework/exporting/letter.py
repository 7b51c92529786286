"""A letter as a Word document, and as PDF where LibreOffice is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from yingshang.apps.casework.errors import PdfMissingError
from yingshang.apps.casework.models import Letter
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.documents.writing import OfficialDocument, Paragraph, write

OFFICE = ("soffice", "libreoffice")
SECONDS = 60


def letter_docx(letter: Letter) -> bytes:
    """`letter` as it was issued, laid out by GB/T 9704, without a mark or seal."""
    lines = [line.strip() for line in letter.body_zh.splitlines() if line.strip()]
    document = OfficialDocument(
        title=letter.title_zh,
        blocks=tuple(Paragraph(line) for line in lines),
        signed_by=letter.signed_by,
        dated_on=local_day(letter.issued_at),
    )
    return write(document)


def can_make_pdf() -> bool:
    """Whether LibreOffice is installed here."""
    return _office() is not None


def letter_pdf(letter: Letter) -> bytes:
    """`letter` as PDF; takes some seconds.

    Raises:
        PdfMissingError: LibreOffice is not installed here, or could not convert it.
    """
    office = _office()
    if office is None:
        raise PdfMissingError
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letter.docx").write_bytes(letter_docx(letter))
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", name, str(folder / "letter.docx")]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - no shell, no input of users
            return (folder / "letter.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as fault:
            raise PdfMissingError from fault


def _office() -> str | None:
    return next((path for name in OFFICE if (path := shutil.which(name))), None)
