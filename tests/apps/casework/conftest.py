"""Every test of casework happens in a city with one case type."""

import pytest

from tests.apps.casework.factories import a_world


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
