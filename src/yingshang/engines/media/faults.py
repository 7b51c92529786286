"""Why a photo or a voice note is not taken."""


class MediaFault(ValueError):  # noqa: N818 -- named as what it is
    """A sentence in both languages that says what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh, self.en = zh, en
