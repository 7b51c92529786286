"""Why an act is refused, as sentences in Chinese and English that say what to do."""

# ruff: noqa: N818 (names say what happened, as everywhere in the house)

from yingshang.engines.timelimits.wording import Bilingual


class Refused(Exception):
    """The case does not allow the act now; nothing was changed.

    Attributes:
        code: Stable word for tests and APIs, e.g. `not_open`.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code = code
        self.message = Bilingual(zh, en)
        super().__init__(str(self.message))

    @property
    def zh(self) -> str:
        """The Chinese sentence."""
        return self.message.zh

    @property
    def en(self) -> str:
        """The English sentence."""
        return self.message.en
