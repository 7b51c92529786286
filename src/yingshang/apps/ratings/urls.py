"""Addresses of ratings."""

from django.urls import URLPattern, path

from yingshang.apps.ratings.views import acting, desk, giving, rates, windows

app_name = "ratings"
urlpatterns: list[URLPattern] = [
    # Printed at windows: never changed.
    path("rate/at/<slug:code>/", giving.window, name="window"),
    path("rate/<str:token>/", giving.rate, name="rate"),
    path("rate/<str:token>/thanks", giving.thanks, name="thanks"),
    path("ratings/", desk.ratings, name="ratings"),
    path("ratings/windows/", windows.windows, name="windows"),
    path("ratings/windows/sheets.pdf", windows.sheets, name="sheets"),
    path("ratings/windows/<slug:code>.<str:ending>", windows.sheet, name="sheet"),
    path("ratings/rates/", rates.rates, name="rates"),
    path("ratings/<slug:code>/", desk.rating, name="rating"),
    path("ratings/<slug:code>/contact", desk.contact, name="contact"),
    path("ratings/<slug:code>/proof", desk.proof, name="proof"),
    path("ratings/<slug:code>/acts/<slug:name>", acting.act, name="act"),
    path("answers/ratings/", rates.answers, name="answers"),
]
