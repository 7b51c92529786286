"""Addresses of supervision."""

from django.urls import path

from yingshang.apps.supervision.views import proposals, reports

app_name = "supervision"

urlpatterns = [
    path("supervision/", proposals.index, name="proposals"),
    path("supervision/look/", proposals.look, name="look"),
    path("supervision/proposals/<int:key>/", proposals.one, name="proposal"),
    path("supervision/proposals/<int:key>/take-up/", proposals.take_up, name="take_up"),
    path("supervision/proposals/<int:key>/letter/", proposals.letter, name="letter"),
    path("supervision/proposals/<int:key>/dismiss/", proposals.dismiss, name="dismiss"),
    path("supervision/reports/", reports.index, name="reports"),
    path("supervision/reports/<int:key>/", reports.one, name="report"),
    path("supervision/reports/<int:key>/words/", reports.words, name="report_words"),
    path("supervision/reports/<int:key>/check/", reports.check, name="report_check"),
    path("supervision/reports/<int:key>/sign/", reports.sign, name="report_sign"),
    path("supervision/reports/<int:key>/send-back/", reports.send_back, name="report_send_back"),
    path("supervision/reports/<int:key>/document/", reports.document, name="report_document"),
]
