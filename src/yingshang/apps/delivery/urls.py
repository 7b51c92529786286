"""Addresses of the plan."""

from django.urls import path

from yingshang.apps.delivery import views
from yingshang.apps.delivery.views import chase, implementation, returns

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
    path("desk/returns/", returns.returns, name="returns"),
    path("desk/returns/open/", chase.open_period, name="period_open"),
    path("desk/returns/<slug:period>/", chase.chase, name="chase"),
    path("desk/returns/<slug:period>/approve/", chase.approve_many, name="return_approve_many"),
    path("desk/returns/<slug:period>/circular/", chase.circular, name="circular"),
    path("desk/returns/<slug:period>/circular.docx", chase.circular_file, name="circular_file"),
    path("desk/returns/<slug:period>/units/<slug:code>/", returns.unit_month, name="unit_returns"),
    path(
        "desk/returns/<slug:period>/units/<slug:code>/workbook.xlsx",
        returns.download,
        name="return_download",
    ),
    path(
        "desk/returns/<slug:period>/units/<slug:code>/upload/",
        returns.upload,
        name="return_upload",
    ),
    path("desk/return/<uuid:key>/", returns.report, name="return"),
    path("desk/return/<uuid:key>/edit/", returns.edit, name="return_edit"),
    path("desk/return/<uuid:key>/take-over/", returns.take_over, name="return_take_over"),
    path("desk/return/<uuid:key>/hand-in/", returns.hand_in, name="return_hand_in"),
    path("desk/return/<uuid:key>/hand-back/", returns.hand_back, name="return_hand_back"),
    path("desk/return/<uuid:key>/submit/", returns.submit, name="return_submit"),
    path("desk/return/<uuid:key>/take-back/", returns.take_back, name="return_take_back"),
    path("desk/return/<uuid:key>/approve/", returns.approve, name="return_approve"),
    path("desk/return/<uuid:key>/send-back/", returns.send_back, name="return_send_back"),
    path("desk/return/<uuid:key>/correct/", returns.correct, name="return_correct"),
    path("desk/evidence/<uuid:key>/", returns.evidence, name="evidence"),
    path("desk/evidence/<uuid:key>/detach/", returns.detach, name="evidence_detach"),
]
