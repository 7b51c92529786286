"""Addresses of the plan."""

from django.urls import path

from yingshang.apps.delivery import views

app_name = "delivery"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/about/", views.about, name="about"),
    path("plan/wall/", views.wall, name="wall"),
    path("plan/wall.pdf", views.wall_pdf, name="wall_pdf"),
    path("plan/wall.svg", views.wall_svg, name="wall_svg"),
    path("plan/tasks/<str:code>/", views.task, name="task"),
    path("plan/units/", views.units, name="units"),
    path("plan/units/<slug:code>/", views.unit, name="unit"),
    path("public/plan/", views.public, name="public"),
]
