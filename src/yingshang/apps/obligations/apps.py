"""Obligations: who owes what by when, and the light that it shows."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.obligations"
    label = "obligations"

    def ready(self) -> None:
        """Tell the worker what it can do."""
        from yingshang.apps.obligations import tasks  # noqa: PLC0415 - models load first

        tasks.connect()
