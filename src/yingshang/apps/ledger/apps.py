"""The ledger: what happened, who must be told, what is still running."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Learn the facts of every app."""
        autodiscover_modules("events")
