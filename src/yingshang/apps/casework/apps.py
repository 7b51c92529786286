"""Casework: what is applied for, recorded and done in time."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.casework"
    label = "casework"

    def ready(self) -> None:
        """Declare kinds of duty, tell the ledger who may read what, and the worker its work."""
        from yingshang.apps.casework import audiences, kinds, tasks  # noqa: PLC0415 - models first

        kinds.connect()
        audiences.connect()
        tasks.connect()
