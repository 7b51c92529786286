"""Addresses of requests: for everybody, for reporters, and for staff."""

from django.urls import path

from yingshang.apps.service_requests.views import desk, entry, open311, portal, rates

app_name = "service_requests"
# Every answer of the open interface is written as its ending says.
WIRE = "open311/v2"
urlpatterns = [
    path(f"{WIRE}/", open311.discovery, {"form": "json"}, name="open311_root"),
    *(
        each
        for form in ("json", "xml")
        for each in (
            path(
                f"{WIRE}/discovery.{form}",
                open311.discovery,
                {"form": form},
                name=f"open311_discovery_{form}",
            ),
            path(
                f"{WIRE}/services.{form}",
                open311.service_list,
                {"form": form},
                name=f"open311_services_{form}",
            ),
            path(
                f"{WIRE}/services/<slug:code>.{form}",
                open311.service,
                {"form": form},
                name=f"open311_service_{form}",
            ),
            path(
                f"{WIRE}/requests.{form}",
                open311.requests,
                {"form": form},
                name=f"open311_requests_{form}",
            ),
            path(
                f"{WIRE}/requests/<str:number>.{form}",
                open311.one,
                {"form": form},
                name=f"open311_request_{form}",
            ),
            path(
                f"{WIRE}/tokens/<str:number>.{form}",
                open311.token,
                {"form": form},
                name=f"open311_token_{form}",
            ),
            path(
                f"{WIRE}/servicerequestupdates.{form}",
                open311.updates,
                {"form": form},
                name=f"open311_updates_{form}",
            ),
        )
    ),
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
