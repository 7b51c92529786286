"""Delivery: the plan, its tasks and how they stand."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Declare the duties that delivery creates, and light the wall chart by them."""
        from yingshang.apps.delivery import kinds  # noqa: PLC0415 - models load first
        from yingshang.apps.delivery.selectors.returns.lights import lights  # noqa: PLC0415
        from yingshang.apps.delivery.selectors.wall_page import light_with  # noqa: PLC0415

        kinds.connect()
        light_with(lights)
