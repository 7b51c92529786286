"""Supervision: what slips is proposed with its evidence; a person decides."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Tell the ledger who reads what."""
        from yingshang.apps.supervision import audiences  # noqa: PLC0415 - models load first

        audiences.connect()
