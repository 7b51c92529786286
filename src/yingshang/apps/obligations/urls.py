"""Addresses of obligations."""

from django.urls import path

from yingshang.apps.obligations.views import desk, duties, explain, rechecks, recomputing, urging

app_name = "obligations"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/tasks/", desk.matters, name="matters"),
    path("desk/month/", desk.month, name="month"),
    path("desk/bulk", desk.bulk, name="bulk"),
    path("desk/calendar/", desk.subscription, name="subscription"),
    path("desk/calendar/new", desk.subscribe, name="subscribe"),
    path("desk/calendar/end", desk.unsubscribe, name="unsubscribe"),
    path("calendar/<slug:token>.ics", desk.feed, name="feed"),
    path("desk/obligations/", duties.duties, name="duties"),
    path("desk/obligations/<int:pk>/", duties.duty, name="duty"),
    path("desk/obligations/<int:pk>/<slug:name>", duties.act, name="act"),
    path("desk/verify/", duties.to_verify, name="to_verify"),
    path("desk/rechecks/", rechecks.rechecks, name="rechecks"),
    path("desk/rechecks/<int:pk>/", rechecks.recheck, name="recheck"),
    path("desk/urging/", urging.urging, name="urging"),
    path("desk/urging/send", urging.send, name="urge"),
    path("dates/recompute/", recomputing.recomputing, name="recomputing"),
    path("dates/recompute/start", recomputing.start, name="recompute"),
    path("command/", duties.command, name="command"),
    path("dates/explain/", explain.explain, name="explain"),
]
