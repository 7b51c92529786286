"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from yingshang.web import home, preferences, refusing, styleguide, tour
from yingshang.web.api import api

handler400 = refusing.bad_request

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("tour", tour.go, name="tour"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
    path("preferences", preferences.choose, name="preferences"),
    path("ledger/", include("yingshang.apps.ledger.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", api.urls),
    path("", include("yingshang.apps.obligations.urls")),
    path("messages/", include("yingshang.apps.messages.urls")),
    path("", include("yingshang.apps.delivery.urls")),
    path("", include("yingshang.apps.directory.urls")),
    path("", include("yingshang.apps.registers.urls")),
    # Before casework, whose address of one matter is any word after `my/`.
    path("", include("yingshang.apps.service_requests.urls")),
    path("", include("yingshang.apps.casework.urls")),
    path("", include("yingshang.apps.supervision.urls")),
    path("", include("yingshang.apps.ratings.urls")),
]
