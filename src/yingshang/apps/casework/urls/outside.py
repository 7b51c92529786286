"""Addresses of cases held elsewhere."""

from django.urls import URLPattern, path

from yingshang.apps.casework.views.outside import files, sources

urlpatterns: list[URLPattern] = [
    path("cases/outside/", sources.sources, name="outside"),
    path("cases/outside/files/<uuid:key>/", files.file, name="outside_file"),
    path("cases/outside/files/<uuid:key>/take", files.take, name="outside_take"),
    path("cases/outside/files/<uuid:key>/forget", files.forget, name="outside_forget"),
    path(
        "cases/outside/files/<uuid:key>/rejected.<slug:form>",
        files.rejected,
        name="outside_rejected",
    ),
    path("cases/outside/keys/<int:key>/revoke", sources.revoke, name="outside_revoke"),
    path("cases/outside/<slug:code>/", sources.source, name="outside_source"),
    path("cases/outside/<slug:code>/keys", sources.make_key, name="outside_key"),
    path("cases/<slug:number>/reported/", sources.reported, name="reported"),
]
