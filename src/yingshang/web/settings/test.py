"""Settings of the test suite: fast hashing, plain static files, SQLite in memory or PostgreSQL."""

import os

from yingshang.web.settings.base import *  # noqa: F403
from yingshang.web.settings.base import MIDDLEWARE, STORAGES, TEMPLATES, database

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests"  # noqa: S105
FIELD_KEY = "0123456789abcdef0123456789abcdef"
DATABASES = {
    "default": database(os.environ.get("YINGSHANG_TEST_DATABASE_URL"), sqlite_name=":memory:")
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # The tables of today at once; `tests/conftest.py` does what steps do besides.
    DATABASES["default"]["TEST"] = {"MIGRATE": False}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected for tests, and WhiteNoise warns of a folder that is not there.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
ALLOWED_HOSTS = ["*"]
LOGGING = {"version": 1, "disable_existing_loggers": False}


class UnknownVariable(str):
    """Fails a test when a template names a variable that its view does not give."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise LookupError(f"template variable `{name}` is unknown")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")
