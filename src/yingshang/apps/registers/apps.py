"""Registers: versioned lists, and the installed pack releases."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.registers"
    label = "registers"
