"""Addresses of messages."""

from django.urls import path

from yingshang.apps.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read", views.read_all, name="read_all"),
    path("<uuid:message_id>/read", views.read, name="read"),
    path("preferences/", views.preferences, name="preferences"),
    path("rules/", views.rules, name="rules"),
    path("undelivered/", views.undelivered, name="undelivered"),
    path("undelivered/<uuid:message_id>/retry", views.retry, name="retry"),
]
