"""Every test of requests happens in a city with an intake office and two units that handle."""

import pytest

from tests.apps.service_requests.world import a_world


@pytest.fixture(autouse=True)
def on_disk(request, settings, tmp_path):
    """Files go to a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def world():
    return a_world()
