"""Addresses of the ledger."""

from django.urls import path

from yingshang.apps.ledger import views

app_name = "ledger"
urlpatterns = [
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/cancel", views.cancel, name="cancel"),
    path("jobs/<uuid:job_id>/resume", views.resume, name="resume"),
    path("deliveries/", views.dead_letters, name="dead_letters"),
    path("deliveries/<int:delivery_id>/retry", views.retry, name="retry"),
    path("clock/", views.clock, name="clock"),
]
