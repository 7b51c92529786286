"""Addresses of the plan."""

from django.urls import path

from yingshang.apps.delivery import views
from yingshang.apps.delivery.views import implementation

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
    path("implementation/", implementation.implementations, name="implementations"),
    path("implementation/all/", implementation.all_implementations, name="all_implementations"),
    path("implementation/open/", implementation.open_drafting, name="implementation_open"),
    path("implementation/accept/", implementation.accept_many, name="implementation_accept_many"),
    path(
        "implementation/units/<slug:code>/workbook.xlsx",
        implementation.download,
        name="implementation_download",
    ),
    path(
        "implementation/units/<slug:code>/upload/",
        implementation.upload,
        name="implementation_upload",
    ),
    path("implementation/<uuid:key>/", implementation.implementation, name="implementation"),
    path("implementation/<uuid:key>/edit/", implementation.edit, name="implementation_edit"),
    path(
        "implementation/<uuid:key>/edit/measure/",
        implementation.measure,
        name="implementation_new_measure",
    ),
    path(
        "implementation/<uuid:key>/edit/measure/<uuid:measure>/",
        implementation.measure,
        name="implementation_measure",
    ),
    path(
        "implementation/<uuid:key>/edit/measure/<uuid:measure>/remove/",
        implementation.remove_measure,
        name="implementation_remove_measure",
    ),
    path("implementation/<uuid:key>/sign/", implementation.sign, name="implementation_sign"),
    path(
        "implementation/<uuid:key>/take-back/",
        implementation.take_back,
        name="implementation_take_back",
    ),
    path("implementation/<uuid:key>/change/", implementation.change, name="implementation_change"),
    path("implementation/<uuid:key>/accept/", implementation.accept, name="implementation_accept"),
    path(
        "implementation/<uuid:key>/send-back/",
        implementation.send_back,
        name="implementation_send_back",
    ),
    path(
        "implementation/<uuid:key>/versions/",
        implementation.versions,
        name="implementation_versions",
    ),
]
