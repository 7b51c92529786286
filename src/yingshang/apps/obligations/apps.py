"""Obligations: who owes what by when, and the light that it shows."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.obligations"
    label = "obligations"
