"""Refusals of an installation."""

from yingshang.engines.packs.diagnostics import Diagnostic


class InstallRefusedError(Exception):
    """Nothing was installed; the message is a translated sentence saying what to do."""


class BrokenPackError(Exception):
    """The pack has errors; nothing was installed.

    Attributes:
        diagnostics: Everything that is wrong, warnings included, by file and place.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Keep all diagnostics."""
        super().__init__(f"{len(diagnostics)} diagnostics")
        self.diagnostics = diagnostics
