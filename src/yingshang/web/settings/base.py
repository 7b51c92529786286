"""Settings common to every installation; what differs comes from `environment.py`."""

from typing import Any

import dj_database_url

from yingshang.web.settings import environment

ENVIRONMENT = environment.read()
ROOT = environment.ROOT
DATA_DIR = ENVIRONMENT.data_dir
IS_SAMPLE = ENVIRONMENT.mode == "sample"

SECRET_KEY = ENVIRONMENT.secret("secret_key", 64)
FIELD_KEY = ENVIRONMENT.secret("field_key", 32)
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.allowed_hosts.split(",")]
DEBUG = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "src/yingshang/web/locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "yingshang.apps.ledger",
    "yingshang.apps.directory",
    "yingshang.apps.registers",
    "yingshang.apps.files",
    "yingshang.apps.messages",
    "yingshang.apps.obligations",
    "yingshang.apps.casework",
    "yingshang.apps.delivery",
    "yingshang.apps.service_requests",
    "yingshang.apps.ratings",
    "yingshang.apps.supervision",
    "yingshang.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yingshang.web.middleware.head_without_body",
    "yingshang.web.middleware.content_security_policy",
    "yingshang.apps.ledger.clock.once_per_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yingshang.apps.directory.wechat.bearing.session_of_the_mini_program",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yingshang.web.middleware.page_for_other_methods",
    "yingshang.web.middleware.reading_never_writes",
    "yingshang.apps.directory.http.roles_once_per_reading",
]
ROOT_URLCONF = "yingshang.web.urls"
WSGI_APPLICATION = "yingshang.web.wsgi.application"
AUTH_USER_MODEL = "directory.Person"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "yingshang.apps.directory.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "directory:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src/yingshang/web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yingshang.web.context.site",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str | None, *, sqlite_name: Any) -> dict[str, Any]:
    """The database of `url`; without one, the embedded SQLite file `sqlite_name`."""
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": sqlite_name,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


DATABASES = {"default": database(ENVIRONMENT.database_url, sqlite_name=DATA_DIR / "yingshang.db")}
# `throttle` counts failed logins; `yingshang migrate` makes its table.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "throttle": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "login_throttle",
    },
}
MAIL = ENVIRONMENT.mail_server
# Without a mail server the host stays empty and e-mails wait.
EMAIL_BACKEND = "yingshang.apps.messages.channels.SmtpBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.uses_tls, MAIL.uses_starttls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = MAIL.sender
MAIL_CA_FILE = MAIL.ca_file
SITE_URL = ENVIRONMENT.site_url.rstrip("/")
UNIFIED_LOGIN = ENVIRONMENT.unified_login
MINI_PROGRAM = ENVIRONMENT.mini_program
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(message)s"}},
    "handlers": {
        "access": {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": DATA_DIR / "access.log",
            "formatter": "plain",
            "encoding": "utf-8",
            "delay": True,
        }
    },
    "loggers": {"yingshang.access": {"handlers": ["access"], "level": "INFO", "propagate": False}},
}

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = IS_SAMPLE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
PACKS_DIR = ROOT / "packs"
EXAMPLES_DIR = ROOT / "examples"
UPLOAD_MEGABYTES = ENVIRONMENT.upload_megabytes
KEEP_DELIVERIES_DAYS = ENVIRONMENT.keep_deliveries_days
