"""Strict by default: no network, no real clock, no write while reading, no lucky order."""

import ipaddress
import os
import random
import socket
from datetime import datetime
from zoneinfo import ZoneInfo

import dj_database_url
import pytest
from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.test import Client, TestCase, TransactionTestCase

from tests.append_only import opened_ledger
from tests.postgres import NoPostgresError, Server

TODAY = datetime(2024, 11, 18, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
URL = "YINGSHANG_TEST_DATABASE_URL"
INLINE = (" onclick=", " onchange=", " onsubmit=", " style=", "<script>", "{{", "{%")
POSTGRESQL = pytest.StashKey[Server | str]()


class StrictClient(Client):
    """A browser that runs on-commit work and refuses inline script or unrendered tags."""

    def request(self, **request):
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            text = b"".join(response) if response.streaming else response.content
            for token in INLINE:
                assert token not in text.decode(), token
        return response


@pytest.fixture
def client():
    return StrictClient()


@pytest.fixture
def at():
    """The instant at which the clock stands."""
    return TODAY


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """SQLite has its tables at once, like a new embedded database; PostgreSQL step by step."""
    if connections["default"].vendor == "sqlite":
        from yingshang.web import new_database  # noqa: PLC0415 - settings load first

        with django_db_blocker.unblock():
            new_database.complete()


@pytest.fixture(autouse=True)
def clock_stands(request):
    """Every test with a database happens on the morning of 18 November 2024."""
    marker = request.node.get_closest_marker("django_db")
    if marker:
        request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
        from yingshang.apps.ledger.models import Clock  # noqa: PLC0415 - settings load first

        Clock.objects.update_or_create(pk=1, defaults={"standing_at": TODAY})
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT setval('ledger_event_sequence', 1, false)")


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Sockets reach this machine only."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and not is_here(address[0]):
            raise AssertionError(f"a test wants to reach {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_lucky_order():
    """A queryset without an order comes in any."""
    fetch = QuerySet._fetch_all
    dice = random.Random(20241118)  # noqa: S311

    def fetch_and_shuffle(self):
        is_fresh = self._result_cache is None
        fetch(self)
        if is_fresh and not self.ordered:
            dice.shuffle(self._result_cache)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", fetch_and_shuffle)
        yield


@pytest.fixture(autouse=True, scope="session")
def emptied_after_real_transactions():
    """Tests with real transactions empty the tables, which the ledger otherwise refuses."""
    teardown = TransactionTestCase._fixture_teardown

    def teardown_opened(self):
        with opened_ledger():
            teardown(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown_opened)
        yield


def is_here(host):
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def pytest_addoption(parser):
    parser.addoption(
        "--postgresql",
        action="store_true",
        help="run on a PostgreSQL of the tests' own instead of SQLite in memory",
    )


def pytest_configure(config):
    """Start the server once; xdist's workers find its address in the environment."""
    if not config.getoption("--postgresql") or os.environ.get(URL):
        return
    try:
        server = config.stash[POSTGRESQL] = Server()
    except NoPostgresError as missing:
        config.stash[POSTGRESQL] = str(missing)
        return
    server.start()
    os.environ[URL] = server.url
    settings.DATABASES["default"] = dict(dj_database_url.parse(server.url))
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


def pytest_unconfigure(config):
    server = config.stash.get(POSTGRESQL, None)
    if isinstance(server, Server):
        server.stop()


def pytest_report_header(config):
    state = config.stash.get(POSTGRESQL, None)
    return state if isinstance(state, str) else None


def pytest_collection_modifyitems(config, items):
    state = config.stash.get(POSTGRESQL, None)
    on_postgresql = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    for item in items:
        is_pure = item.get_closest_marker("no_database")
        if not is_pure and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
        if isinstance(state, str) and not is_pure:
            item.add_marker(pytest.mark.skip(reason=state))
        elif item.get_closest_marker("postgresql") and not on_postgresql:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: run with --postgresql"))
