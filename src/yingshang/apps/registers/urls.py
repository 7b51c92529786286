"""Addresses of the registers."""

from django.urls import path

from yingshang.apps.registers import views

app_name = "registers"
urlpatterns = [path("administration/packs/", views.releases, name="releases")]
