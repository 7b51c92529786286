"""Delivery: the plan, its tasks and how they stand."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.delivery"
    label = "delivery"
