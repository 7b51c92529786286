"""Addresses of requests: for everybody, for reporters, and for staff."""

from django.urls import path

from yingshang.apps.service_requests.views import desk, entry, portal, rates

app_name = "service_requests"
urlpatterns = [
    path("report/", portal.classes, name="classes"),
    path("report/alike/", portal.hints, name="hints"),
    path("report/<slug:class_code>/", portal.report, name="report"),
    path("my/requests/", portal.mine, name="mine"),
    path("my/requests/<str:number>/", portal.my_request, name="my_request"),
    path("r/<str:code>/", portal.receipt, name="receipt"),
    path("r/<str:code>/<slug:act>/", portal.receipt_act, name="receipt_act"),
    path("answers/", rates.answers, name="answers"),
    path("requests/", desk.requests, name="requests"),
    path("requests/entry/", entry.entry, name="entry"),
    path("requests/rates/", rates.rates, name="rates"),
    path("requests/<str:number>/", desk.one, name="request"),
    path("requests/<str:number>/<slug:act>/", desk.act, name="act"),
]
