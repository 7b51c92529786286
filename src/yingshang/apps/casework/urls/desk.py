"""Addresses of the desk: workbasket, search, one case, verbs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
