"""Casework: what is applied for, recorded and done in time."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.casework"
    label = "casework"

    def ready(self) -> None:
        """Declare kinds of duty, readers of facts, work of the worker, and where people land."""
        from yingshang.apps.casework import (  # noqa: PLC0415 - models first
            audiences,
            kinds,
            landings,
            tasks,
        )

        kinds.connect()
        audiences.connect()
        tasks.connect()
        landings.connect()
