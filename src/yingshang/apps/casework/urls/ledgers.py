"""Addresses of ledgers, worked as tables."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
