"""Addresses of the plan."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from yingshang.apps.delivery import views
from yingshang.apps.delivery.views import chase, drafts, implementation, returns

app_name = "delivery"
# Pages of a plan: of the city's at once, of a workspace's behind its code.
PLAN_PAGES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("plan/", views.plan, "plan"),
    ("plan/about/", views.about, "about"),
    ("plan/wall/", views.wall, "wall"),
    ("plan/wall.pdf", views.wall_pdf, "wall_pdf"),
    ("plan/wall.svg", views.wall_svg, "wall_svg"),
    ("plan/tasks/<str:code>/", views.task, "task"),
    ("plan/units/", views.units, "units"),
    ("plan/units/<slug:code>/", views.unit, "unit"),
)
urlpatterns = [
    *(path(route, view, name=name) for route, view, name in PLAN_PAGES),
    *(
        path(f"w/<slug:workspace>/{route}", view, name=f"workspace_{name}")
        for route, view, name in PLAN_PAGES
    ),
    path("plans/", drafts.plans, name="plans"),
    path("plans/import/", drafts.import_plan, name="import"),
    path("plans/drafts/", drafts.drafts, name="drafts"),
    path("plans/drafts/<uuid:pk>/", drafts.draft, name="draft"),
    path("plans/drafts/<uuid:pk>/tasks/<str:task>/", drafts.draft_task, name="draft_task"),
    path("plans/drafts/<uuid:pk>/correct/", drafts.draft_correct, name="draft_correct"),
    path("plans/drafts/<uuid:pk>/undo/", drafts.draft_undo, name="draft_undo"),
    path("plans/drafts/<uuid:pk>/presence/", drafts.draft_presence, name="draft_presence"),
    path("plans/drafts/<uuid:pk>/names/", drafts.draft_names, name="draft_names"),
    path("plans/drafts/<uuid:pk>/units/", drafts.draft_enter_unit, name="draft_enter_unit"),
    path("plans/drafts/<uuid:pk>/approve/", drafts.draft_approve, name="draft_approve"),
    path("plans/drafts/<uuid:pk>/delete/", drafts.draft_delete, name="draft_delete"),
    path("plans/drafts/<uuid:pk>/file/", drafts.draft_file, name="draft_file"),
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
