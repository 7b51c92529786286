"""The ledger: what happened, who must be told, what is still running."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.ledger"
    label = "ledger"
