"""Addresses of the portal: services, applying, my matters, receipts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
