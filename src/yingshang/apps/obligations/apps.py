"""Obligations: who owes what by when, and the light that it shows."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.obligations"
    label = "obligations"

    def ready(self) -> None:
        """Tell the ledger who may read what, and the worker what it can do."""
        from yingshang.apps.obligations import audiences, tasks  # noqa: PLC0415 - models load first

        audiences.connect()
        tasks.connect()
