"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from yingshang.web import preferences, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("styleguide", styleguide.styleguide, name="styleguide"),
    path("preferences", preferences.choose, name="preferences"),
    path("ledger/", include("yingshang.apps.ledger.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("yingshang.apps.delivery.urls")),
    path("", include("yingshang.apps.directory.urls")),
    path("", include("yingshang.apps.registers.urls")),
]
