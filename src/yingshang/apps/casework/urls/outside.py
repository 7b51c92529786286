"""Addresses of cases held elsewhere."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
