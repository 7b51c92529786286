"""Addresses of casework: the portal, the desk, ledgers and cases held elsewhere."""

from django.urls import URLPattern

from yingshang.apps.casework.urls import desk, ledgers, outside, portal

app_name = "casework"
# Fixed words before patterns that take anything: outside stands before the desk's numbers.
urlpatterns: list[URLPattern] = [
    *portal.urlpatterns,
    *outside.urlpatterns,
    *ledgers.urlpatterns,
    *desk.urlpatterns,
]
