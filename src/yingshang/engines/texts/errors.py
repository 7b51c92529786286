"""Why texts, lessons or a model are not taken: a sentence in both languages."""


class TextsError(ValueError):
    """What was given cannot be used; `zh` and `en` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh = zh
        self.en = en
