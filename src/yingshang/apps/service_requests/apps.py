"""Service requests: the city is told, acts, answers, and asks how it was."""

from django.apps import AppConfig


class ServiceRequestsConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.service_requests"
    label = "service_requests"

    def ready(self) -> None:
        """Tell the ledger who may read what, and what it is to call."""
        from yingshang.apps.service_requests import (  # noqa: PLC0415 - models first
            audiences,
            tasks,
        )

        audiences.connect()
        tasks.connect()
