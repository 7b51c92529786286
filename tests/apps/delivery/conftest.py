"""What several tests of delivery ask for by name."""

import pytest

from yingshang.apps.delivery.decisions.drafting.base import compiled


@pytest.fixture
def files_elsewhere(settings, tmp_path):
    """Files go to a folder of the test."""
    folder = {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | folder}


@pytest.fixture
def real_fence():
    """Ask for it to have a document read in a child process, as people's are."""


@pytest.fixture
def quick_reader(request, monkeypatch):
    """A child takes a second to start, so most tests read in this process."""
    if "real_fence" not in request.fixturenames:
        from yingshang.apps.delivery.services.drafts import receiving  # noqa: PLC0415 - settings

        monkeypatch.setattr(receiving, "fenced", lambda data, _work, **_limits: compiled(data))
