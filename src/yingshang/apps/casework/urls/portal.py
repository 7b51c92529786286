"""Addresses of the portal: services, applying, my matters, receipts."""

from django.urls import URLPattern, path

from yingshang.apps.casework.views.portal import applying, guides, matters, papers, receipts

urlpatterns: list[URLPattern] = [
    path("services/", guides.services, name="services"),
    path("services/register-entry", guides.register_entry, name="register_entry"),
    path("services/<slug:code>/", guides.guide, name="guide"),
    path("services/<slug:code>/apply/", applying.apply, name="apply"),
    path("my/", matters.mine, name="mine"),
    path("my/<slug:number>/", matters.matter, name="matter"),
    path("my/<slug:number>/form", applying.form, name="form"),
    path("my/<slug:number>/receipt", receipts.own, name="own_receipt"),
    path("my/<slug:number>/withdraw", matters.withdraw, name="withdraw"),
    path("my/<slug:number>/discard", matters.discard, name="discard"),
    path("my/<slug:number>/papers", papers.follow_up, name="follow_up"),
    path("my/<slug:number>/steps/<int:pk>", papers.own_step, name="own_step"),
    path("my/<slug:number>/files/<int:pk>", papers.file, name="own_file"),
    path("my/<slug:number>/letters/<int:serial>", papers.letter, name="own_letter"),
    path("receipts/", receipts.ask, name="receipts"),
    path("receipts/<slug:code>/", receipts.state, name="receipt"),
]
