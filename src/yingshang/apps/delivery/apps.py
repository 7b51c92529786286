"""Delivery: the plan, its tasks and how they stand."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Declare the duties that delivery creates."""
        from yingshang.apps.delivery import kinds  # noqa: PLC0415 - models load first

        kinds.connect()
